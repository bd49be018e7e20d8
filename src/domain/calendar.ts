/** The school's calendar as data: given in from outside, so that replay never asks a machine's tables. */
import type { SchoolUnitCode } from './ids.ts';
import type { Instant, LocalDate, LocalTime } from './time.ts';
import {
  addDays,
  dateOfNumber,
  dayNumber,
  instant,
  localDate,
  localTime,
  weekdayOf,
  weekdayOfNumber,
} from './time.ts';

export type SchoolCalendar = {
  /** Offsets of Europe/Stockholm, ascending: from `fromMs` on, local = UTC + `offsetMinutes`. */
  zone: { fromMs: Instant; offsetMinutes: number }[];
  /** Public holidays 1989:253 and, as `eve`, midsommar-, jul- and nyårsafton (lag 1930:173). */
  holidays: { date: LocalDate; kind: 'holiday' | 'eve' }[];
  /** Of one school unit: its own rows and those for all. Terms hold, breaks and study days take out. */
  periods: { kind: 'term' | 'lov' | 'studyDay'; from: LocalDate; to: LocalDate }[];
  schoolUnit: SchoolUnitCode;
};

/** What of a calendar tells the time on the wall. */
type Clock = Pick<SchoolCalendar, 'zone'>;

const MINUTE_MS = 60_000;

const offsetAt = (cal: Clock, at: number): number => {
  let offset = cal.zone[0]?.offsetMinutes ?? 60;
  for (const change of cal.zone) {
    if (change.fromMs > at) break;
    offset = change.offsetMinutes;
  }
  return offset;
};

const wallOf = (cal: SchoolCalendar, at: Instant): string =>
  new Date(at + offsetAt(cal, at) * MINUTE_MS).toISOString();

export const localDateOf = (cal: SchoolCalendar, at: Instant): LocalDate =>
  localDate(wallOf(cal, at).slice(0, 10));

export const localTimeOf = (cal: SchoolCalendar, at: Instant): LocalTime =>
  localTime(wallOf(cal, at).slice(11, 16));

/**
 * The moment of a time on the wall. In the hour that the spring skips, the same minutes after the change;
 * in the hour that the autumn repeats, the first of the two.
 */
export const instantOf = (cal: Clock, date: LocalDate, time: LocalTime): Instant => {
  const wall = Date.UTC(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8, 10)),
    Number(time.slice(0, 2)),
    Number(time.slice(3, 5)),
  );
  const before = offsetAt(cal, wall - 24 * 60 * MINUTE_MS);
  const first = wall - before * MINUTE_MS;
  if (offsetAt(cal, first) === before) return instant(first);
  const after = offsetAt(cal, first);
  const second = wall - after * MINUTE_MS;
  return instant(offsetAt(cal, second) === after ? second : first);
};

/** What a day is asked for again and again, kept as sets beside each calendar: the data itself never changes. */
type DaySets = {
  off: Set<string>;
  offNumbers: Set<number>;
  closed: Set<string>;
  spans: SchoolCalendar['periods'];
};
const daySets = new WeakMap<SchoolCalendar, DaySets>();

const setsOf = (cal: SchoolCalendar): DaySets => {
  const known = daySets.get(cal);
  if (known) return known;
  const closed = new Set<string>();
  for (const period of cal.periods) {
    if (period.kind === 'term') continue;
    for (let d = period.from; d <= period.to; d = addDays(d, 1)) closed.add(d);
  }
  const made = {
    off: new Set<string>(cal.holidays.map((h) => h.date)),
    offNumbers: new Set(cal.holidays.map((h) => dayNumber(h.date))),
    closed,
    spans: cal.periods.filter((p) => p.kind === 'term').sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
  daySets.set(cal, made);
  return made;
};

/** A public holiday, or midsommar-, jul- or nyårsafton. */
export const isHoliday = (cal: SchoolCalendar, d: LocalDate): boolean => setsOf(cal).off.has(d);

/** Monday to Friday and no holiday or eve: the days on which a limit may fall (lag 1930:173). */
export const isWorkday = (cal: SchoolCalendar, d: LocalDate): boolean =>
  weekdayOf(d) <= 5 && !isHoliday(cal, d);

const isWorkdayNumber = (off: Set<number>, day: number): boolean =>
  weekdayOfNumber(day) <= 5 && !off.has(day);

/** The first workday on or after `d`. */
export const nextWorkday = (cal: SchoolCalendar, d: LocalDate): LocalDate =>
  isWorkday(cal, d) ? d : addWorkdays(cal, d, 1);

/** The last workday on or before `d`. */
export const previousWorkday = (cal: SchoolCalendar, d: LocalDate): LocalDate =>
  isWorkday(cal, d) ? d : addWorkdays(cal, d, -1);

/** `n` workdays after `d` (before it when negative); 0 gives `d` itself. */
export const addWorkdays = (cal: SchoolCalendar, d: LocalDate, n: number): LocalDate => {
  const { offNumbers } = setsOf(cal);
  const step = n < 0 ? -1 : 1;
  let day = dayNumber(d);
  for (let left = Math.abs(n); left > 0;) {
    day += step;
    if (isWorkdayNumber(offNumbers, day)) left -= 1;
  }
  return dateOfNumber(day);
};

/** A limit that falls on a Saturday, Sunday, holiday or eve may be met on the next weekday (lag 1930:173). */
export const actBy = (cal: SchoolCalendar, nominalEnd: LocalDate): LocalDate => nextWorkday(cal, nominalEnd);

/** The school year (läsår) that holds `d`, else null. */
export const termOf = (cal: SchoolCalendar, d: LocalDate): { from: LocalDate; to: LocalDate } | null => {
  const span = setsOf(cal).spans.find((p) => p.from <= d && d <= p.to);
  return span ? { from: span.from, to: span.to } : null;
};

/** A day on which the school teaches. */
export const isSchoolDay = (cal: SchoolCalendar, d: LocalDate): boolean =>
  isWorkday(cal, d) && !setsOf(cal).closed.has(d) && termOf(cal, d) !== null;

/** A workday without school: lov, study day, or outside every läsår. Weekends and holidays are neither. */
export const isLov = (cal: SchoolCalendar, d: LocalDate): boolean =>
  isWorkday(cal, d) && !isSchoolDay(cal, d);

/** Outside every läsår: the long summer, and what lies past the calendar's end. */
export const isSummer = (cal: SchoolCalendar, d: LocalDate): boolean => termOf(cal, d) === null;

const lastDay = (cal: SchoolCalendar): LocalDate | null => setsOf(cal).spans.at(-1)?.to ?? null;
const firstDay = (cal: SchoolCalendar): LocalDate | null => setsOf(cal).spans[0]?.from ?? null;

/** The first school day on or after `d`; null when the calendar holds none. */
export const nextSchoolDay = (cal: SchoolCalendar, d: LocalDate): LocalDate | null => {
  const end = lastDay(cal);
  const start = firstDay(cal);
  if (end === null || start === null) return null;
  for (let day = d < start ? start : d; day <= end; day = addDays(day, 1))
    if (isSchoolDay(cal, day)) return day;
  return null;
};

/** The last school day on or before `d`; null when the calendar holds none. */
export const previousSchoolDay = (cal: SchoolCalendar, d: LocalDate): LocalDate | null => {
  const end = lastDay(cal);
  const start = firstDay(cal);
  if (end === null || start === null) return null;
  for (let day = d > end ? end : d; day >= start; day = addDays(day, -1))
    if (isSchoolDay(cal, day)) return day;
  return null;
};

/** School days from `from` to `to`, both included. */
export const schoolDaysBetween = (cal: SchoolCalendar, from: LocalDate, to: LocalDate): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isSchoolDay(cal, day)) days.push(day);
  return days;
};

/** `n` ≥ 0 school days after `d`; null when the calendar ends before. */
export const addSchoolDays = (cal: SchoolCalendar, d: LocalDate, n: number): LocalDate | null => {
  let day: LocalDate | null = d;
  for (let left = n; left > 0 && day !== null; left -= 1) day = nextSchoolDay(cal, addDays(day, 1));
  return day;
};
