/** The outside world's calendars as data: Sweden's holidays, its clock, and one school's year. */
import Holidays from 'date-holidays';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { CalendarPeriodRow } from '../domain/import-rows.ts';
import { instant, localDate } from '../domain/time.ts';
import type { LocalDate } from '../domain/time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Reads the machine's time zone table; `longOffset` gives `GMT+02:00`. */
const stockholm = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

const offsetMinutesAt = (ms: number): number => {
  const name = stockholm.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  if (!match)
    throw new Error(`the time zone table answers ${name} for Europe/Stockholm; is ICU data missing?`);
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
};

/** The first minute in (`from`, `to`] at which the offset is no longer that of `from`. */
const changeBetween = (from: number, to: number): number => {
  const before = offsetMinutesAt(from);
  let same = from;
  let other = to;
  while (other - same > MINUTE_MS) {
    const middle = same + Math.floor((other - same) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMinutesAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
};

/** Offsets of Europe/Stockholm from a day before `fromYear` to a day after `toYear`, found by asking Intl. */
export const stockholmZone = (fromYear: number, toYear: number): SchoolCalendar['zone'] => {
  const end = Date.UTC(toYear + 1, 0, 2);
  let at = Date.UTC(fromYear, 0, 1) - DAY_MS;
  const zone = [{ fromMs: instant(at), offsetMinutes: offsetMinutesAt(at) }];
  // Two changes are never closer than weeks, so that a day's step sees each.
  for (; at < end; at += DAY_MS) {
    const offsetMinutes = offsetMinutesAt(at + DAY_MS);
    if (offsetMinutes === zone.at(-1)?.offsetMinutes) continue;
    zone.push({ fromMs: instant(changeBetween(at, at + DAY_MS)), offsetMinutes });
  }
  return zone;
};

/** Public holidays (lag 1989:253), and as eves midsommar-, jul- and nyårsafton (lag 1930:173), which are banks' days. */
export const swedishHolidays = (fromYear: number, toYear: number): SchoolCalendar['holidays'] => {
  const table = new Holidays('SE', { types: ['public', 'bank'] });
  const days: SchoolCalendar['holidays'] = [];
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { date, type } of table.getHolidays(year)) {
      days.push({ date: localDate(date.slice(0, 10)), kind: type === 'bank' ? 'eve' : 'holiday' });
    }
  }
  return days;
};

type Span = { from: LocalDate; to: LocalDate };
const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;

/**
 * One school's periods: the general ones and its own. A school's own läsår or lov stands instead of the general one of
 * the same name in the same läsår; study days stand beside each other.
 */
export const periodsOfSchool = (
  periods: readonly CalendarPeriodRow[],
  schoolUnit: SchoolUnitCode,
): SchoolCalendar['periods'] => {
  const own = periods.filter((period) => period.schoolUnit === schoolUnit);
  const general = periods.filter((period) => period.schoolUnit === null);
  const terms = general.filter((period) => period.kind === 'term');
  const inSameTerm = (a: Span, b: Span) =>
    overlap(a, b) || terms.some((term) => overlap(term, a) && overlap(term, b));
  const replaced = (period: CalendarPeriodRow) =>
    period.kind !== 'studyDay' &&
    own.some((mine) => mine.name.toLowerCase() === period.name.toLowerCase() && inSameTerm(mine, period));
  return [...general.filter((period) => !replaced(period)), ...own]
    .map(({ kind, from, to }) => ({ kind, from, to }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : a.to > b.to ? 1 : 0));
};

/** Reckoned once for each stretch of years: the same for every school. */
const years = new Map<string, Pick<SchoolCalendar, 'zone' | 'holidays'>>();

const ofYears = (fromYear: number, toYear: number): Pick<SchoolCalendar, 'zone' | 'holidays'> => {
  const key = `${fromYear}-${toYear}`;
  const known = years.get(key) ?? {
    zone: stockholmZone(fromYear, toYear),
    holidays: swedishHolidays(fromYear, toYear),
  };
  years.set(key, known);
  return known;
};

/** Holidays and clock are reckoned for `fromYear`–`toYear`; periods are those of the school, whenever they are. */
export const buildSchoolCalendar = (args: {
  periods: readonly CalendarPeriodRow[];
  schoolUnit: SchoolUnitCode;
  fromYear: number;
  toYear: number;
}): SchoolCalendar => ({
  ...ofYears(args.fromYear, args.toYear),
  periods: periodsOfSchool(args.periods, args.schoolUnit),
  schoolUnit: args.schoolUnit,
});
