/** Dates as a page writes them. */
import type { LocalDate } from '../domain/time.ts';
import { longDate } from '../texts/dates.ts';
import type { Ui } from './ui.ts';

/** `tisdag 24 november 2026`. */
export const dayOf = (ui: Ui, date: LocalDate = ui.today): string => longDate(ui.lang, date);
