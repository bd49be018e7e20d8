/** Lessons and the absence from them, as a source told of them. Attended lessons leave no row. */
import { sql } from 'kysely';
import type { LocalDate } from '../../domain/time.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';
import { dropTimes, settleTimes, placeTimesAgain } from './told-time.ts';

export type Lesson = {
  externalId: string;
  date: LocalDate;
  /** On the wall clock, `08:20`. */
  starts: string;
  subject: string;
  cancelled: boolean;
};

/** Writes lessons that are new or differ; absence from a lesson that was moved or called off is placed again. */
export async function keepLessons(trx: Trx, sourceId: string, told: readonly Lesson[]): Promise<number> {
  const rows = [...new Map(told.map((lesson) => [lesson.externalId, lesson])).values()];
  const { rows: written } = await sql<{ external_id: string }>`
    insert into source_lesson as there (source_id, external_id, date, starts, subject, cancelled)
    select ${sourceId}, said."externalId", said.date, said.starts, said.subject, said.cancelled
    from jsonb_to_recordset(${json(rows)}::jsonb)
      as said("externalId" text, date date, starts text, subject text, cancelled boolean)
    on conflict (source_id, external_id) do update
      set date = excluded.date, starts = excluded.starts, subject = excluded.subject, cancelled = excluded.cancelled
      where (there.date, there.starts, there.subject, there.cancelled)
        is distinct from (excluded.date, excluded.starts, excluded.subject, excluded.cancelled)
    returning external_id`.execute(trx);
  const changed = written.map(({ external_id }) => external_id);
  await placeAgain(trx, sourceId, changed);
  return changed.length;
}

const placeAgain = async (trx: Trx, sourceId: string, lessonIds: readonly string[]) => {
  if (lessonIds.length === 0) return;
  await trx
    .updateTable('source_attendance')
    .set({ dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf('lesson_id', lessonIds))
    .execute();
  await placeTimesAgain(trx, sourceId, 'lesson_id', lessonIds);
};

/** The lessons are deleted at the source: nobody was away from them. */
export async function cancelLessons(trx: Trx, sourceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numUpdatedRows } = await trx
    .updateTable('source_lesson')
    .set({ cancelled: true })
    .where('source_id', '=', sourceId)
    .where('cancelled', '=', false)
    .where(isOneOf('external_id', ids))
    .executeTakeFirst();
  await placeAgain(trx, sourceId, ids);
  return Number(numUpdatedRows);
}

/** Those of the lessons that the source hasn't told of yet. */
export async function unknownLessons(trx: Trx, sourceId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct wanted.id from unnest(${[...ids]}::text[]) as wanted(id)
    where not exists (select from source_lesson
      where source_id = ${sourceId} and external_id = wanted.id)
    order by 1`.execute(trx);
  return rows.map(({ id }) => id);
}

export type Attendance = {
  externalId: string;
  student: string;
  /** Null for aggregated attendance, which has a day and a subject of its own. */
  lessonId: string | null;
  date: LocalDate | null;
  subject: string | null;
  validMinutes: number;
  invalidMinutes: number;
  reason: string | null;
};

const factColumns = ['student', 'lesson_id', 'date', 'subject', 'valid_minutes', 'invalid_minutes', 'reason'];
const facts = (alias: string) => sql.join(factColumns.map((name) => sql.ref(`${alias}.${name}`)));

/**
 * Writes absence that is new or differs. A lesson that was attended is kept only where absence stood before, or
 * where absence was announced for the day: the lesson then has the last word.
 */
export async function keepAttendances(
  trx: Trx,
  sourceId: string,
  runId: string,
  told: readonly Attendance[],
): Promise<number> {
  const rows = [...new Map(told.map((one) => [one.externalId, one])).values()];
  const { rows: written } = await sql<{ dirty: boolean }>`
    insert into source_attendance as there (source_id, external_id, student, lesson_id, date, subject,
      valid_minutes, invalid_minutes, reason, run_id)
    select ${sourceId}, said."externalId", said.student, said."lessonId", said.date, said.subject,
      said."validMinutes", said."invalidMinutes", said.reason, ${runId}
    from jsonb_to_recordset(${json(rows)}::jsonb) as said("externalId" text, student text, "lessonId" text,
      date date, subject text, "validMinutes" integer, "invalidMinutes" integer, reason text)
    where said."validMinutes" <> 0 or said."invalidMinutes" <> 0
      or exists (select from source_attendance before
        where before.source_id = ${sourceId} and before.external_id = said."externalId")
      or exists (select from source_edge announced
        left join source_lesson lesson on lesson.source_id = ${sourceId} and lesson.external_id = said."lessonId"
        where announced.source_id = ${sourceId} and announced.kind = 'absenceOf'
          and announced.target = said.student
          and coalesce(lesson.date, said.date) between announced.from_date and announced.to_date)
    on conflict (source_id, external_id) do update
      set student = excluded.student, lesson_id = excluded.lesson_id, date = excluded.date,
        subject = excluded.subject, valid_minutes = excluded.valid_minutes,
        invalid_minutes = excluded.invalid_minutes, reason = excluded.reason, run_id = excluded.run_id,
        dirty = there.dirty or (${facts('there')}) is distinct from (${facts('excluded')})
      where there.date is not null or (${facts('there')}) is distinct from (${facts('excluded')})
    returning dirty`.execute(trx);
  return written.filter(({ dirty }) => dirty).length;
}

/** Deleted at the source. */
export async function clearAttendances(trx: Trx, sourceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await dropTimes(trx, sourceId, ids);
  const { numUpdatedRows } = await trx
    .updateTable('source_attendance')
    .set({ valid_minutes: 0, invalid_minutes: 0, dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf('external_id', ids))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** A day of aggregated attendance was read whole: what this run didn't tell of is absence, and time, no more. */
export async function settleDay(trx: Trx, sourceId: string, runId: string, day: LocalDate): Promise<void> {
  await settleTimes(trx, sourceId, runId, day);
  await sql`
    update source_attendance set valid_minutes = 0, invalid_minutes = 0, dirty = true
    where source_id = ${sourceId} and date = ${day} and run_id <> ${runId}
      and (valid_minutes <> 0 or invalid_minutes <> 0)`.execute(trx);
}
