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

/** The number at two places of a date's text; dates are reckoned with by the thousand, so without slices. */
const twoDigits = (d: LocalDate, at: number): number => d.charCodeAt(at) * 10 + d.charCodeAt(at + 1) - 528;

const utcOf = (d: LocalDate): number =>
  Date.UTC(twoDigits(d, 0) * 100 + twoDigits(d, 2), twoDigits(d, 5) - 1, twoDigits(d, 8));

const padded = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** Days since 1970-01-01: what loops over days count in. */
export const dayNumber = (d: LocalDate): number => utcOf(d) / DAY_MS;

/** The date of a day number (the proleptic Gregorian calendar, by Howard Hinnant's `civil_from_days`). */
export const dateOfNumber = (day: number): LocalDate => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month0 = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * month0 + 2) / 5) + 1;
  const month = month0 < 10 ? month0 + 3 : month0 - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return toLocalDate(`${year}-${padded(month)}-${padded(date)}`);
};

const fromUtc = (ms: number): LocalDate => dateOfNumber(Math.round(ms / DAY_MS));

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

export const addDays = (d: LocalDate, days: number): LocalDate => dateOfNumber(dayNumber(d) + days);

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

/** Of a day number; day 0, 1970-01-01, was a Thursday. */
export const weekdayOfNumber = (day: number): Weekday => weekdays[((day % 7) + 7) % 7] ?? 1;

const weekdays: readonly Weekday[] = [4, 5, 6, 7, 1, 2, 3];

export const weekdayOf = (d: LocalDate): Weekday => weekdayOfNumber(dayNumber(d));

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
