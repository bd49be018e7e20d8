/**
 * What holds in every case at every moment, stated apart from the rules that make it hold:
 *
 *  1. Total: no command, no event and no moment makes the rules throw.
 *  2. The version counts the events; their sequence has no gap; folding them gives the state; time never runs back.
 *  3. The revision counts accepted commands of people, and nothing else.
 *  4. Time comes to rest: afterwards nothing is due, and the next moment lies ahead. It's exact: a millisecond
 *     before it nothing is due, at it something is.
 *  5. No lost obligation: each thing that the case has begun and not finished is owed; what is owed no longer was
 *     done, or made void by an event that says so.
 *  6. No reminder twice: keys are unique, a duty's reminders are distinct workdays in their order, and stay what they
 *     are as long as its due day stays.
 *  7. The cap is never passed without a decision: no assignment runs after the day by which it had to be decided, and
 *     its end moves by a decision alone.
 *  8. No sharing without consent: who is invited to a coming meeting, or asked for papers, is covered for that purpose
 *     by everyone whose consent is required. No guardian is invited once the pupil is of age; protected families get no notice.
 *  9. A follow-up's turn is settled in time, once, and never missed in a lov.
 * 10. Nothing goes upwards twice for the same duty and due day.
 * 11. Every effect has a key of its own.
 * 12. What the school noticed: somebody owes something, the mentor is told or owed, nothing of it ends by itself, it
 *     begins once, and a child in preschool is never anybody's inquiry (`noticed.ts`).
 * 13. Who takes over a case is invited to its coming meetings; who leaves it is not, unless as the pupil's mentor.
 */
import { instantOf, isWorkday, schoolDaysBetween } from '../../src/domain/calendar.ts';
import type { Effect } from '../../src/domain/case/effects.ts';
import type { RecordedEvent } from '../../src/domain/case/events.ts';
import { nightMoment } from '../../src/domain/case/night.ts';
import { evolve } from '../../src/domain/case/evolve.ts';
import { nextSlot } from '../../src/domain/case/rhythm.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { obligations } from '../../src/domain/obligations/derive.ts';
import type { Obligation } from '../../src/domain/obligations/obligation.ts';
import type { Instant, LocalDate } from '../../src/domain/time.ts';
import { addDays } from '../../src/domain/time.ts';
import { covers } from './covers.ts';
import { beginsOnce, endsByDecision, mentorToldOrOwed, preschoolIsFree, somebodyOwns } from './noticed.ts';
import { missingDuties, unexplained } from './owed.ts';
import { threeYears as cal } from './world.ts';

/** One step of a life: time passing, or a command that was accepted. */
export type Taken = {
  before: CaseState;
  after: CaseState;
  recorded: RecordedEvent[];
  effects: Effect[];
  now: Instant;
  today: LocalDate;
  owedBefore: Obligation[];
  owedAfter: Obligation[];
};

/** What only a whole life can tell. */
export type Memory = { lastAt: number; escalated: Set<string>; effectKeys: Set<string> };
export const newMemory = (): Memory => ({ lastAt: 0, escalated: new Set(), effectKeys: new Set() });

const sharing = ({ after, recorded, effects, today, now }: Taken): string | null => {
  for (const meeting of after.meetings) {
    if (meeting.status !== 'called' || instantOf(cal, meeting.time.date, meeting.time.from) <= now) continue;
    for (const { participantId, as } of meeting.participants) {
      const standing = meeting.answers.find((a) => a.participantId === participantId);
      if (standing?.invitation !== 'sent') continue;
      if (as.kind === 'guardian' && after.ofAge) return `guardian invited to ${meeting.meetingId}, of age`;
      if (
        as.kind === 'receiver' &&
        !covers(
          after,
          as.receiver,
          [],
          meeting.kind === 'sip' ? 'sip' : 'increaseAttendance',
          meeting.time.date,
        )
      )
        return `${as.receiver} invited to ${meeting.meetingId} without consent`;
    }
  }
  const asked = recorded.find(
    ({ event }) =>
      event.type === 'papersRequested' &&
      !covers(after, event.request.from, event.request.kinds, 'increaseAttendance', today),
  );
  if (asked) return 'papers asked for without consent';
  const toFamily = effects.some((e) => e.type === 'notice' && e.to.by === 'giver');
  return toFamily && after.pupil.protectedIdentity ? 'a protected family got a notice' : null;
};

const capOf = ({ stand }: CaseState) => (stand.phase === 'assigned' ? stand.assignment.cap : null);
const capMovers = new Set(['extended', 'allocated', 'policyChanged', 'lapsed', 'closed', 'reopened']);

const cap = ({ before, after, recorded, now }: Taken): string | null => {
  const running = capOf(after);
  if (running !== null && now >= nightMoment(cal, after.caseId, addDays(running.actBy, 1)))
    return `assigned after ${running.actBy} without a decision`;
  const isMoved = JSON.stringify(capOf(before)) !== JSON.stringify(running);
  return isMoved && !recorded.some(({ event }) => capMovers.has(event.type))
    ? 'the cap moved without a decision'
    : null;
};

const reminders = ({ owedBefore, owedAfter }: Taken): string | null => {
  if (new Set(owedAfter.map((o) => o.key)).size !== owedAfter.length) return 'two duties with one key';
  const earlier = new Map(owedBefore.map((o) => [o.key, o]));
  for (const { key, due, from, remindOn, moved } of owedAfter) {
    if (from > due) return `${key} is shown after it's due`;
    if (remindOn.some((day, i) => i > 0 && day <= (remindOn[i - 1] ?? day)))
      return `${key} is reminded twice`;
    if (remindOn.some((day) => !isWorkday(cal, day))) return `${key} is reminded on a day off`;
    const was = earlier.get(key);
    if (!was || was.due !== due || was.from !== from || moved === 'byPerson') continue;
    if (was.remindOn.length > 0 && remindOn.length > 0 && was.remindOn.join() !== remindOn.join())
      return `${key}: other reminders for the same due day`;
  }
  return null;
};

const turns = ({ before, after, recorded, now }: Taken): string | null => {
  const settled = new Set(before.slots.map(({ slot }) => slot.key));
  for (const { event } of recorded) {
    if (event.type !== 'followUpMissed' && event.type !== 'followUpNotHeldBecauseOfLov') continue;
    const { slot } = event;
    if (settled.has(slot.key)) return `${slot.key} settled twice`;
    settled.add(slot.key);
    const hadSchool = schoolDaysBetween(cal, slot.from, slot.due).length > 0;
    if (hadSchool !== (event.type === 'followUpMissed')) return `${slot.key}: ${event.type}`;
  }
  const next = nextSlot(after, cal);
  if (next === null) return null;
  const moved = after.moved[`followUp/${next.key}`] ?? next.missedAfter;
  const lastDay = moved > next.missedAfter ? moved : next.missedAfter;
  return now >= nightMoment(cal, after.caseId, addDays(lastDay, 1)) ? `${next.key} was forgotten` : null;
};

const owed = ({ before, after, recorded, owedBefore, owedAfter }: Taken): string | null =>
  missingDuties(after, owedAfter) ?? unexplained(before, after, recorded, owedBefore, owedAfter);

const upwards = ({ before, recorded }: Taken, memory: Memory): string | null => {
  let at = before;
  for (const one of recorded) {
    const { event } = one;
    if (event.type === 'reopened') memory.escalated.clear();
    if (event.type === 'deadlineMoved')
      for (const told of memory.escalated)
        if (told.startsWith(`${event.key}@`)) memory.escalated.delete(told);
    if (event.type === 'escalated') {
      const due = obligations(at, cal).find((o) => o.key === event.key)?.due ?? 'nothing owed';
      const told = `${event.key}@${due}`;
      if (memory.escalated.has(told)) return `${told} went upwards twice`;
      memory.escalated.add(told);
    }
    at = evolve(at, one);
  }
  return null;
};

const numbering = ({ before, after, recorded }: Taken, memory: Memory): string | null => {
  const isWhole = recorded.every(({ seq }, i) => seq === before.version + i + 1);
  if (!isWhole || after.version !== before.version + recorded.length)
    return `version ${after.version} after ${recorded.length} events on ${before.version}`;
  for (const { at } of recorded) {
    if (at < memory.lastAt) return 'time ran back';
    memory.lastAt = at;
  }
  return null;
};

const effectKeys = ({ effects }: Taken, memory: Memory): string | null => {
  for (const { key } of effects) {
    if (memory.effectKeys.has(key)) return `two effects ${key}`;
    memory.effectKeys.add(key);
  }
  return null;
};

const takingOver = ({ after, recorded, now }: Taken): string | null => {
  for (const { event } of recorded) {
    if (event.type !== 'handedOver') continue;
    const { from, to } = event;
    for (const { meetingId, status, time, participants } of after.meetings) {
      if (status !== 'called' || instantOf(cal, time.date, time.from) <= now) continue;
      const staff = participants.flatMap(({ as }) => (as.kind === 'staff' ? [as.personId] : []));
      const stays = from.find(
        (id) => !to.includes(id) && !after.pupil.mentorIds.includes(id) && staff.includes(id),
      );
      if (stays !== undefined) return `${stays} handed over and is still invited to ${meetingId}`;
      const absent = to.find((id) => !from.includes(id) && !staff.includes(id));
      if (absent !== undefined) return `${absent} took over and is not invited to ${meetingId}`;
    }
  }
  return null;
};

type Statement = (taken: Taken, memory: Memory) => string | null;

/** Everything that must hold after each step; 1, 3 and 4 are watched where the step is taken. */
export const statements: Record<string, Statement> = {
  'version = number of events': numbering,
  'no lost obligation': owed,
  'no reminder twice': reminders,
  'the cap never passed without a decision': cap,
  'no sharing without consent': sharing,
  'each turn of the rhythm settled once': turns,
  'nothing goes upwards twice': upwards,
  'one effect, one key': effectKeys,
  'who takes over leads the meetings': takingOver,
  'somebody owns what was noticed': somebodyOwns,
  'the mentor is told or owed': mentorToldOrOwed,
  'nothing noticed ends by itself': endsByDecision,
  'a case begins once': beginsOnce,
  'preschool is voluntary': preschoolIsFree,
};
