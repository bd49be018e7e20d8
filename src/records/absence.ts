/** Absence as the school reported it, reckoned in minutes of offered time. */
import { sql } from 'kysely';
import {
  absenceBand,
  type AbsenceFigure,
  absencePercent,
  absenceWindow,
  type AbsenceWindow,
} from '../domain/absence.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { CaseId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { AbsenceBand, Policy } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';

export type PupilAbsence = AbsenceFigure & {
  pupilId: PupilId;
  /** Of what the policy measures, 0–100 of the offered time; null when nothing was offered. */
  percent: number | null;
  /** Null when the window holds too few school days to say. */
  band: AbsenceBand | null;
};

/**
 * Absence of a school's active pupils over the policy's window up to `asOf`, by pupil id: of all, or of those
 * named. Offered time is the year's minutes a day × the window's school days. Pupils whose year has no offered
 * time have no figure; nobody has one where the window has no days.
 */
export async function absenceOf(
  db: Db,
  ask: {
    schoolUnit: SchoolUnitCode;
    pupilIds?: readonly PupilId[];
    limit: Policy['limit'];
    calendar: SchoolCalendar;
    asOf: LocalDate;
  },
): Promise<{ window: AbsenceWindow | null; pupils: PupilAbsence[] }> {
  const { limit, calendar, asOf, schoolUnit } = ask;
  const window = absenceWindow(limit, calendar, asOf);
  if (window === null) return { window, pupils: [] };
  const onlyThese = ask.pupilIds === undefined ? sql`true` : sql`pupil.id = any(${[...ask.pupilIds]})`;
  const { rows } = await sql<AbsenceFigure & { pupilId: PupilId }>`
    select
      pupil.id as "pupilId",
      offered_time.minutes_per_day * ${window.schoolDays}::integer as offered,
      coalesce(sum(absence.minutes) filter (where absence.kind = 'valid'), 0)::integer as valid,
      coalesce(sum(absence.minutes) filter (where absence.kind = 'invalid'), 0)::integer as invalid
    from pupil
    join offered_time on offered_time.year_label = pupil.year_label
    left join absence on absence.pupil_id = pupil.id
      and absence.date between ${window.from} and ${window.to}
    where pupil.school_unit = ${schoolUnit} and pupil.active and ${onlyThese}
    group by pupil.id, offered_time.minutes_per_day
    order by pupil.id
  `.execute(db);
  const pupils = rows.map((row) => ({
    ...row,
    percent: absencePercent(limit, row),
    band: absenceBand(limit, window, row),
  }));
  return { window, pupils };
}

export type Figure = {
  id: string;
  pupilId: PupilId;
  caseId: CaseId | null;
  from: LocalDate;
  to: LocalDate;
  offeredMinutes: number;
  validMinutes: number;
  invalidMinutes: number;
  source: 'reported' | 'reckoned';
};

/** Keeps a period's figures. Repeating it is fine: what was kept under an id stays. */
export async function saveFigure(db: Db, figure: Figure): Promise<void> {
  await db
    .insertInto('attendance_figure')
    .values({
      id: figure.id,
      pupil_id: figure.pupilId,
      case_id: figure.caseId,
      from_date: figure.from,
      to_date: figure.to,
      offered_minutes: figure.offeredMinutes,
      valid_minutes: figure.validMinutes,
      invalid_minutes: figure.invalidMinutes,
      source: figure.source,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** A pupil's figures in order of date, shown over time and never as a verdict on a week (seed 000). */
export async function figuresOf(db: Db, pupilId: PupilId): Promise<Figure[]> {
  return db
    .selectFrom('attendance_figure')
    .select([
      'id',
      'pupil_id as pupilId',
      'case_id as caseId',
      'from_date as from',
      'to_date as to',
      'offered_minutes as offeredMinutes',
      'valid_minutes as validMinutes',
      'invalid_minutes as invalidMinutes',
      'source',
    ])
    .where('pupil_id', '=', pupilId)
    .orderBy('to_date')
    .orderBy('from_date')
    .orderBy('id')
    .execute();
}
