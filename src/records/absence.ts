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
import type { PupilId, SchoolUnitCode } from '../domain/ids.ts';
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
