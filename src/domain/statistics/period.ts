/**
 * The periods that figures are asked for: whole months, terms and school years. A term is a half-year (the autumn's is
 * July to December), so that each day is in one term and each term in one school year; no case is counted in two.
 */
import { addDays, addMonths, localDate, monthOf, type LocalDate } from '../time.ts';

/** `2026-09`. Compares correctly with `<`. */
export type Month = string;

/** `2026-2`: the autumn of 2026; `2027-1`: the spring after it. */
export type Term = string;

/** The first and the last month, both included. */
export type Period = { from: Month; to: Month };

/** So many months back one may ask, the running one included: three school years. */
export const mostMonths = 36;

export const isMonth = (text: string): boolean => /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text);

export const firstDayOf = (month: Month): LocalDate => localDate(`${month}-01`);

export const lastDayOf = (month: Month): LocalDate => addDays(addMonths(firstDayOf(month), 1), -1);

export const monthAfter = (month: Month, months = 1): Month => monthOf(addMonths(firstDayOf(month), months));

/** Each month of a period, in order. */
export const monthsOf = ({ from, to }: Period): Month[] => {
  const months: Month[] = [];
  for (let month = from; month <= to; month = monthAfter(month)) months.push(month);
  return months;
};

export const termOfMonth = (month: Month): Term =>
  `${month.slice(0, 4)}-${month.slice(5, 7) < '07' ? '1' : '2'}`;

export const termOfDay = (day: LocalDate): Term => termOfMonth(monthOf(day));

/** The year in which a term's school year began: 2026 for both `2026-2` and `2027-1`. */
export const schoolYearOf = (term: Term): number => Number(term.slice(0, 4)) - (term.endsWith('1') ? 1 : 0);

export const termsOfYear = (year: number): [Term, Term] => [`${year}-2`, `${year + 1}-1`];

export const periodOfTerm = (term: Term): Period => {
  const year = term.slice(0, 4);
  return term.endsWith('1')
    ? { from: `${year}-01`, to: `${year}-06` }
    : { from: `${year}-07`, to: `${year}-12` };
};

export const isTerm = (text: string): text is Term => /^20\d\d-[12]$/.test(text);

/** The first and the last day of a term. */
export const daysOfTerm = (term: Term): { from: LocalDate; to: LocalDate } => {
  const { from, to } = periodOfTerm(term);
  return { from: firstDayOf(from), to: lastDayOf(to) };
};

export const periodOfSchoolYear = (year: number): Period => ({ from: `${year}-07`, to: `${year + 1}-06` });

/** Every term that a period touches, in order: cases are counted in whole terms. */
export const termsOf = (period: Period): Term[] => [...new Set(monthsOf(period).map(termOfMonth))];

/** The terms and school years up to `today`, the newest first, and the first month that may be asked for. */
export function offeredPeriods(today: LocalDate): { terms: Term[]; years: number[]; months: Month[] } {
  const last = monthOf(today);
  const months = monthsOf({ from: monthAfter(last, 1 - mostMonths), to: last }).toReversed();
  const terms = [...new Set(months.map(termOfMonth))].filter((term) =>
    months.includes(periodOfTerm(term).from),
  );
  return {
    terms,
    years: [...new Set(terms.map(schoolYearOf))].filter((year) => terms.includes(`${year}-2`)),
    months,
  };
}
