/** Absence as the school reported it, and the time that it is a share of: read by pupil, so that an index serves. */
import { type RawBuilder, sql } from 'kysely';
import type { AbsentDay, GivenDay, PupilTime } from '../domain/absence-figures.ts';
import type { AbsentLesson } from '../domain/absence-patterns.ts';
import type { PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { SchoolForm } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';

/** Whose absence: a school's active pupils, or of them a class; or those named, also when they have left. */
export type Whose = { schoolUnit: SchoolUnitCode; class?: string; pupilIds?: readonly PupilId[] };

export type PupilDays = {
  pupilId: PupilId;
  schoolForm: SchoolForm;
  time: PupilTime;
  /** Days with absence between the two dates, by date. */
  absent: AbsentDay[];
};

/** `fromTheStart`: the day's first lesson is among those missed. */
export type PupilDaysRead = PupilDays & { absent: (AbsentDay & { fromTheStart: boolean })[] };

/** Of each pupil by id, what was reported from `from` to `to`, both included: one query for all of them. */
export async function absentDaysOf(
  db: Db,
  ask: Whose & { from: LocalDate; to: LocalDate },
): Promise<PupilDaysRead[]> {
  const { rows } = await absentDaysQuery(ask).execute(db);
  return rows.map(({ pupilId, schoolForm, minutesPerDay, given, absent }) => ({
    pupilId,
    schoolForm,
    time: { minutesPerDay, given },
    absent,
  }));
}

type DaysRow = {
  pupilId: PupilId;
  schoolForm: SchoolForm;
  minutesPerDay: number | null;
  given: GivenDay[];
  absent: PupilDaysRead['absent'];
};

/** Lessons are numbered (`1`) or named by their beginning (`08:10`). */
export const isFirstLesson = sql<boolean>`(lesson in ('1', '01') or lesson ~ '^0?8[:.]')`;

/**
 * The query itself, for whoever wants its plan. Each pupil's rows are looked up by the primary key (pupil, date),
 * however many rows the table holds.
 */
export function absentDaysQuery(ask: Whose & { from: LocalDate; to: LocalDate }): RawBuilder<DaysRow> {
  const inClass = ask.class === undefined ? sql`true` : sql`pupil.class = ${ask.class}`;
  const asked = ask.pupilIds === undefined ? sql`pupil.active` : sql`pupil.id = any(${[...ask.pupilIds]})`;
  return sql<DaysRow>`
    select
      pupil.id as "pupilId",
      pupil.school_form as "schoolForm",
      offered_time.minutes_per_day as "minutesPerDay",
      coalesce(given.days, '[]') as given,
      coalesce(away.days, '[]') as absent
    from pupil
    left join offered_time on offered_time.year_label = pupil.year_label
    left join lateral (
      select json_agg(json_build_object(
        'date', day.date, 'valid', day.valid, 'invalid', day.invalid, 'fromTheStart', day.from_start)) as days
      from (
        select
          date,
          coalesce(sum(minutes) filter (where kind = 'valid'), 0)::integer as valid,
          coalesce(sum(minutes) filter (where kind = 'invalid'), 0)::integer as invalid,
          bool_or(${isFirstLesson}) as from_start
        from absence
        where absence.pupil_id = pupil.id and absence.date between ${ask.from} and ${ask.to}
        group by date
        order by date
      ) day
    ) away on true
    left join lateral (
      select json_agg(json_build_object(
        'date', date, 'offered', offered_minutes, 'reported', reported_minutes)) as days
      from absence_offered
      where absence_offered.pupil_id = pupil.id and date between ${ask.from} and ${ask.to}
    ) given on true
    where pupil.school_unit = ${ask.schoolUnit} and ${inClass} and ${asked}
    order by pupil.id
  `;
}

/** One pupil's absence lesson by lesson from `from` to `to`, by date and lesson. */
export async function absentLessonsOf(
  db: Db,
  pupilId: PupilId,
  from: LocalDate,
  to: LocalDate,
): Promise<AbsentLesson[]> {
  return db
    .selectFrom('absence')
    .select(['date', 'lesson', 'subject', 'minutes', 'kind'])
    .where('pupil_id', '=', pupilId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .orderBy('lesson')
    .execute();
}

/** Whether any absence of a school has come up to `asOf`: without, no row means nothing, not full attendance. */
export async function sendsAbsence(db: Db, schoolUnit: SchoolUnitCode, asOf: LocalDate): Promise<boolean> {
  const { rows } = await sql<{ sends: boolean }>`
    select exists (
      select from pupil join absence on absence.pupil_id = pupil.id
      where pupil.school_unit = ${schoolUnit} and absence.date <= ${asOf}
    ) as sends
  `.execute(db);
  return rows[0]?.sends ?? false;
}

export type DataUntil = {
  /** When absence was last imported, in real time; null before the first import. */
  importedAt: Date | null;
  /** The latest day, no later than the asked one, that has a row of the school; null when none has. */
  latestRow: LocalDate | null;
};

/** When a school's absence came, and how far it reaches. */
export async function absenceDataUntil(
  db: Db,
  schoolUnit: SchoolUnitCode,
  asOf: LocalDate,
): Promise<DataUntil> {
  const latest = await sql<{ day: LocalDate | null }>`
    select max(own.day) as day
    from pupil
    cross join lateral (
      select max(date) as day from absence where pupil_id = pupil.id and date <= ${asOf}
    ) own
    where pupil.school_unit = ${schoolUnit} and pupil.active
  `.execute(db);
  return { importedAt: await absenceImportedAt(db), latestRow: latest.rows[0]?.day ?? null };
}

/** When absence was last imported, in real time; null before the first import. */
export async function absenceImportedAt(db: Db): Promise<Date | null> {
  const run = await db
    .selectFrom('import_run')
    .select('created_at')
    .where('kind', '=', 'absence')
    .where('status', '=', 'applied')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return run?.created_at ?? null;
}
