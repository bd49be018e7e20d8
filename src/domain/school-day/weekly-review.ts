/**
 * Each week the mentor looks through the class's attendance (seed 003 step 1): when it is made, which days it is
 * about, when the mentor is reminded and when the rector sees that it wasn't done. School weeks only.
 */
import {
  addSchoolDays,
  addWorkdays,
  nextSchoolDay,
  previousSchoolDay,
  schoolDaysBetween,
  type SchoolCalendar,
  termOf,
} from '../calendar.ts';
import type { SchoolUnitCode } from '../ids.ts';
import type { Policy } from '../policy.ts';
import { addDays, isoWeekKey, type LocalDate, localDate, maxDate, mondayOf } from '../time.ts';

type Rule = Policy['ladder']['weeklyReview'];

export type WeeklyReview = {
  /** ISO week in which it's made: `2026-W36`. */
  week: string;
  /** The day on which it's made, told and first shown. */
  on: LocalDate;
  /** The days that it is about: since the one before it, holds at least one school day. */
  about: { from: LocalDate; to: LocalDate };
  /** The day by which it should be done, which is also that of the reminder. */
  due: LocalDate;
  /** From that morning on the rector sees that it isn't done. */
  tellRectorOn: LocalDate;
  /** From that day on it is history: later weeks have taken its place. */
  lapsesOn: LocalDate;
};

/** A review that nobody did stays on the rector's list for so long after it was told upwards. */
const shownToRectorDays = 7;

/**
 * The day of a week's review: the first school day on or after the policy's weekday, else the week's last school day
 * before it, so that a week with school always has one. Null in a week without school.
 */
export const reviewDayOf = (rule: Rule, cal: SchoolCalendar, monday: LocalDate): LocalDate | null => {
  const days = schoolDaysBetween(cal, monday, addDays(monday, 6));
  const wanted = addDays(monday, rule.weekday - 1);
  return days.find((day) => day >= wanted) ?? days.at(-1) ?? null;
};

/** The review that is made on this very day; null when none is: another day's, or no school day to look at yet. */
export const weeklyReviewOn = (rule: Rule, cal: SchoolCalendar, day: LocalDate): WeeklyReview | null => {
  if (reviewDayOf(rule, cal, mondayOf(day)) !== day) return null;
  const about = lookedAt(rule, cal, day);
  if (about === null) return null;
  const due = schoolDaysAfter(cal, day, rule.remindAfterSchoolDays);
  const tellRectorOn = maxDate(schoolDaysAfter(cal, day, rule.tellRectorAfterSchoolDays), addDays(due, 1));
  return {
    week: isoWeekKey(day),
    on: day,
    about,
    due,
    tellRectorOn,
    lapsesOn: addDays(tellRectorOn, shownToRectorDays),
  };
};

/** The review of an ISO week, `2026-W36`; null when the week has none. */
export const weeklyReviewOf = (rule: Rule, cal: SchoolCalendar, week: string): WeeklyReview | null => {
  const monday = mondayOfWeek(week);
  const day = monday === null ? null : reviewDayOf(rule, cal, monday);
  return day === null ? null : weeklyReviewOn(rule, cal, day);
};

/** The latest review made on or before a day; null when the läsår has had none yet. */
export const latestReview = (rule: Rule, cal: SchoolCalendar, day: LocalDate): WeeklyReview | null => {
  const term = termOf(cal, previousSchoolDay(cal, day) ?? day);
  if (term === null) return null;
  for (let monday = mondayOf(day); addDays(monday, 6) >= term.from; monday = addDays(monday, -7)) {
    const on = reviewDayOf(rule, cal, monday);
    if (on !== null && on <= day) return weeklyReviewOn(rule, cal, on);
  }
  return null;
};

/** The first day from `from` to `until` on which a review is made; null when none is. */
export const nextReviewDay = (
  rule: Rule,
  cal: SchoolCalendar,
  from: LocalDate,
  until: LocalDate,
): LocalDate | null => {
  for (let day = nextSchoolDay(cal, from); day !== null && day <= until;) {
    if (weeklyReviewOn(rule, cal, day) !== null) return day;
    day = nextSchoolDay(cal, addDays(day, 1));
  }
  return null;
};

/** The Monday of `2026-W36`; null for a week that the year doesn't have. */
export const mondayOfWeek = (week: string): LocalDate | null => {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const year = Number(match[1]);
  if (year < 1901 || year > 2198) return null;
  // ISO 8601: 4 January lies in week 1.
  const monday = addDays(mondayOf(localDate(`${match[1]}-01-04`)), 7 * (Number(match[2]) - 1));
  return isoWeekKey(monday) === week ? monday : null;
};

export const weeklyReviewKey = (schoolUnit: SchoolUnitCode, className: string, week: string): string =>
  `weeklyReview/${schoolUnit}/${className}/${week}`;

/** From the review before this one (in the same läsår) to the day before; null when no school day lies there. */
const lookedAt = (rule: Rule, cal: SchoolCalendar, day: LocalDate): WeeklyReview['about'] | null => {
  const term = termOf(cal, day);
  if (term === null) return null;
  const to = addDays(day, -1);
  let from = term.from;
  for (
    let monday = addDays(mondayOf(day), -7);
    addDays(monday, 6) >= term.from;
    monday = addDays(monday, -7)
  ) {
    const before = reviewDayOf(rule, cal, monday);
    if (before === null) continue;
    from = maxDate(before, term.from);
    break;
  }
  return schoolDaysBetween(cal, from, to).length === 0 ? null : { from, to };
};

/** Past the calendar's end the school days are unknown: workdays stand for them. */
const schoolDaysAfter = (cal: SchoolCalendar, day: LocalDate, n: number): LocalDate =>
  addSchoolDays(cal, day, n) ?? addWorkdays(cal, day, n);
