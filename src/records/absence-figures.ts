/** Figures over every window, each pupil by the policy that their school form goes by. */
import {
  bandOf,
  figureOver,
  hasDutyToAttend,
  isOverLimit,
  openWindow,
  type Denominator,
  type OpenWindow,
  type WindowFigure,
  type WindowKind,
  windowKinds,
  windowsOn,
} from '../domain/absence-figures.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { PupilId } from '../domain/ids.ts';
import type { AbsenceBand, Policy, SchoolForm } from '../domain/policy.ts';
import { type LocalDate, minDate } from '../domain/time.ts';
import { absentDaysOf, type PupilDays, type Whose } from './absence-days.ts';
import type { Db } from './connect.ts';
import { policyFor } from './policies.ts';

export type PupilFigures = {
  pupilId: PupilId;
  schoolForm: SchoolForm;
  figures: Record<WindowKind, WindowFigure | null>;
  /** The limit that the pupil stands under; null when the municipality has chosen no policy. */
  limit: Policy['limit'] | null;
  /** By the limit; null when its window holds too few school days to say, and in preschool: it has no limit. */
  band: AbsenceBand | null;
  overLimit: boolean;
};

/** A policy's limit with the windows that it makes of a day, opened once for all its pupils. */
export type OpenLimit = {
  limit: Policy['limit'] | null;
  windows: Record<WindowKind, OpenWindow | null>;
  /** What the limit itself looks at. */
  looked: OpenWindow | null;
};

/** Shown where a municipality has chosen no policy yet: figures without a limit. */
const noLimit = { window: { kind: 'rollingWeeks', weeks: 4 } } as const;

/** The windows of a school form on `asOf`, by the policy that it goes by. */
export async function openLimit(
  db: Db,
  schoolForm: SchoolForm,
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Promise<OpenLimit> {
  const limit = (await policyFor(db, schoolForm, asOf))?.limit ?? null;
  const looked = openWindow((limit ?? noLimit).window, calendar, asOf);
  return { limit, windows: windowsOn(limit ?? noLimit, calendar, asOf), looked };
}

/** The first day that any of the windows reaches back to. */
export const firstDayOf = ({ windows, looked }: OpenLimit, asOf: LocalDate): LocalDate =>
  [...windowKinds.map((kind) => windows[kind]), looked].reduce(
    (first, window) => (window === null ? first : minDate(first, window.from)),
    asOf,
  );

/** One pupil's figures, from what was reported. */
export function pupilFigures(
  { limit, windows, looked }: OpenLimit,
  { pupilId, schoolForm, time, absent }: PupilDays,
  by: Denominator = 'offered',
): PupilFigures {
  const over = (window: OpenWindow | null) => (window === null ? null : figureOver(window, time, absent, by));
  const seen = looked === null ? null : figureOver(looked, time, absent);
  const band = limit === null || seen === null || !hasDutyToAttend(schoolForm) ? null : bandOf(limit, seen);
  return {
    pupilId,
    schoolForm,
    figures: {
      rollingWeeks: over(windows.rollingWeeks),
      term: over(windows.term),
      calendarMonth: over(windows.calendarMonth),
    },
    limit,
    band,
    overLimit: isOverLimit(schoolForm, band),
  };
}

/** Figures of a school's active pupils, of a class, or of those named, up to `asOf`; by pupil id. */
export async function figuresOf(
  db: Db,
  ask: Whose & { calendar: SchoolCalendar; asOf: LocalDate; by?: Denominator },
): Promise<PupilFigures[]> {
  const { calendar, asOf, by, ...whose } = ask;
  const limits = new Map<SchoolForm, OpenLimit>();
  for (const form of await schoolFormsOf(db, whose)) {
    limits.set(form, await openLimit(db, form, calendar, asOf));
  }
  const from = [...limits.values()].reduce((first, one) => minDate(first, firstDayOf(one, asOf)), asOf);
  const rows = await absentDaysOf(db, { ...whose, from, to: asOf });
  return rows.flatMap((row) => {
    const limit = limits.get(row.schoolForm);
    return limit === undefined ? [] : [pupilFigures(limit, row, by)];
  });
}

async function schoolFormsOf(db: Db, whose: Whose): Promise<SchoolForm[]> {
  let query = db
    .selectFrom('pupil')
    .select('school_form')
    .distinct()
    .where('school_unit', '=', whose.schoolUnit);
  if (whose.class !== undefined) query = query.where('class', '=', whose.class);
  const rows = await query.execute();
  return rows.map((row) => row.school_form);
}
