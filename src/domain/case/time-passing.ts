/**
 * What time alone does to a case. Each rule says when its next change comes and what it is; the earliest of them is
 * the case's next moment, so the moment and its events can't disagree.
 */
import type { SchoolCalendar } from '../calendar.ts';
import { previousWorkday } from '../calendar.ts';
import { eighteenthBirthday } from '../obligations/consents.ts';
import { comingEscalations } from '../obligations/derive.ts';
import { nextMonthlyReview } from '../obligations/monthly.ts';
import type { Instant, LocalDate } from '../time.ts';
import { addDays, maxDate } from '../time.ts';
import { checkUpDue } from './check-ups.ts';
import { fromNightOf, stopInvitations } from './coverage.ts';
import type { CaseEvent } from './events.ts';
import { isLovSlot, nextSlot } from './follow-up.ts';
import { cancellationsOnEnd } from './meeting.ts';
import { nightMoment } from './night.ts';
import type { CaseState } from './state.ts';

export { nightMoment } from './night.ts';

/** Events that belong to the night before the day `on`; `on` may be past when something was told late. */
export type Coming = { on: LocalDate; events: CaseEvent[] };
type Rule = (state: CaseState, cal: SchoolCalendar) => Coming | null;

const earliest = (comings: (Coming | null)[]): Coming | null =>
  comings.reduce<Coming | null>(
    (first, next) => (next !== null && (first === null || next.on < first.on) ? next : first),
    null,
  );

/** domain.md §3: at 18 the guardians' consents, invitations and views stop. */
const comesOfAge: Rule = (state) => {
  if (state.ofAge) return null;
  const on = eighteenthBirthday(state);
  return {
    on,
    events: [
      { type: 'cameOfAge' },
      ...stopInvitations({ ...state, ofAge: true }, fromNightOf(on), 'cameOfAge'),
    ],
  };
};

const consentExpires: Rule = (state) =>
  earliest(
    state.consents
      // At 18 the guardians' consents ended with their part; they don't end once more.
      .filter(
        (c) =>
          c.withdrawnOn === null && c.expiredOn === null && !(state.ofAge && c.giver.role === 'guardian'),
      )
      .map((consent) => {
        const on = addDays(consent.until, 1);
        const after = {
          ...state,
          consents: state.consents.map((c) => (c === consent ? { ...c, expiredOn: on } : c)),
        };
        const { consentId, giver, receiver } = consent;
        return {
          on,
          events: [
            { type: 'consentExpired', consentId, giver, receiver },
            ...stopInvitations(after, fromNightOf(on), 'consentExpired'),
          ],
        };
      }),
  );

/** A guest who was called less than that long ago has just been told. */
const meetingReminder: Rule = (state, cal) =>
  earliest(
    state.meetings
      .filter((meeting) => meeting.status === 'called' && meeting.remindedOn === null)
      .map((meeting) => ({
        meeting,
        on: previousWorkday(cal, addDays(meeting.time.date, -state.policy.meetings.remindDaysBefore)),
      }))
      .filter(({ meeting, on }) => on > meeting.calledOn)
      .map(({ meeting, on }) => ({
        on,
        events: [{ type: 'meetingReminded', meetingId: meeting.meetingId }],
      })),
  );

/** One at a time, in the order in which they come due: once for each key and due day. */
const escalates: Rule = (state, cal) =>
  earliest(
    comingEscalations(state, cal).map(({ key, kind, to, on }) => ({
      on,
      events: [{ type: 'escalated', key, kind, to }],
    })),
  );

/** A deadline that a person moved holds: nothing is missed before it. */
const movedOr = (state: CaseState, key: string, lastDay: LocalDate): LocalDate =>
  maxDate(lastDay, state.moved[key] ?? lastDay);

/** domain.md §4: a follow-up that falls in a lov isn't held because of it, and is never missed. */
const followUpPasses: Rule = (state, cal) => {
  const slot = nextSlot(state, cal);
  if (slot === null) return null;
  const lastDay = movedOr(state, `followUp/${slot.key}`, slot.missedAfter);
  const type = isLovSlot(slot, cal) ? 'followUpNotHeldBecauseOfLov' : 'followUpMissed';
  return { on: addDays(lastDay, 1), events: [{ type, slot }] };
};

const monthPasses: Rule = (state, cal) => {
  const review = nextMonthlyReview(state, cal);
  if (review === null) return null;
  const { month, missedAfter } = review;
  const lastDay = movedOr(state, `monthlyReview/${month}`, missedAfter);
  return { on: addDays(lastDay, 1), events: [{ type: 'monthlyReviewMissed', month }] };
};

/** domain.md §4: recorded when `actBy` has passed, with effect from `nominalEnd`. Lov doesn't stop the cap. */
const lapses: Rule = (state) => {
  if (state.stand.phase !== 'assigned' || state.stand.assignment.cap === null) return null;
  const { nominalEnd, actBy } = state.stand.assignment.cap;
  const on = addDays(actBy, 1);
  return {
    on,
    events: [...cancellationsOnEnd(state, on), { type: 'lapsed', effectiveOn: nominalEnd }],
  };
};

const checkUpGraceDays = 28;

const checkUpPasses: Rule = (state, cal) =>
  state.stand.phase !== 'monitoring'
    ? null
    : earliest(
        state.stand.checkUps.map(({ result, due, week }) => {
          if (result !== null) return null;
          const lastDay = movedOr(state, `checkUp/${week}`, checkUpDue(cal, due).due);
          return {
            on: addDays(lastDay, checkUpGraceDays + 1),
            events: [{ type: 'checkUpMissed', week }],
          };
        }),
      );

/** When the last check-up is settled and its day has come. After a worrying answer there's time to reopen. */
const monitoringEnds: Rule = (state) => {
  if (state.stand.phase !== 'monitoring') return null;
  const { checkUps, since } = state.stand;
  if (checkUps.some((c) => c.result === null)) return null;
  const last = checkUps.at(-1);
  const worried = last !== undefined && last.result !== 'missed' && last.result?.outcome === 'worse';
  const on = last === undefined ? since : maxDate(since, addDays(last.due, worried ? checkUpGraceDays : 0));
  return { on, events: [{ type: 'ended', why: 'monitoringDone' }] };
};

/** In the order in which they stand when they fall on the same night. */
const rules: Rule[] = [
  comesOfAge,
  consentExpires,
  escalates,
  followUpPasses,
  monthPasses,
  meetingReminder,
  lapses,
  checkUpPasses,
  monitoringEnds,
];

/** Telling a duty upwards changes nothing of what is owed: whoever only asks for that may leave it out. */
const withoutEscalations = rules.filter((rule) => rule !== escalates);

/** `coming`, but for what is told upwards. */
export const comingBesideEscalations = (state: CaseState, cal: SchoolCalendar): Coming | null =>
  state.stand.phase === 'ended' ? null : earliest(withoutEscalations.map((rule) => rule(state, cal)));

/** The next change that time alone makes, and the day to whose night it belongs; null when none will come. */
export const coming = (state: CaseState, cal: SchoolCalendar): Coming | null =>
  state.stand.phase === 'ended' ? null : earliest(rules.map((rule) => rule(state, cal)));

/**
 * The first events that time owes the case at `now`; empty when it's up to date. Those of a date fall at the date's
 * night moment. Fold them and ask again until none are left.
 */
export const dueEvents = (state: CaseState, cal: SchoolCalendar, now: Instant): CaseEvent[] => {
  const next = coming(state, cal);
  return next !== null && nightMoment(cal, state.caseId, next.on) <= now ? next.events : [];
};

/** Exactly the first moment at which `dueEvents` isn't empty; null when there is none. */
export const nextMoment = (state: CaseState, cal: SchoolCalendar): Instant | null => {
  const next = coming(state, cal);
  return next && nightMoment(cal, state.caseId, next.on);
};
