/** Which pupils' days a source has newly spoken of, and what it says of them. */
import { sql } from 'kysely';
import type { PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { SchoolForm } from '../../domain/policy.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';

/** Students with absence that is still to be put. */
export async function studentsToPlace(db: Db, sourceId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ student: string }>`
    select student from source_attendance where source_id = ${sourceId} and dirty
    union
    select target from source_edge edge
      join source_entity there on there.source_id = edge.source_id and there.kind = 'absence'
        and there.external_id = edge.owner and there.dirty
      where edge.source_id = ${sourceId} and edge.kind = 'absenceOf'
    order by 1 limit ${limit}`.execute(db);
  return rows.map(({ student }) => student);
}

export type StudentOnRecord = {
  student: string;
  pupilId: string;
  civicNo: string;
  schoolUnit: SchoolUnitCode;
  schoolForm: SchoolForm;
  masked: boolean;
  /** Minutes that their year is offered in a day; null when nobody says. */
  offered: number | null;
};

/** Those of the students who are known as pupils. */
export async function studentsOnRecord(
  db: Db,
  sourceId: string,
  students: readonly string[],
): Promise<Map<string, StudentOnRecord>> {
  const { rows } = await sql<StudentOnRecord>`
    select there.external_id as student, p.id as "pupilId", p.civic_no as "civicNo",
      p.school_unit as "schoolUnit", p.school_form as "schoolForm", p.security_marking <> 'none' as masked,
      offered.minutes_per_day as offered
    from source_entity there
    join pupil matched on matched.id = there.our_id
    join pupil p on p.id = coalesce(matched.merged_into, matched.id)
    left join offered_time offered on offered.year_label = p.year_label
    where there.source_id = ${sourceId} and there.kind = 'person' and ${isOneOf('there.external_id', students)}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.student, row]));
}

export type ToldLesson = {
  externalId: string;
  student: string;
  /** Null when the source never told of the lesson. */
  date: LocalDate | null;
  starts: string | null;
  subject: string;
  cancelled: boolean;
  validMinutes: number;
  invalidMinutes: number;
  reason: string | null;
  placedOn: LocalDate | null;
  dirty: boolean;
};

/** All that is known of these students' attendance on days on which anything of it is still to be put. */
export async function toldLessons(
  db: Db,
  sourceId: string,
  students: readonly string[],
  days: readonly { student: string; date: LocalDate }[],
): Promise<ToldLesson[]> {
  const { rows } = await sql<ToldLesson>`
    with told as (
      select a.external_id as "externalId", a.student, coalesce(lesson.date, a.date) as date, lesson.starts,
        coalesce(lesson.subject, a.subject, '') as subject, coalesce(lesson.cancelled, false) as cancelled,
        a.valid_minutes as "validMinutes", a.invalid_minutes as "invalidMinutes", a.reason,
        a.placed_on as "placedOn", a.dirty
      from source_attendance a
      left join source_lesson lesson on lesson.source_id = a.source_id and lesson.external_id = a.lesson_id
      where a.source_id = ${sourceId} and ${isOneOf('a.student', students)}
    ),
    days as (
      select student, date from jsonb_to_recordset(${json(days)}::jsonb) as said(student text, date date)
      union select student, date from told where dirty and date is not null
      union select student, "placedOn" from told where dirty and "placedOn" is not null
    )
    select told.* from told
    where told.dirty or (told.student, told.date) in (select student, date from days)
    order by told.student, told.date, told.starts, told."externalId"`.execute(db);
  return rows;
}

export type Announced = {
  externalId: string;
  student: string;
  from: LocalDate;
  to: LocalDate;
  facts: unknown;
  gone: boolean;
  dirty: boolean;
};

/** Absence that was announced for these students, what is deleted included. */
export async function announcedOf(
  db: Db,
  sourceId: string,
  students: readonly string[],
): Promise<Announced[]> {
  const { rows } = await sql<Announced>`
    select there.external_id as "externalId", edge.target as student, edge.from_date as "from",
      edge.to_date as "to", there.facts, there.gone, there.dirty
    from source_edge edge
    join source_entity there on there.source_id = edge.source_id and there.kind = 'absence'
      and there.external_id = edge.owner
    where edge.source_id = ${sourceId} and edge.kind = 'absenceOf' and ${isOneOf('edge.target', students)}
      and edge.from_date is not null and edge.to_date is not null
    order by 2, 3, 1`.execute(db);
  return rows;
}

/** What was announced for days that have come since is looked at again. */
export async function touchAnnounced(
  trx: Trx,
  sourceId: string,
  days: { since: LocalDate; today: LocalDate },
): Promise<void> {
  await sql`
    update source_entity set dirty = true
    where source_id = ${sourceId} and kind = 'absence' and not dirty and not gone and external_id in (
      select owner from source_edge
      where source_id = ${sourceId} and kind = 'absenceOf'
        and from_date <= ${days.today} and to_date > ${days.since})`.execute(trx);
}

/** Takes away what stood of these days and isn't among what the source says now. Answers whose row each was. */
export async function clearDays(
  trx: Trx,
  days: readonly { pupilId: string; date: LocalDate; keep: readonly string[] }[],
): Promise<PupilId[]> {
  if (days.length === 0) return [];
  const { rows } = await sql<{ pupilId: PupilId }>`
    delete from absence
    using jsonb_to_recordset(${json(days)}::jsonb) as said("pupilId" text, date date, keep jsonb)
    where absence.pupil_id = said."pupilId" and absence.date = said.date
      and not said.keep @> to_jsonb(absence.lesson)
    returning absence.pupil_id as "pupilId"`.execute(trx);
  return rows.map(({ pupilId }) => pupilId);
}

/** Notes where attendance was put; what couldn't be put is done with too, until something new is said of it. */
export async function markPlaced(
  trx: Trx,
  sourceId: string,
  placed: readonly { externalId: string; date: LocalDate | null }[],
): Promise<void> {
  await sql`
    update source_attendance set dirty = false, placed_on = said.date
    from jsonb_to_recordset(${json(placed)}::jsonb) as said("externalId" text, date date)
    where source_id = ${sourceId} and external_id = said."externalId"`.execute(trx);
}
