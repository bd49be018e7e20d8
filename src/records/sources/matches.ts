/** Who of the municipality's own records an entity of a source is, and what stands there of them. */
import { sql } from 'kysely';
import type { PersonId, PupilId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';
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
  const { rows } = await sql<PupilOnRecord & { askedId: string; askedCivicNo: string }>`
    select asked.id as "askedId", asked.civic_no as "askedCivicNo", p.id, p.civic_no as "civicNo", p.class,
      p.security_marking as marking, p.municipality_code as municipality, p.active
    from pupil asked
    join pupil p on p.id = coalesce(asked.merged_into, asked.id)
    where ${isOneOf('asked.id', by.ids)} or ${isOneOf('asked.civic_no', by.civicNos)}`.execute(db);
  return {
    byId: new Map(rows.map(({ askedId, askedCivicNo: _, ...pupil }) => [askedId, pupil])),
    byCivicNo: new Map(rows.map(({ askedCivicNo, askedId: _, ...pupil }) => [askedCivicNo, pupil])),
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

/** Absence that was told of pupils before they were known is put now. */
export async function placeAbsenceOf(trx: Trx, sourceId: string, students: readonly string[]): Promise<void> {
  await trx
    .updateTable('source_attendance')
    .set({ dirty: true })
    .where('source_id', '=', sourceId)
    .where(isOneOf('student', students))
    .execute();
  await sql`
    update source_entity set dirty = true
    where source_id = ${sourceId} and kind = 'absence' and external_id in (select owner from source_edge
      where source_id = ${sourceId} and kind = 'absenceOf' and ${isOneOf('target', students)})`.execute(trx);
}

export type StaffTold = {
  externalId: string;
  ourId: string | null;
  eppn: string | null;
  email: string | null;
};

/**
 * Who on the staff they are: as matched before, else by id, by eduPersonPrincipalName, or by a mail address that one
 * active person alone has. Those who are none of them get the source's own id.
 */
export async function matchStaff(db: Db, told: readonly StaffTold[]): Promise<Map<string, PersonId>> {
  const { rows } = await sql<{ externalId: string; id: string | null }>`
    select said."externalId", coalesce(
      (select id from person where id = said."ourId"),
      (select id from person where id = said."externalId"),
      (select id from person where eppn = said.eppn),
      (select min(id) from person where active and lower(email) = lower(said.email) having count(*) = 1)
    ) as id
    from jsonb_to_recordset(${json(told)}::jsonb)
      as said("externalId" text, "ourId" text, eppn text, email text)`.execute(db);
  return new Map(rows.map(({ externalId, id }) => [externalId, id ?? externalId]));
}

/** Writes who they are, before their roles. An eppn that another person has stays theirs. */
export async function saveStaff(
  trx: Trx,
  people: readonly {
    id: PersonId;
    givenName: string;
    familyName: string;
    email: string | null;
    eppn: string | null;
  }[],
): Promise<void> {
  await sql`
    insert into person as there (id, given_name, family_name, email, active)
    select id, "givenName", "familyName", email, true
    from jsonb_to_recordset(${json(people)}::jsonb) as said(id text, "givenName" text, "familyName" text, email text)
    on conflict (id) do update
      set given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email, active = true
      where (there.given_name, there.family_name, there.email, there.active)
        is distinct from (excluded.given_name, excluded.family_name, excluded.email, true)`.execute(trx);
  await sql`
    update person set eppn = said.eppn
    from jsonb_to_recordset(${json(people)}::jsonb) as said(id text, eppn text)
    where person.id = said.id and said.eppn is not null and person.eppn is distinct from said.eppn
      and not exists (select from person other where other.eppn = said.eppn and other.id <> said.id)`.execute(
    trx,
  );
}

/** Their last duty has ended: they are of the staff no more, unless a role was given to them otherwise. */
export async function leaveStaff(trx: Trx, ids: readonly PersonId[]): Promise<void> {
  await sql`
    update person set active = false
    where active and ${isOneOf('id', ids)} and not exists (select from person_role where person_id = person.id)`.execute(
    trx,
  );
}

/** Those of the ids that are on the staff's list. */
export async function staffAmong(db: Db, ids: readonly string[]): Promise<Set<PersonId>> {
  const rows = await db.selectFrom('person').select('id').where(isOneOf('id', ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** What the pupils' history names as the origin of this transaction's changes. */
export async function nameOrigin(trx: Trx, origin: string): Promise<void> {
  await sql`select set_config('bryggan.source', ${origin}, true)`.execute(trx);
}
