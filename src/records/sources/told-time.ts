/**
 * Time as a source tells of it, one row for each lesson or activity of a pupil, attended ones too: only all of a day's
 * parts together say how long it was. Kept for as long as teachers correct themselves; the days stay.
 */
import { sql } from 'kysely';
import type { GivenDay } from '../../domain/absence-figures.ts';
import type { PupilId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { ToldTime } from '../../domain/told-time.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';

/** One part of a pupil's day; `lessonId` null and a `date` for an activity's sums. */
export type TimePart = ToldTime & {
  externalId: string;
  student: string;
  lessonId: string | null;
  date: LocalDate | null;
};

/**
 * Keeps parts that are new or differ; those of a lesson before `from` are past correction. The same page again changes
 * nothing. Activities are held until their day was read whole (`settleTimes`): half a day's sums are no day.
 */
export async function keepTimes(
  trx: Trx,
  sourceId: string,
  runId: string,
  from: LocalDate,
  told: readonly TimePart[],
): Promise<void> {
  const rows = [...new Map(told.map((one) => [one.externalId, one])).values()];
  const facts = (alias: string) =>
    sql.join(
      ['student', 'lesson_id', 'date', 'offered_minutes', 'reported_minutes'].map((name) =>
        sql.ref(`${alias}.${name}`),
      ),
    );
  const differs = sql`(there.gone or (${facts('there')}) is distinct from (${facts('excluded')}))`;
  await sql`
    insert into source_time as there
      (source_id, external_id, student, lesson_id, date, offered_minutes, reported_minutes, run_id,
      held)
    select ${sourceId}, said."externalId", said.student, said."lessonId", said.date, said.offered, said.reported,
      ${runId}, said.date is not null
    from jsonb_to_recordset(${json(rows)}::jsonb) as said("externalId" text, student text, "lessonId" text,
      date date, offered integer, reported integer)
    left join source_lesson lesson on lesson.source_id = ${sourceId} and lesson.external_id = said."lessonId"
    where coalesce(said.date, lesson.date, ${from}) >= ${from}
    on conflict (source_id, external_id) do update
      set student = excluded.student, lesson_id = excluded.lesson_id, date = excluded.date,
        offered_minutes = excluded.offered_minutes, reported_minutes = excluded.reported_minutes,
        run_id = excluded.run_id, gone = false,
        held = excluded.held and (there.held or ${differs}), dirty = there.dirty or ${differs}
      where there.date is not null or ${differs}`.execute(trx);
}

/** Deleted at the source: no part of any day. */
export async function dropTimes(trx: Trx, sourceId: string, ids: readonly string[]): Promise<void> {
  await trx
    .updateTable('source_time')
    .set({ gone: true, dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf('external_id', ids))
    .execute();
}

/** A day was read whole: its activities may be put together, and those of which this run didn't tell are gone. */
export async function settleTimes(trx: Trx, sourceId: string, runId: string, day: LocalDate): Promise<void> {
  await trx
    .updateTable('source_time')
    .set({ gone: true, dirty: true })
    .where('source_id', '=', sourceId)
    .where('date', '=', day)
    .where('run_id', '<>', runId)
    .where('gone', '=', false)
    .execute();
  await trx
    .updateTable('source_time')
    .set({ held: false })
    .where('source_id', '=', sourceId)
    .where('date', '=', day)
    .where('held', '=', true)
    .execute();
}

/** Days are put when they are over; those before `from` stay as they were put. */
export type TimeDays = { from: LocalDate; today: LocalDate };

const readyPart = (sourceId: string, { today }: TimeDays) => sql`
  select part.student, part.external_id, part.placed_on, coalesce(lesson.date, part.date) as date
  from source_time part
  left join source_lesson lesson on lesson.source_id = part.source_id and lesson.external_id = part.lesson_id
  where part.source_id = ${sourceId} and part.dirty and not part.held
    and coalesce(coalesce(lesson.date, part.date) < ${today}, true)`;

/** Students of whose days a part is new, at most `limit` of them. */
export async function studentsWithNewTime(
  trx: Trx,
  sourceId: string,
  days: TimeDays,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ student: string }>`
    select distinct student from (${readyPart(sourceId, days)}) ready order by 1 limit ${limit}`.execute(trx);
  return rows.map(({ student }) => student);
}

export type StudentDay = { student: string; date: LocalDate; parts: ToldTime[] };

/** Each day of theirs that has a new part, or had one, with all the parts that are known of it. */
export async function daysWithNewTime(
  trx: Trx,
  sourceId: string,
  days: TimeDays,
  students: readonly string[],
): Promise<StudentDay[]> {
  const { rows } = await sql<StudentDay>`
    with ready as (${readyPart(sourceId, days)} and ${isOneOf('part.student', students)}),
    touched as (
      select student, date from ready where date is not null
      union select student, placed_on from ready where placed_on is not null
    )
    select touched.student, touched.date, coalesce(known.parts, '[]') as parts
    from touched
    left join lateral (
      select json_agg(json_build_object('offered', part.offered_minutes, 'reported', part.reported_minutes)) as parts
      from source_time part
      left join source_lesson lesson on lesson.source_id = part.source_id and lesson.external_id = part.lesson_id
      where part.source_id = ${sourceId} and part.student = touched.student and not part.gone
        and coalesce(lesson.date, part.date) = touched.date and not coalesce(lesson.cancelled, false)
    ) known on true
    where touched.date >= ${days.from} and touched.date < ${days.today}
    order by 1, 2`.execute(trx);
  return rows;
}

/** The parts are put: those that are gone leave, the others remember on which day they were put. */
export async function markTimesPlaced(
  trx: Trx,
  sourceId: string,
  days: TimeDays,
  students: readonly string[],
): Promise<void> {
  await sql`
    with ready as (${readyPart(sourceId, days)} and ${isOneOf('part.student', students)}),
    left_over as (
      delete from source_time there using ready
      where there.source_id = ${sourceId} and there.external_id = ready.external_id and there.gone
    )
    update source_time there set dirty = false, placed_on = ready.date from ready
    where there.source_id = ${sourceId} and there.external_id = ready.external_id and not there.gone`.execute(
    trx,
  );
}

/** Lessons that were moved or called off, and pupils who became known: their days are put together again. */
export async function placeTimesAgain(
  trx: Trx,
  sourceId: string,
  column: 'lesson_id' | 'student',
  ids: readonly string[],
): Promise<void> {
  await trx
    .updateTable('source_time')
    .set({ dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf(column, ids))
    .execute();
}

/** Writes a pupil's days; `null` takes back what stood. Answers whose days each row was that changed. */
export async function saveDayTimes(
  trx: Trx,
  told: readonly { pupilId: string; date: LocalDate; time: Omit<GivenDay, 'date'> | null }[],
): Promise<{ changed: PupilId[]; removed: PupilId[] }> {
  const rows = told.map(({ pupilId, date, time }) => ({ pupilId, date, ...time }));
  const said = sql`jsonb_to_recordset(${json(rows)}::jsonb)
    as said("pupilId" text, date date, offered integer, reported integer)`;
  const written = await sql<{ pupilId: PupilId }>`
    insert into absence_offered as there (pupil_id, date, offered_minutes, reported_minutes)
    select distinct on (said."pupilId", said.date) said."pupilId", said.date, said.offered, said.reported
    from ${said} where said.offered is not null or said.reported is not null
    on conflict (pupil_id, date) do update
      set offered_minutes = excluded.offered_minutes, reported_minutes = excluded.reported_minutes
      where (there.offered_minutes, there.reported_minutes)
        is distinct from (excluded.offered_minutes, excluded.reported_minutes)
    returning there.pupil_id as "pupilId"`.execute(trx);
  const gone = await sql<{ pupilId: PupilId }>`
    delete from absence_offered there using ${said}
    where there.pupil_id = said."pupilId" and there.date = said.date
      and said.offered is null and said.reported is null
    returning there.pupil_id as "pupilId"`.execute(trx);
  const idsOf = (rows: readonly { pupilId: PupilId }[]) => rows.map(({ pupilId }) => pupilId);
  return { changed: idsOf(written.rows), removed: idsOf(gone.rows) };
}
