/** The school's calendar as data: given in from outside, so that replay never asks a machine's tables. */
import type { SchoolUnitCode } from './ids.ts';
import type { Instant, LocalDate } from './time.ts';

export type SchoolCalendar = {
  /** Offsets of Europe/Stockholm, ascending: from `fromMs` on, local = UTC + `offsetMinutes`. */
  zone: { fromMs: Instant; offsetMinutes: number }[];
  /** Public holidays 1989:253 and, as `eve`, midsommar-, jul- and nyårsafton (lag 1930:173). */
  holidays: { date: LocalDate; kind: 'holiday' | 'eve' }[];
  /** Of one school unit: its own rows and those for all. Terms hold, breaks and study days take out. */
  periods: { kind: 'term' | 'lov' | 'studyDay'; from: LocalDate; to: LocalDate }[];
  schoolUnit: SchoolUnitCode;
};
