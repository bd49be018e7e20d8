/**
 * Dates and moments. A local date is a date on the wall in Sweden and never an instant; an instant is
 * milliseconds since 1970 UTC. Nothing here asks the machine for a clock or a time zone.
 */

/** A calendar date in Europe/Stockholm, `YYYY-MM-DD`. Compares correctly with `<`. */
export type LocalDate = string & { readonly __localDate: true };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __instant: true };

/** A time on the wall, `HH:MM`, 00:00–23:59. */
export type LocalTime = string & { readonly __localTime: true };

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The one place where text becomes a local date; everything else computes on dates that passed here. */
const toLocalDate = (text: string): LocalDate => text as LocalDate;

const utcOf = (d: LocalDate): number => Date.UTC(+d.slice(0, 4), +d.slice(5, 7) - 1, +d.slice(8, 10));

const fromUtc = (ms: number): LocalDate => toLocalDate(new Date(ms).toISOString().slice(0, 10));

/** A real date of the calendar, 1900–2199, else null: 31 February is no date. */
export const parseLocalDate = (text: string): LocalDate | null => {
  const match = datePattern.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1900 || year > 2199) return null;
  const date = toLocalDate(text);
  return fromUtc(Date.UTC(year, Number(match[2]) - 1, Number(match[3]))) === date ? date : null;
};

/** For constants and for text that was checked before. Throws RangeError on anything that is no date. */
export const localDate = (text: string): LocalDate => {
  const date = parseLocalDate(text);
  if (date === null) throw new RangeError(`no such date: ${text.slice(0, 20)}`);
  return date;
};

/** `HH:MM`, else null. */
export const parseLocalTime = (text: string): LocalTime | null =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? (text as LocalTime) : null;

/** For constants. Throws RangeError. */
export const localTime = (text: string): LocalTime => {
  const time = parseLocalTime(text);
  if (time === null) throw new RangeError(`no such time: ${text.slice(0, 20)}`);
  return time;
};

/** Milliseconds since 1970; throws RangeError on what isn't a whole number. */
export const instant = (ms: number): Instant => {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`no such moment: ${ms}`);
  return ms as Instant;
};

export const addDays = (d: LocalDate, days: number): LocalDate => fromUtc(utcOf(d) + days * DAY_MS);

/** Whole days from `a` to `b`; negative when `b` is before `a`. */
export const daysBetween = (a: LocalDate, b: LocalDate): number => Math.round((utcOf(b) - utcOf(a)) / DAY_MS);

const daysInMonth = (year: number, month0: number): number =>
  new Date(Date.UTC(year, month0 + 1, 0)).getUTCDate();

/** lag 1930:173: a period in months ends on the same-numbered day, else on the month's last. */
export const addMonths = (d: LocalDate, months: number): LocalDate => {
  const total = Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  const month0 = total - year * 12;
  return fromUtc(Date.UTC(year, month0, Math.min(Number(d.slice(8, 10)), daysInMonth(year, month0))));
};

const weekdays: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];

export const weekdayOf = (d: LocalDate): Weekday => weekdays[new Date(utcOf(d)).getUTCDay()] ?? 1;

export const mondayOf = (d: LocalDate): LocalDate => addDays(d, 1 - weekdayOf(d));

/** ISO 8601 week, `2026-W36`: the week belongs to the year that holds its Thursday. */
export const isoWeekKey = (d: LocalDate): string => {
  const thursday = addDays(mondayOf(d), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(toLocalDate(`${year}-01-01`), thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};

/** `2026-09`. */
export const monthOf = (d: LocalDate): string => d.slice(0, 7);

/** Whole years lived on `on`; someone born on 29 February turns a year older on 28 February of a common year. */
export const ageOn = (birth: LocalDate, on: LocalDate): number => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on < addMonths(birth, years * 12) ? years - 1 : years;
};

export const minDate = (first: LocalDate, ...rest: LocalDate[]): LocalDate =>
  rest.reduce((least, d) => (d < least ? d : least), first);

export const maxDate = (first: LocalDate, ...rest: LocalDate[]): LocalDate =>
  rest.reduce((most, d) => (d > most ? d : most), first);
