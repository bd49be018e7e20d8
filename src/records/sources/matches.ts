/** Who of the municipality's own records an entity of a source is, and what stands there of them. */
import { sql } from 'kysely';
import type { PupilId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';
import { placeTimesAgain } from './told-time.ts';
import type { EntityKindKept } from './entities.ts';

export type DirtyEntity = { externalId: string; ourId: string | null; facts: unknown; gone: boolean };

/** The first entities of a kind that are still to be applied. */
export async function dirtyEntities(
  db: Db,
  sourceId: string,
  kind: EntityKindKept,
  limit: number,
): Promise<DirtyEntity[]> {
  return db
    .selectFrom('source_entity')
    .select(['external_id as externalId', 'our_id as ourId', 'facts', 'gone'])
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where('dirty', '=', true)
    .orderBy('external_id')
    .limit(limit)
    .execute();
}

/** All that is there of a kind. */
export async function entitiesOf(db: Db, sourceId: string, kind: EntityKindKept): Promise<DirtyEntity[]> {
  return db
    .selectFrom('source_entity')
    .select(['external_id as externalId', 'our_id as ourId', 'facts', 'gone'])
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where('gone', '=', false)
    .execute();
}

export async function markApplied(
  trx: Trx,
  sourceId: string,
  kind: EntityKindKept,
  ids: readonly string[],
): Promise<void> {
  await trx
    .updateTable('source_entity')
    .set({ dirty: false })
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where(isOneOf('external_id', ids))
    .execute();
}

export async function saveMatches(
  trx: Trx,
  sourceId: string,
  kind: EntityKindKept,
  matches: readonly { externalId: string; ourId: string }[],
): Promise<void> {
  if (matches.length === 0) return;
  await sql`
    update source_entity set our_id = said."ourId"
    from jsonb_to_recordset(${json(matches)}::jsonb) as said("externalId" text, "ourId" text)
    where source_id = ${sourceId} and kind = ${kind} and external_id = said."externalId"
      and our_id is distinct from said."ourId"`.execute(trx);
}

/**
 * What begins or ends with the passing of days needs no word from the source: persons with an enrolment, a membership
 * or a duty that began or ended after `since` are looked at again.
 */
export async function touchByDate(
  trx: Trx,
  sourceId: string,
  days: { since: LocalDate; today: LocalDate },
): Promise<void> {
  const { since, today } = days;
  await sql`
    with turned as (
      select * from source_edge
      where source_id = ${sourceId}
        and ((from_date > ${since} and from_date <= ${today}) or (to_date >= ${since} and to_date < ${today}))
    ),
    persons as (
      select owner as id from turned where kind in ('enrolment', 'responsible')
      union select target from turned where kind in ('member', 'dutyOf')
      union select duty.target from turned
        join source_edge duty on duty.source_id = turned.source_id and duty.kind = 'dutyOf'
          and duty.owner = case turned.kind when 'groupRole' then turned.target else turned.owner end
        where turned.kind in ('groupRole', 'dutyRole')
    )
    update source_entity set dirty = true
    where source_id = ${sourceId} and kind = 'person' and not dirty and external_id in (select id from persons)`.execute(
    trx,
  );
}

export type PupilOnRecord = {
  id: PupilId;
  civicNo: string;
  class: string;
  marking: 'none' | 'secrecy' | 'protectedRegistration';
  municipality: string;
  active: boolean;
};

/** Pupils by id or civic number; of two records that were made one, the one that goes on. */
export async function pupilsOnRecord(
  db: Db,
  by: { ids: readonly string[]; civicNos: readonly string[] },
): Promise<{ byId: Map<string, PupilOnRecord>; byCivicNo: Map<string, PupilOnRecord> }> {
  const { rows } = await sql<{ id: string; civicNo: string; pupil: PupilOnRecord }>`
    select asked.id, asked.civic_no as "civicNo", jsonb_build_object('id', p.id, 'civicNo', p.civic_no,
      'class', p.class, 'marking', p.security_marking, 'municipality', p.municipality_code,
      'active', p.active) as pupil
    from pupil asked
    join pupil p on p.id = coalesce(asked.merged_into, asked.id)
    where ${isOneOf('asked.id', by.ids)} or ${isOneOf('asked.civic_no', by.civicNos)}`.execute(db);
  return {
    byId: new Map(rows.map(({ id, pupil }) => [id, pupil])),
    byCivicNo: new Map(rows.map(({ civicNo, pupil }) => [civicNo, pupil])),
  };
}

/** A temporary number became a lasting one: the pupil stays who they are. */
export async function renumberPupil(
  trx: Trx,
  id: PupilId,
  to: { civicNo: string; birthDate: LocalDate },
): Promise<void> {
  await trx
    .updateTable('pupil')
    .set({ civic_no: to.civicNo, birth_date: to.birthDate })
    .where('id', '=', id)
    .execute();
}

/** Takes pupils out of the school: their rows and cases stay. Answers how many were there. */
export async function leaveSchool(
  trx: Trx,
  left: readonly { id: PupilId; on: LocalDate }[],
): Promise<number> {
  if (left.length === 0) return 0;
  const gone = await sql`
    update pupil set active = false, left_on = said."on", updated_at = now()
    from jsonb_to_recordset(${json(left)}::jsonb) as said(id text, "on" date)
    where pupil.id = said.id and pupil.active`.execute(trx);
  return Number(gone.numAffectedRows ?? 0);
}

/** Absence and time that were told of pupils before they were known are put now. */
export async function placeAbsenceOf(trx: Trx, sourceId: string, students: readonly string[]): Promise<void> {
  await trx
    .updateTable('source_attendance')
    .set({ dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf('student', students))
    .execute();
  await placeTimesAgain(trx, sourceId, 'student', students);
  await sql`
    update source_entity set dirty = true
    where source_id = ${sourceId} and kind = 'absence' and external_id in (select owner from source_edge
      where source_id = ${sourceId} and kind = 'absenceOf' and ${isOneOf('target', students)})`.execute(trx);
}

/** What the pupils' history names as the origin of this transaction's changes. */
export async function nameOrigin(trx: Trx, origin: string): Promise<void> {
  await sql`select set_config('bryggan.source', ${origin}, true)`.execute(trx);
}
