/** EHT and coordinator go through every pupil at the limit each month (seed 000; domain.md §2 step 11). */
import type { SchoolCalendar } from '../calendar.ts';
import { previousSchoolDay, schoolDaysBetween } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { addDays, addMonths, localDate, maxDate, monthOf } from '../time.ts';
import type { Duty } from './duty.ts';
import { coordinatorsElseRector, pupilHealthOwner } from './owners.ts';

/** A month with fewer school days left at the limit than this is left to the next one. */
const leastSchoolDays = 10;
/** Held on the last day of the month and written down some days later is still in time. */
const graceDays = 7;
/** No summer is longer; past the calendar's end no month has school days. */
const mostMonthsAhead = 6;

type Month = { month: string; from: LocalDate; due: LocalDate; missedAfter: LocalDate };

const firstOf = (d: LocalDate): LocalDate => localDate(`${monthOf(d)}-01`);

const monthAt = (first: LocalDate, from: LocalDate, cal: SchoolCalendar): Month => {
  const next = addMonths(first, 1);
  const lastDay = addDays(next, -1);
  const due = previousSchoolDay(cal, lastDay) ?? lastDay;
  return { month: monthOf(first), from, due, missedAfter: addDays(next, graceDays - 1) };
};

/** From when on the pupil is gone through; null where nobody does. Preschool is voluntary: no figures there. */
const reviewedSince = ({ stand, bandSince, pupil }: CaseState): LocalDate | null => {
  if (stand.phase === 'assigned')
    return maxDate(stand.assignment.start, stand.assignment.allocatedOn, bandSince);
  return stand.phase === 'noticed' && pupil.schoolForm !== 'preschool'
    ? maxDate(stand.since, bandSince)
    : null;
};

/** The next month whose review is owed; null below the limit, and where the policy or the calendar has none. */
export const nextMonthlyReview = (state: CaseState, cal: SchoolCalendar): Month | null => {
  const since = reviewedSince(state);
  if (since === null || !state.policy.followUp.monthlyReview || state.band === 'below') return null;
  const settled = new Set(state.monthlyReviews.map((review) => review.month));
  let looked = 0;
  for (let first = firstOf(since); looked < mostMonthsAhead; first = addMonths(first, 1)) {
    if (settled.has(monthOf(first))) continue;
    looked += 1;
    const from = maxDate(first, since);
    const days = schoolDaysBetween(cal, from, addDays(addMonths(first, 1), -1));
    if (days.length >= leastSchoolDays) return monthAt(first, from, cal);
  }
  return null;
};

const reviewDuties = (state: CaseState, review: Month): Duty[] => {
  const key = `monthlyReview/${review.month}`;
  const duty: Duty = {
    kind: 'monthlyReview',
    key,
    owner: pupilHealthOwner(state),
    subjectId: null,
    since: review.from,
    reckoned: review.due,
    lastDay: maxDate(review.missedAfter, state.moved[key] ?? review.missedAfter),
  };
  // Nobody coordinates yet: EHT goes through the pupil alone.
  if (state.stand.phase === 'noticed') return [duty];
  // One review fulfils both: EHT's duty, and the coordinators' to be there.
  return [
    duty,
    { ...duty, key: `${key}/coordinator`, owner: coordinatorsElseRector(state), escalate: 'never' },
  ];
};

/** The next month's; and one that was missed stays in sight, unreminded, until the next is settled. */
export const monthlyDuties = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const next = nextMonthlyReview(state, cal);
  const { stand } = state;
  const last = state.monthlyReviews.at(-1);
  const began = stand.phase === 'assigned' ? stand.assignment.start : stand.since;
  const ofThisStand =
    (stand.phase === 'assigned' || stand.phase === 'noticed') &&
    last !== undefined &&
    last.month >= monthOf(began);
  const first = ofThisStand && last.how === 'missed' ? localDate(`${last.month}-01`) : null;
  const missed = first === null ? [] : reviewDuties(state, monthAt(first, first, cal));
  return [
    ...missed.map((duty) => ({ ...duty, quiet: true })),
    ...(next === null ? [] : reviewDuties(state, next)),
  ];
};
