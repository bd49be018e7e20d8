/** Dates and times as people write them, from our own tables: the same on every machine, whatever its locale. */
import { type LocalDate, type LocalTime, weekdayOf } from '../domain/time.ts';

export type Language = 'sv' | 'en';

const weekdays: Record<Language, readonly string[]> = {
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const months: Record<Language, readonly string[]> = {
  sv: [
    'januari',
    'februari',
    'mars',
    'april',
    'maj',
    'juni',
    'juli',
    'augusti',
    'september',
    'oktober',
    'november',
    'december',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** `måndag 23 november 2026`, `Monday 23 November 2026`. */
export const longDate = (lang: Language, date: LocalDate): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const weekday = weekdays[lang][weekdayOf(date) - 1] ?? '';
  return `${weekday} ${Number(day)} ${monthName(lang, Number(month))} ${year}`;
};

/** `23 november`, `23 November`: where the year is plain. */
export const shortDate = (lang: Language, date: LocalDate): string => {
  const [, month = '', day = ''] = date.split('-');
  return `${Number(day)} ${monthName(lang, Number(month))}`;
};

/** `oktober`, of 1 (January) to 12. */
export const monthName = (lang: Language, month: number): string => months[lang][month - 1] ?? '';

/** `måndag`, of 1 (Monday) to 7. */
export const weekdayName = (lang: Language, weekday: number): string => weekdays[lang][weekday - 1] ?? '';

/** `5 okt. 2026`, `5 Oct 2026`: where there is little room. */
export const compactDate = (lang: Language, date: LocalDate): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${shortMonth(lang, Number(month))} ${year}`;
};

/** `okt.`, `maj`; `Oct`, `May`. `month` is 1–12. */
export const shortMonth = (lang: Language, month: number): string => {
  const whole = monthName(lang, month);
  if (lang === 'en') return whole.slice(0, 3);
  return whole.length <= 4 ? whole : `${whole.slice(0, 3)}.`;
};

/** `kl. 09.00` (Svenska skrivregler writes a full stop), `at 09:00`. */
export const clockTime = (lang: Language, time: LocalTime): string =>
  lang === 'sv' ? `kl. ${time.replace(':', '.')}` : `at ${time}`;

/** `måndag 23 november 2026 kl. 09.00`. */
export const longDateTime = (lang: Language, date: LocalDate, time: LocalTime): string =>
  `${longDate(lang, date)} ${clockTime(lang, time)}`;
