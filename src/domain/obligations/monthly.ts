/** EHT and coordinator go through every pupil at the limit each month (seed 000; domain.md §2 step 11). */
import type { SchoolCalendar } from '../calendar.ts';
import { previousSchoolDay, schoolDaysBetween } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { addDays, addMonths, localDate, maxDate, monthOf } from '../time.ts';
import type { Duty } from './duty.ts';
import { coordinatorIds, coordinatorsElseRector, pupilHealthOwner } from './owners.ts';

/** A month with fewer school days left at the limit than this is left to the next one. */
const leastSchoolDays = 10;
/** Held on the last day of the month and written down some days later is still in time. */
const graceDays = 7;
/** No summer is longer; past the calendar's end no month has school days. */
const mostMonthsAhead = 6;

type Month = { month: string; from: LocalDate; due: LocalDate; missedAfter: LocalDate };

const firstOf = (d: LocalDate): LocalDate => localDate(`${monthOf(d)}-01`);

/** The next month whose review is owed; null below the limit, and where the policy or the calendar has none. */
export const nextMonthlyReview = (state: CaseState, cal: SchoolCalendar): Month | null => {
  if (state.stand.phase !== 'assigned' || !state.policy.followUp.monthlyReview || state.band === 'below')
    return null;
  const since = maxDate(state.stand.assignment.start, state.stand.assignment.allocatedOn, state.bandSince);
  const settled = new Set(state.monthlyReviews.map((review) => review.month));
  const lastSettled = state.monthlyReviews.at(-1)?.month ?? '';
  let looked = 0;
  for (let first = firstOf(since); looked < mostMonthsAhead; first = addMonths(first, 1)) {
    const month = monthOf(first);
    if (settled.has(month) || month < lastSettled) continue;
    looked += 1;
    const next = addMonths(first, 1);
    const lastDay = addDays(next, -1);
    const from = maxDate(first, since);
    if (schoolDaysBetween(cal, from, lastDay).length < leastSchoolDays) continue;
    const due = previousSchoolDay(cal, lastDay) ?? lastDay;
    return { month, from, due, missedAfter: addDays(next, graceDays - 1) };
  }
  return null;
};

export const monthlyDuties = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const review = nextMonthlyReview(state, cal);
  if (review === null) return [];
  const duty: Duty = {
    kind: 'monthlyReview',
    key: `monthlyReview/${review.month}`,
    owner: pupilHealthOwner(state),
    subjectId: null,
    since: review.from,
    reckoned: review.due,
    lastDay: maxDate(review.missedAfter, state.moved[`monthlyReview/${review.month}`] ?? review.missedAfter),
  };
  // One review fulfils both: EHT's duty, and the coordinator's to be there.
  return coordinatorIds(state).length === 0
    ? [duty]
    : [
        duty,
        { ...duty, key: `${duty.key}/coordinator`, owner: coordinatorsElseRector(state), escalate: 'never' },
      ];
};
