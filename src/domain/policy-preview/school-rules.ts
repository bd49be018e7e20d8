/** What a policy makes the school owe beside its cases over some days: weekly reviews, first-day calls. */
import type { AbsentDay, PupilTime } from '../absence-figures.ts';
import { timeOn } from '../absence-figures.ts';
import { previousSchoolDay, schoolDaysBetween, type SchoolCalendar } from '../calendar.ts';
import type { Policy, SchoolForm } from '../policy.ts';
import { asksForCall, type DayAway, whoIsCalled } from '../school-day/first-day-call.ts';
import { weeklyReviewOn } from '../school-day/weekly-review.ts';
import { addDays, type LocalDate } from '../time.ts';
import type { Days } from './relive.ts';

/** A day's absence, and whether the first lesson was among it. */
export type AwayDay = AbsentDay & { fromTheStart: boolean };

export type PupilDaysAway = {
  schoolForm: SchoolForm;
  year: number | null;
  birthDate: LocalDate;
  time: PupilTime;
  absent: readonly AwayDay[];
};

/** The due days of one class's weekly reviews. */
export const reviewsDue = (
  rule: Policy['ladder']['weeklyReview'],
  cal: SchoolCalendar,
  { from, to }: Days,
): LocalDate[] =>
  // One that was made before the first day may fall due within them.
  schoolDaysBetween(cal, addDays(from, -reachDays), to)
    .flatMap((day) => weeklyReviewOn(rule, cal, day)?.due ?? [])
    .filter((due) => from <= due && due <= to);

/** A review is due within so many days, whatever lov lies between: longer than a summer would be another läsår's. */
const reachDays = 35;

/** The days on which somebody calls about a pupil. A call belongs to its own day. */
export const callsDue = (
  rule: Policy['ladder']['firstDayCall'],
  cal: SchoolCalendar,
  pupil: PupilDaysAway,
  { from, to }: Days,
): LocalDate[] => {
  const days = new Map(pupil.absent.map((day) => [day.date, day]));
  const given = new Map(pupil.time.given.map((day) => [day.date, day]));
  const awayOn = (date: LocalDate | null): DayAway | null => {
    const day = date === null ? undefined : days.get(date);
    if (date === null || day === undefined) return null;
    const { valid, invalid, fromTheStart } = day;
    const { minutesPerDay } = pupil.time;
    const known = { absence: valid + invalid, minutesPerDay, given: given.get(date) };
    return { valid, invalid, offered: timeOn(known, 'offered'), fromTheStart };
  };
  return pupil.absent.flatMap(({ date }) =>
    from <= date &&
    date <= to &&
    asksForCall(rule, awayOn(date), awayOn(previousSchoolDay(cal, addDays(date, -1)))) &&
    whoIsCalled(rule, pupil, date) !== null
      ? [date]
      : [],
  );
};
