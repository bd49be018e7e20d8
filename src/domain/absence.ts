/** Absence as minutes of offered time, and the band that a pupil is in by the policy's limit (domain.md §1). */
import { type SchoolCalendar, schoolDaysBetween, termOf } from './calendar.ts';
import type { AbsenceBand, Policy } from './policy.ts';
import { addDays, type LocalDate, localDate, monthOf } from './time.ts';

export type AbsenceWindow = { from: LocalDate; to: LocalDate; schoolDays: number };

/** Minutes within a window. */
export type AbsenceFigure = { offered: number; valid: number; invalid: number };

/**
 * The days that the policy's limit looks at on `asOf`, that day included: so many weeks back, or the calendar
 * month or the läsår so far. Null between two läsår where it's the läsår that counts.
 */
export function absenceWindow(
  limit: Pick<Policy['limit'], 'window'>,
  cal: SchoolCalendar,
  asOf: LocalDate,
): AbsenceWindow | null {
  const from = windowStart(limit, cal, asOf);
  if (from === null) return null;
  return { from, to: asOf, schoolDays: schoolDaysBetween(cal, from, asOf).length };
}

function windowStart(
  limit: Pick<Policy['limit'], 'window'>,
  cal: SchoolCalendar,
  asOf: LocalDate,
): LocalDate | null {
  switch (limit.window.kind) {
    case 'rollingWeeks':
      return addDays(asOf, 1 - 7 * limit.window.weeks);
    case 'calendarMonth':
      return localDate(`${monthOf(asOf)}-01`);
    case 'term':
      return termOf(cal, asOf)?.from ?? null;
  }
}

/** Absence in per cent of the offered time, 0–100, of what the policy measures; null when nothing was offered. */
export function absencePercent(
  limit: Pick<Policy['limit'], 'measure'>,
  figure: AbsenceFigure,
): number | null {
  if (figure.offered === 0) return null;
  const minutes = limit.measure === 'invalid' ? figure.invalid : figure.valid + figure.invalid;
  return Math.min(100, (100 * minutes) / figure.offered);
}

/**
 * The band by the policy's limit. Null when the window holds too few school days to say: the band stays as it was,
 * so that a lov doesn't look like a recovery. `total` is all of the offered time, valid and invalid together,
 * whatever the policy's limit measures (seed 000: nearly daily at 100 % absence).
 */
export function absenceBand(
  limit: Policy['limit'],
  window: Pick<AbsenceWindow, 'schoolDays'>,
  figure: AbsenceFigure,
): AbsenceBand | null {
  const percent = absencePercent(limit, figure);
  if (percent === null || window.schoolDays < limit.leastSchoolDays) return null;
  if (figure.valid + figure.invalid >= figure.offered) return 'total';
  const reached = limit.comparison === 'above' ? percent > limit.percent : percent >= limit.percent;
  return reached ? 'limit' : 'below';
}
