/** What the running assignment's rules ask again and again. */
import type { LocalDate } from '../time.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { Assignment, CaseState } from './state.ts';

type No = { ok: false; refusal: Refusal };

/** The assignment that is worked now; null before allocation and after closing. */
export const runningAssignment = (state: CaseState): Assignment | null =>
  state.stand.phase === 'assigned' ? state.stand.assignment : null;

export const wrongPhase = (state: CaseState): No => refuse('wrong-phase', null, { phase: state.stand.phase });

/** Refuses a day later than today: what is recorded has happened. */
export const notAfterToday = (field: string, date: LocalDate, today: LocalDate): No | null =>
  date > today ? refuse('date-in-future', field, { date, latest: today }) : null;

/** Refuses a day before the earliest that makes sense, such as the assignment's start. */
export const notBefore = (field: string, date: LocalDate, earliest: LocalDate): No | null =>
  date < earliest ? refuse('date-in-past', field, { date, earliest }) : null;

/** Refuses a list longer than `most`: nothing real is, and a history must stay small. */
export const atMost = (field: string, list: readonly unknown[], most: number): No | null =>
  list.length > most ? refuse('too-many', field, { given: list.length, most }) : null;

/** Refuses a number outside `least`–`most`, or with decimals. */
export const wholeWithin = (field: string, value: number, least: number, most: number): No | null =>
  Number.isInteger(value) && value >= least && value <= most
    ? null
    : refuse('invalid-value', field, { least, most });

/** The first value that stands twice in a list, else null. */
export const firstDuplicate = (ids: readonly string[]): string | null => {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
};
