/**
 * Absence figured openly: every figure carries its window, its denominator and its minutes, so that a reader can
 * reckon it again. Lov, study days and holidays count neither as time nor as absence (domain.md §1, §4).
 */
import {
  absenceBand,
  type AbsenceFigure,
  absencePercent,
  absenceWindow,
  type AbsenceWindow,
} from './absence.ts';
import { type SchoolCalendar, schoolDaysBetween } from './calendar.ts';
import type { AbsenceBand, Policy, SchoolForm } from './policy.ts';
import type { LocalDate } from './time.ts';

/** Minutes of absence on one day. */
export type AbsentDay = { date: LocalDate; valid: number; invalid: number };

/**
 * What the source itself says of one day's time, where it does (SS12000: `offeredSum`, `reportedSum`): minutes
 * offered, and minutes for which attendance was reported at all.
 */
export type GivenDay = { date: LocalDate; offered: number | null; reported: number | null };

/** One pupil's time: the year's minutes a day, and the days for which the source knows better. */
export type PupilTime = { minutesPerDay: number | null; given: readonly GivenDay[] };

/** What the absence is a share of: the time offered, or the time for which attendance was reported. */
export type Denominator = 'offered' | 'reported';

export type WindowFigure = {
  window: AbsenceWindow;
  /** School days of the window whose time is known; the others count neither as time nor as absence. */
  countedDays: number;
  /** Minutes that the percentages are of. */
  minutes: number;
  denominator: Denominator;
  valid: number;
  invalid: number;
  /** `valid` + `invalid`. */
  total: number;
  /** 0–100 of `minutes`; null when no time is known. */
  percent: { valid: number; invalid: number; total: number } | null;
};

/** A window with its school days, looked up once for all pupils of a school. */
export type OpenWindow = AbsenceWindow & { days: readonly LocalDate[] };

export type WindowKind = 'rollingWeeks' | 'term' | 'calendarMonth';
export const windowKinds = ['rollingWeeks', 'term', 'calendarMonth'] as const satisfies WindowKind[];

/** Weeks of the rolling window where the policy's own limit looks at something else (domain.md §1). */
const usualWeeks = 4;

/**
 * The windows that figures are shown for on `asOf`: the policy's rolling weeks (else four), the läsår so far and the
 * calendar month so far. `term` is null between two läsår.
 */
export const windowsOn = (
  limit: Pick<Policy['limit'], 'window'>,
  cal: SchoolCalendar,
  asOf: LocalDate,
): Record<WindowKind, OpenWindow | null> => {
  const weeks = limit.window.kind === 'rollingWeeks' ? limit.window.weeks : usualWeeks;
  return {
    rollingWeeks: openWindow({ kind: 'rollingWeeks', weeks }, cal, asOf),
    term: openWindow({ kind: 'term' }, cal, asOf),
    calendarMonth: openWindow({ kind: 'calendarMonth' }, cal, asOf),
  };
};

/** One window on `asOf` with its school days; null between two läsår where it's the läsår that counts. */
export const openWindow = (
  window: Policy['limit']['window'],
  cal: SchoolCalendar,
  asOf: LocalDate,
): OpenWindow | null => {
  const found = absenceWindow({ window }, cal, asOf);
  return found === null ? null : { ...found, days: schoolDaysBetween(cal, found.from, found.to) };
};

/** One day's time in minutes by the asked denominator, or by the other where only that is known; null: unknown. */
export const timeOn = (
  time: Pick<PupilTime, 'minutesPerDay'>,
  given: GivenDay | undefined,
  by: Denominator,
): { minutes: number; by: Denominator } | null => {
  const offered = given?.offered ?? time.minutesPerDay;
  const reported = given?.reported ?? null;
  const known = { offered, reported };
  const kinds: Denominator[] = by === 'offered' ? ['offered', 'reported'] : ['reported', 'offered'];
  for (const kind of kinds) {
    const minutes = known[kind];
    if (minutes !== null) return { minutes, by: kind };
  }
  return null;
};

/**
 * One pupil's figure over a window. `by` chooses the denominator; what the figure was reckoned with stands in it:
 * `reported` as soon as one day's time is only what was reported, or, asked for by it, when every day's is.
 */
export const figureOver = (
  window: OpenWindow,
  time: PupilTime,
  absent: readonly AbsentDay[],
  by: Denominator = 'offered',
): WindowFigure => {
  const given = new Map(time.given.map((day) => [day.date, day]));
  const away = new Map(absent.map((day) => [day.date, day]));
  const sum = { countedDays: 0, minutes: 0, valid: 0, invalid: 0, otherwise: 0 };
  for (const date of window.days) {
    const known = timeOn(time, given.get(date), by);
    if (known === null) continue;
    sum.countedDays += 1;
    sum.minutes += known.minutes;
    sum.valid += away.get(date)?.valid ?? 0;
    sum.invalid += away.get(date)?.invalid ?? 0;
    if (known.by !== by) sum.otherwise += 1;
  }
  const { days: _, ...shown } = window;
  const { otherwise, ...minutes } = sum;
  const other: Denominator = by === 'offered' ? 'reported' : 'offered';
  return {
    window: shown,
    ...minutes,
    total: sum.valid + sum.invalid,
    denominator: otherwise > 0 ? other : by,
    percent: percentsOf({ offered: sum.minutes, valid: sum.valid, invalid: sum.invalid }),
  };
};

const percentsOf = (figure: AbsenceFigure): WindowFigure['percent'] => {
  const { offered, valid } = figure;
  const total = absencePercent({ measure: 'total' }, figure);
  const invalid = absencePercent({ measure: 'invalid' }, figure);
  if (total === null || invalid === null) return null;
  return { valid: Math.min(100, (100 * valid) / offered), invalid, total };
};

/** What the policy's limit says of a figure; the days that must be there are those whose time is known. */
export const bandOf = (limit: Policy['limit'], figure: WindowFigure): AbsenceBand | null =>
  absenceBand(
    limit,
    { schoolDays: figure.countedDays },
    { offered: figure.minutes, valid: figure.valid, invalid: figure.invalid },
  );

/** Preschool is voluntary: its figures never trigger the ladder (domain.md §2.1). */
export const hasDutyToAttend = (schoolForm: SchoolForm): boolean => schoolForm !== 'preschool';

/** Whether a pupil stands over the policy's limit, as far as the ladder is concerned. */
export const isOverLimit = (schoolForm: SchoolForm, band: AbsenceBand | null): boolean =>
  hasDutyToAttend(schoolForm) && (band === 'limit' || band === 'total');
