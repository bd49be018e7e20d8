/** A pupil's absence week by week, as the line of a case shows it. */
import type { WindowFigure } from '../domain/absence-figures.ts';
import { weeksOf } from '../domain/absence-patterns.ts';
import type { Policy } from '../domain/policy.ts';
import { addDays, type LocalDate, minDate } from '../domain/time.ts';
import { absentDaysOf, type DataUntil } from '../records/absence-days.ts';
import { openLimit, pupilFigures } from '../records/absence-figures.ts';
import { figuresWithin } from '../records/attendance.ts';
import type { Db } from '../records/connect.ts';
import type { Pupil } from '../records/pupils.ts';
import { figuresDay } from './absence-day.ts';
import { schoolCalendar } from './calendar.ts';

/** Minutes of absence over a stretch of days, of the minutes that they are a share of (null: nobody knows). */
export type AbsenceBar = {
  from: LocalDate;
  to: LocalDate;
  minutes: number | null;
  valid: number;
  invalid: number;
};

export type AbsenceCourse = {
  /** Weeks; or the periods that somebody reported, where the school's own data say nothing. */
  bars: AbsenceBar[];
  by: 'weeks' | 'reported';
  /** The policy's rolling weeks (else four) up to the last day that data reach; null where nothing is known. */
  lately: WindowFigure | null;
  limit: Policy['limit'] | null;
  until: DataUntil;
};

/** From `from` up to the last day that the school's data reach, today at most. */
export async function absenceCourse(
  db: Db,
  pupil: Pupil,
  from: LocalDate,
  today: LocalDate,
): Promise<AbsenceCourse> {
  const { asOf, until } = await figuresDay(db, pupil.schoolUnit, undefined, today);
  const calendar = await schoolCalendar(db, pupil.schoolUnit, asOf);
  const limit = await openLimit(db, pupil.schoolForm, calendar, asOf);
  const { latestRow } = until;
  const empty = { limit: limit.limit, until, lately: null };
  if (latestRow === null) {
    const reported = await figuresWithin(db, pupil.id, from, today);
    const bars = reported.map(({ offeredMinutes, validMinutes, invalidMinutes, ...days }) => ({
      from: days.from,
      to: days.to,
      minutes: offeredMinutes,
      valid: validMinutes,
      invalid: invalidMinutes,
    }));
    return { ...empty, by: 'reported', bars };
  }
  const to = minDate(asOf, latestRow);
  const known = { schoolUnit: pupil.schoolUnit, pupilIds: [pupil.id] };
  const first = minDate(from, limit.windows.rollingWeeks?.from ?? from);
  const [days] = await absentDaysOf(db, { ...known, from: first, to });
  if (days === undefined || from > to) return { ...empty, by: 'weeks', bars: [] };
  const weeks = weeksOf(calendar, { from, to }, days.time, days.absent);
  return {
    ...empty,
    by: 'weeks',
    lately: pupilFigures(limit, days).figures.rollingWeeks,
    bars: weeks.map(({ figure }) => ({
      from: figure.window.from,
      to: minDate(addDays(figure.window.from, 6), figure.window.to),
      minutes: figure.percent === null ? null : figure.minutes,
      valid: figure.valid,
      invalid: figure.invalid,
    })),
  };
}
