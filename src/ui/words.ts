/** Dates, moments, amounts of time and shares as a page writes them. */
import { localDate, localTime, type Instant, type LocalDate } from '../domain/time.ts';
import { longDate, compactDate, longDateTime, shortDate } from '../texts/dates.ts';
import type { Ui } from './ui.ts';

/** `tisdag 24 november 2026`. */
export const dayOf = (ui: Ui, date: LocalDate = ui.today): string => longDate(ui.lang, date);

/** `24 november`. */
export const shortDayOf = (ui: Ui, date: LocalDate): string => shortDate(ui.lang, date);

/** `november 2026`: a date's month. */
export const monthOf = (ui: Ui, date: LocalDate): string =>
  `${shortDate(ui.lang, date).replace(/^\d+ /, '')} ${date.slice(0, 4)}`;

/** `6 tim 40 min`, `40 min`, `6 tim`. */
export function timeOf(ui: Ui, minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours > 0 ? [ui.t('ui.hours', { n: hours })] : []),
    ...(rest > 0 || hours === 0 ? [ui.t('ui.minutes', { n: rest })] : []),
  ];
  return parts.map((part) => part.replace(' ', '\u00a0')).join(' ');
}

/** `17,3 %`; a dash for what nobody knows. */
export function percentOf(ui: Ui, percent: number | null): string {
  if (percent === null) return '–';
  const rounded = String(Math.round(percent * 10) / 10);
  return `${ui.lang === 'sv' ? rounded.replace('.', ',') : rounded}\u00a0%`;
}

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `tisdag 24 november 2026 kl. 09.00`: a moment on the wall in Sweden. */
export const momentOf = (ui: Ui, at: Instant = ui.now): string => {
  const [date = '', time = ''] = wall.format(at).split(' ');
  return longDateTime(ui.lang, localDate(date), localTime(time));
};

/** `24 nov. 2026`: in tables and charts. */
export const compactDayOf = (ui: Ui, date: LocalDate): string => compactDate(ui.lang, date);
