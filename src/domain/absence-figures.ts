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

/** One day's absence and what is known of its time. */
type Day = { absence: number; minutesPerDay: number | null; given: GivenDay | undefined };

/**
 * One day's time in minutes, by one denominator; null when it isn't known. What a source says of less time than it
 * reports absence from is not all of the day, and isn't believed: a pupil with a report of one lesson alone would else
 * seem to have been away from all there was.
 */
export const timeOn = ({ absence, minutesPerDay, given }: Day, by: Denominator): number | null => {
  const said = given?.[by] ?? null;
  const believed = said !== null && said >= absence ? said : null;
  return by === 'offered' ? (believed ?? minutesPerDay) : believed;
};

/**
 * A figure has one denominator for all its days: a share of some days' offered and other days' reported time would be
 * a share of neither. Asked for by the time reported, it is that only where every day with known time has it; lessons
 * that nobody reported count as offered time (so does Skola24). Only where nothing is known of offered time is a
 * figure of what was reported without being asked for.
 */
const denominatorOf = (days: readonly Day[], by: Denominator): Denominator => {
  const known = (kind: Denominator) => days.filter((day) => timeOn(day, kind) !== null).length;
  const [offered, reported] = [known('offered'), known('reported')];
  const either = days.filter((day) => timeOn(day, 'offered') !== null || timeOn(day, 'reported') !== null);
  if (by === 'reported' && reported > 0 && reported === either.length) return 'reported';
  return offered > 0 || reported === 0 ? 'offered' : 'reported';
};

/** One pupil's figure over a window. `by` asks for a denominator; which one it is of stands in it. */
export const figureOver = (
  window: OpenWindow,
  time: PupilTime,
  absent: readonly AbsentDay[],
  by: Denominator = 'offered',
): WindowFigure => {
  const given = new Map(time.given.map((day) => [day.date, day]));
  const away = new Map(absent.map((day) => [day.date, day]));
  const days = window.days.map((date) => {
    const { valid, invalid } = away.get(date) ?? { valid: 0, invalid: 0 };
    const { minutesPerDay } = time;
    return { valid, invalid, absence: valid + invalid, minutesPerDay, given: given.get(date) };
  });
  const denominator = denominatorOf(days, by);
  const sum = { countedDays: 0, minutes: 0, valid: 0, invalid: 0 };
  for (const day of days) {
    const minutes = timeOn(day, denominator);
    if (minutes === null) continue;
    sum.countedDays += 1;
    sum.minutes += minutes;
    sum.valid += day.valid;
    sum.invalid += day.invalid;
  }
  const { days: _, ...shown } = window;
  return {
    window: shown,
    ...sum,
    total: sum.valid + sum.invalid,
    denominator,
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

/**
 * What the policy's limit says of a figure; the days that must be there are those whose time is known. The limit is of
 * offered time (domain.md §1): a figure of what was reported says nothing of it.
 */
export const bandOf = (limit: Policy['limit'], figure: WindowFigure): AbsenceBand | null =>
  figure.denominator === 'reported'
    ? null
    : absenceBand(
        limit,
        { schoolDays: figure.countedDays },
        { offered: figure.minutes, valid: figure.valid, invalid: figure.invalid },
      );

/** Preschool is voluntary: its figures never trigger the ladder (domain.md §2.1). */
export const hasDutyToAttend = (schoolForm: SchoolForm): boolean => schoolForm !== 'preschool';

/** Whether a pupil stands over the policy's limit, as far as the ladder is concerned. */
export const isOverLimit = (schoolForm: SchoolForm, band: AbsenceBand | null): boolean =>
  hasDutyToAttend(schoolForm) && (band === 'limit' || band === 'total');
