/** The watch after closing (periferi): the coordinator asks again after so many weeks (domain.md §2 step 17). */
import type { SchoolCalendar } from '../calendar.ts';
import { isSchoolDay, nextWorkday } from '../calendar.ts';
import type { LocalDate } from '../time.ts';
import { addDays } from '../time.ts';
import { endOfFirstSchoolWeek } from './evaluation.ts';
import type { CheckUp } from './assignment-parts.ts';
import type { Assignment, CaseState, Closure, Stand } from './state.ts';

export type CheckUps = Extract<Stand, { phase: 'monitoring' }>['checkUps'];

/** The case once its assignment is over: watched, with a check-up due so many weeks on as the policy says. */
export const monitoringStand = (state: CaseState, assignment: Assignment, closure: Closure): CaseState => ({
  ...state,
  stand: {
    phase: 'monitoring',
    since: closure.on,
    assignment,
    closure,
    checkUps: [...new Set(state.policy.monitoring.checkUpWeeks)]
      .sort((a, b) => a - b)
      .map((week) => ({ week, due: addDays(closure.effectiveOn, 7 * week), result: null })),
  },
  awaiting: null,
  meetingAskedForOn: null,
});

/**
 * The last day on which a check-up is in time: its own day, the next workday, or in a lov the end of the first
 * school week after. `due` in the state is the plain reckoned day.
 */
export const checkUpDue = (
  calendar: SchoolCalendar,
  nominal: LocalDate,
): { due: LocalDate; movedByLov: boolean } => {
  const workday = nextWorkday(calendar, nominal);
  return isSchoolDay(calendar, workday)
    ? { due: workday, movedByLov: false }
    : { due: endOfFirstSchoolWeek(calendar, workday), movedByLov: true };
};

export const settleCheckUp = (checkUps: CheckUps, week: number, result: CheckUp | 'missed'): CheckUps =>
  checkUps.map((c) => (c.week === week ? { ...c, result } : c));

/** From this many days before its day a check-up counts as the next one. */
const daysAhead = 28;

/**
 * Which week's check-up a day fulfils: the next unsettled, unless a missed one lies nearer in the past. Null when
 * every one is held.
 */
export const weekFulfilled = (checkUps: CheckUps, heldOn: LocalDate): number | null => {
  const next = checkUps.find((c) => c.result === null);
  const missed = checkUps.findLast((c) => c.result === 'missed');
  // An honest record always fulfils: before the next one's time it's the missed one, held late.
  if (missed && (!next || heldOn < addDays(next.due, -daysAhead))) return missed.week;
  return next?.week ?? null;
};
