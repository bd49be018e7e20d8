import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aCalendar,
  aConsent,
  aContact,
  actors,
  aMappingPart,
  aMeeting,
  anId,
  anOrder,
  aPaperRequest,
  aPupil,
  asking,
  caseAt,
  consentsFor,
  ids,
  lived,
  participants,
  record,
} from '../../../test/factories/case.ts';
import { isCovered, meetingSharing, papersSharing } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import { addDays, localDate } from '../time.ts';
import type { Command } from './commands.ts';
import { stillInvited } from './coverage.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Giver, InformationKind, ReceiverKind } from './consent-parts.ts';
import type { Participant } from './meeting-parts.ts';
import type { Actor } from './parts.ts';
import type { CaseState } from './state.ts';

// A hundred random half-years of consents given and taken back, guardians coming and going, meetings called and
// papers asked for; dates include ones that don't exist.

const opened = localDate('2026-08-31');
const calendar = aCalendar();
const few = fc.integer({ min: 700, max: 720 }).map(anId);
const known = fc.constantFrom(...[100, 101, 110, 111, 120, 121, 700, 701, 702, 703].map(anId));
const guardianId = fc.constantFrom(ids.mother, ids.father, anId(5));
const giver: fc.Arbitrary<Giver> = fc.oneof(
  { weight: 4, arbitrary: guardianId.map((id): Giver => ({ role: 'guardian', guardianId: id })) },
  { weight: 1, arbitrary: fc.constant<Giver>({ role: 'pupil' }) },
);
const receiver = fc.constantFrom<ReceiverKind>('coordinators', 'bup', 'socialServices');
const kinds = fc.subarray<InformationKind>(['attendance', 'inquiries', 'health'], {
  minLength: 1,
});
/** The parser at the edge lets no such date through; the domain must still answer. */
const noSuchDay = '2027-02-31' as LocalDate;
const dayFrom = (today: LocalDate, min: number, max: number): fc.Arbitrary<LocalDate> =>
  fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min, max }).map((n) => addDays(today, n)) },
    { weight: 1, arbitrary: fc.constant(noSuchDay) },
  );
const invited: fc.Arbitrary<Participant[]> = fc
  .subarray<Participant>(Object.values(participants), { minLength: 1 })
  .map((list) => [...list]);

const commandOn = (today: LocalDate): fc.Arbitrary<Command> =>
  fc.oneof(
    fc
      .record({
        consentId: few,
        giver,
        receiver,
        kinds,
        from: dayFrom(today, -20, 5),
        until: dayFrom(today, 0, 200),
      })
      .map((change): Command => ({ type: 'recordConsent', consent: aConsent(change) })),
    fc
      .record({ consentId: known, kinds: fc.option(kinds, { freq: 1 }) })
      .map((change): Command => ({ type: 'withdrawConsent', ...change })),
    fc
      .record({ giver, receiver })
      .map((change): Command => ({ type: 'refuseConsent', ...change, contentId: null })),
    fc.record({ speaksForSelf: fc.boolean(), judgedOn: dayFrom(today, -5, 2) }).map((m): Command => ({
      type: 'judgeMaturity',
      maturity: { ...m, contentId: ids.content },
    })),
    fc
      .uniqueArray(guardianId)
      .map((guardianIds): Command => ({ type: 'updatePupil', pupil: aPupil({ guardianIds }) })),
    fc
      .record({
        meetingId: few,
        kind: fc.constantFrom('collaboration' as const, 'startMeeting' as const),
        date: dayFrom(today, -3, 40),
        participants: invited,
      })
      .map(({ date, ...change }): Command => {
        const meeting = aMeeting(change);
        return { type: 'callMeeting', meeting: { ...meeting, time: { ...meeting.time, date } } };
      }),
    fc
      .record({ paperRequestId: few, from: receiver, kinds, askedOn: dayFrom(today, -3, 3) })
      .map((change): Command => ({ type: 'requestPapers', request: aPaperRequest(change) })),
    fc
      .record({ contactId: few, date: dayFrom(today, -5, 2) })
      .map((change): Command => ({ type: 'recordContact', contact: aContact(change) })),
    fc
      .record({ date: dayFrom(today, -5, 2), respondent: fc.constantFrom('pupil' as const, 'bup' as const) })
      .map((change): Command => ({ type: 'recordMappingPart', part: aMappingPart(change) })),
    fc.constant<Command>({ type: 'placeOrder', order: anOrder() }),
  );

const actor = fc.constantFrom<Actor>(
  actors.coordinator,
  actors.teamLeader,
  actors.teamLeader,
  actors.teamLeader,
  actors.mother,
  actors.father,
  actors.system,
);

type Step = { today: LocalDate; actor: Actor; command: Command };
const steps: fc.Arbitrary<Step[]> = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 20, maxLength: 60 })
  .chain((gaps) => {
    let today = opened;
    return fc.tuple(
      ...gaps.map((gap) => {
        today = addDays(today, gap);
        return fc.record({ today: fc.constant(today), actor, command: commandOn(today) });
      }),
    );
  });

const accepted = new Map<string, number>();

/** Both guardians have consented for everyone who may be called. */
const start = lived(caseAt('assigned'), [...consentsFor('bup', 110), ...consentsFor('socialServices', 120)]);

/** Lives the steps and hands each accepted one to `check`. */
const live = (
  list: readonly Step[],
  check: (before: CaseState, now: CaseState, step: Step) => void,
): void => {
  let state = start;
  for (const step of list) {
    const ctx = asking(step.actor, step.today, calendar);
    const decided = decide(state, step.command, ctx);
    if (!decided.ok) continue;
    accepted.set(step.command.type, (accepted.get(step.command.type) ?? 0) + 1);
    const now = record(state, decided.events, ctx).reduce(evolve, state);
    check(state, now, step);
    state = now;
  }
};

const uncoveredGuests = (state: CaseState, today: LocalDate): Participant[] =>
  state.meetings
    .filter((meeting) => meeting.status === 'called' && meeting.time.date >= today)
    .flatMap((meeting) =>
      stillInvited(meeting).filter(
        ({ as }) =>
          as.kind === 'receiver' &&
          !isCovered(state, meetingSharing(meeting.kind, as.receiver), meeting.time.date).covered,
      ),
    );

// Random lives take longer than a rule on a busy machine.
describe('whatever is given and taken back', { timeout: 60_000 }, () => {
  test('no receiver whom consent doesn’t cover on the day stays invited', () => {
    fc.assert(
      fc.property(steps, (list) =>
        live(list, (_before, now, { today }) => expect(uncoveredGuests(now, today)).toEqual([])),
      ),
      { numRuns: 100 },
    );
    // The property says something only if these happened.
    for (const type of ['recordConsent', 'withdrawConsent', 'callMeeting', 'updatePupil', 'judgeMaturity'])
      expect(accepted.get(type) ?? 0, type).toBeGreaterThan(5);
  });

  test('history stays, and versions count every event', () => {
    fc.assert(
      fc.property(steps, (list) =>
        live(list, (before, now) => {
          expect(now.version).toBeGreaterThanOrEqual(before.version);
          expect(now.consents.map((c) => c.consentId).slice(0, before.consents.length)).toEqual(
            before.consents.map((c) => c.consentId),
          );
          for (const kept of ['contacts', 'papers', 'meetings'] as const)
            expect(now[kept].length).toBeGreaterThanOrEqual(before[kept].length);
        }),
      ),
      { numRuns: 100 },
    );
  });

  test('no papers are asked for without the consent of everyone needed', () => {
    fc.assert(
      fc.property(steps, (list) =>
        live(list, (before, now, { today }) => {
          const asked = now.papers.slice(before.papers.length);
          for (const request of asked)
            expect(isCovered(now, papersSharing(request), today)).toEqual({ covered: true });
        }),
      ),
      { numRuns: 100 },
    );
  });
});
