/** Which mornings have something of the school's side to do: asked by the morning itself and by the rehearsal's clock. */
import { nextSchoolDay, nextWorkday, previousSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import { latestReview, nextReviewDay, type WeeklyReview } from '../../domain/school-day/weekly-review.ts';
import { addDays, daysBetween, type LocalDate, minDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { policiesOf, policyChangeWithin } from '../policies.ts';
import {
  type LadderSchool,
  ladderSchools,
  reportingUntil,
  schoolsWithAbsence,
  schoolsWithPassings,
  windowDays,
} from './look-data.ts';
import { type SchoolLook, schoolLooks } from './standings.ts';

type CalendarOf = (schoolUnit: SchoolUnitCode) => Promise<SchoolCalendar>;

/** The day that a look on a morning is about: the last school day before it. Null when there is none yet. */
export const lookDay = (cal: SchoolCalendar, morning: LocalDate): LocalDate | null =>
  previousSchoolDay(cal, addDays(morning, -1));

/** Whether a school's day has been looked at when it was over. */
export const isLookedAt = (look: SchoolLook | undefined, day: LocalDate): boolean =>
  look !== undefined && (look.asOf > day || (look.asOf === day && look.settled));

type Reporting = (to: LocalDate) => Promise<Set<SchoolUnitCode>>;

/**
 * The review that a morning still has to make: this morning's, or that of the days just before, when nobody was up
 * or the data came late. Null when there is none, when it was made, and for a school that reports no absence at all:
 * there is nothing to look through.
 */
export async function reviewDue(
  db: Db,
  school: LadderSchool,
  rule: Policy['ladder']['weeklyReview'],
  cal: SchoolCalendar,
  morning: LocalDate,
  reporting: Reporting,
): Promise<WeeklyReview | null> {
  const review = latestReview(rule, cal, morning);
  if (review === null || daysBetween(review.on, morning) > lateDays) return null;
  if (!(await reporting(review.about.to)).has(school.code)) return null;
  const made = await db
    .selectFrom('school_duty')
    .select('key')
    .where('kind', '=', 'weeklyReview')
    .where('school_unit', '=', school.code)
    .where('from_date', '>=', review.on)
    .limit(1)
    .executeTakeFirst();
  return made === undefined ? review : null;
}

const lateDays = 4;

/** Whether a morning has any school's review to make. */
export async function isReviewMorning(db: Db, calendarOf: CalendarOf, morning: LocalDate): Promise<boolean> {
  const reporting = reportingUntil(db);
  const policyOf = policiesOf(db, morning);
  for (const school of await ladderSchools(db)) {
    const rule = (await policyOf(school.schoolForm))?.ladder.weeklyReview;
    if (rule === undefined) continue;
    const cal = await calendarOf(school.code);
    if ((await reviewDue(db, school, rule, cal, morning, reporting)) !== null) return true;
  }
  return false;
}

/**
 * The first day from `from` to `until` whose morning has a school's absence to look at or reviews to make; null when
 * none has. A school without any absence of late has neither, unless a passing isn't finished.
 */
export async function firstSchoolMorning(
  db: Db,
  calendarOf: CalendarOf,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const schools = await ladderSchools(db);
  if (schools.length === 0) return null;
  const reported = await schoolsWithAbsence(db, addDays(from, -windowDays), until);
  const passing = await schoolsWithPassings(db);
  const awake = schools.filter(({ code }) => reported.has(code) || passing.has(code));
  if (awake.length === 0) return null;
  const looks = await schoolLooks(db);
  const reporting = reportingUntil(db);
  const policyOf = policiesOf(db, from);
  // From that day on other reviews may be made: its morning is looked at anew.
  let first = await policyChangeWithin(db, { from, until });
  for (const school of awake) {
    const cal = await calendarOf(school.code);
    const rule = (await policyOf(school.schoolForm))?.ladder.weeklyReview ?? null;
    const look = nextLookMorning(cal, looks.get(school.code), from);
    const review =
      rule === null || !reported.has(school.code)
        ? null
        : await nextReview(db, school, rule, cal, { from, until }, reporting);
    for (const day of [look, review]) {
      if (day !== null && day <= until) first = first === null ? day : minDate(first, day);
    }
    if (first === from) break;
  }
  return first;
}

/** The first morning from `from` on with a school day before it that wasn't looked at when it was over. */
const nextLookMorning = (
  cal: SchoolCalendar,
  look: SchoolLook | undefined,
  from: LocalDate,
): LocalDate | null => {
  const before = lookDay(cal, from);
  if (before !== null && !isLookedAt(look, before)) return from;
  const next = nextSchoolDay(cal, from);
  return next === null ? null : nextWorkday(cal, addDays(next, 1));
};

const nextReview = async (
  db: Db,
  school: LadderSchool,
  rule: Policy['ladder']['weeklyReview'],
  cal: SchoolCalendar,
  { from, until }: { from: LocalDate; until: LocalDate },
  reporting: Reporting,
): Promise<LocalDate | null> => {
  if ((await reviewDue(db, school, rule, cal, from, reporting)) !== null) return from;
  return nextReviewDay(rule, cal, addDays(from, 1), until);
};
