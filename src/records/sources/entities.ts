/** What a source said of its entities, kept so that a change of one can be put together with what the others said. */
import { sql } from 'kysely';
import type { LocalDate } from '../../domain/time.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';
import type { SourceTables } from './tables.ts';

export type EntityKindKept = SourceTables['source_entity']['kind'];

export type Edge = {
  kind: SourceTables['source_edge']['kind'];
  /** The other entity's id in the source. */
  target: string;
  word: string;
  from: LocalDate | null;
  to: LocalDate | null;
};

type Kept = { externalId: string; facts: unknown; edges: readonly Edge[] };

/** Which of the source's persons must be looked at again when an entity of a kind has changed. */
const touchedBy: Record<
  EntityKindKept,
  (sourceId: string, ids: readonly string[]) => ReturnType<typeof sql>
> = {
  person: (sourceId, ids) => sql`
    select owner from source_edge
    where source_id = ${sourceId} and kind = 'responsible' and ${isOneOf('target', ids)}`,
  organisation: (sourceId, ids) => sql`
    select owner from source_edge
    where source_id = ${sourceId} and kind = 'enrolment' and ${isOneOf('target', ids)}
    union
    select facts ->> 'person' from source_entity
    where source_id = ${sourceId} and kind = 'duty' and facts ->> 'at' = any(${[...ids]}::text[])`,
  duty: (sourceId, ids) => sql`
    select target from source_edge
    where source_id = ${sourceId} and kind = 'dutyOf' and ${isOneOf('owner', ids)}`,
  group: (sourceId, ids) => sql`
    select target from source_edge
    where source_id = ${sourceId} and kind = 'member' and ${isOneOf('owner', ids)}
    union
    select duty.target from source_edge role
    join source_edge duty on duty.source_id = role.source_id and duty.kind = 'dutyOf'
      and duty.owner = case role.kind when 'groupRole' then role.target else role.owner end
    where role.source_id = ${sourceId}
      and ((role.kind = 'groupRole' and role.owner = any(${[...ids]}::text[]))
        or (role.kind = 'dutyRole' and role.target = any(${[...ids]}::text[])))`,
  absence: (sourceId) => sql`select '' where ${sourceId} = ''`,
};

const touch = async (trx: Trx, sourceId: string, kind: EntityKindKept, ids: readonly string[]) => {
  if (ids.length === 0) return;
  await sql`
    update source_entity set dirty = true
    where source_id = ${sourceId} and kind = 'person' and not dirty
      and external_id in (${touchedBy[kind](sourceId, ids)})`.execute(trx);
};

/** Writes what differs from what was kept, and marks whom it touches. Answers how many differed. */
export async function keepEntities(
  trx: Trx,
  sourceId: string,
  kind: EntityKindKept,
  told: readonly Kept[],
): Promise<number> {
  // The last word on a page counts, should it name an entity twice.
  const byId = new Map(told.map((entity) => [entity.externalId, entity]));
  const rows = [...byId.values()].map(({ externalId, facts, edges }) => ({
    external_id: externalId,
    // The edges stand in the facts as well: a member more is a change of the group.
    facts: { ...Object(facts), edges },
  }));
  const { rows: written } = await sql<{ external_id: string }>`
    with said as (select * from jsonb_to_recordset(${json(rows)}::jsonb) as said(external_id text, facts jsonb)),
    differing as (
      select said.* from said
      left join source_entity there on there.source_id = ${sourceId} and there.kind = ${kind}
        and there.external_id = said.external_id
      where there.external_id is null or there.gone or there.facts <> said.facts
    )
    insert into source_entity (source_id, kind, external_id, facts)
    select ${sourceId}, ${kind}, external_id, facts from differing
    on conflict (source_id, kind, external_id)
      do update set facts = excluded.facts, dirty = true, gone = false
    returning external_id`.execute(trx);
  const changed = written.map(({ external_id }) => external_id);
  await touch(trx, sourceId, kind, changed);
  await replaceEdges(
    trx,
    sourceId,
    kind,
    changed.flatMap((id) => byId.get(id) ?? []),
  );
  await touch(trx, sourceId, kind, changed);
  return changed.length;
}

/** Each edge is owned by an entity of one kind. */
const ownedBy: Record<EntityKindKept, readonly Edge['kind'][]> = {
  organisation: [],
  person: ['enrolment', 'responsible'],
  duty: ['dutyOf', 'dutyRole'],
  group: ['member', 'groupRole'],
  absence: ['absenceOf'],
};

async function dropEdges(trx: Trx, sourceId: string, kind: EntityKindKept, owners: readonly string[]) {
  await trx
    .deleteFrom('source_edge')
    .where('source_id', '=', sourceId)
    .where(isOneOf('kind', ownedBy[kind]))
    .where(isOneOf('owner', owners))
    .execute();
}

async function replaceEdges(trx: Trx, sourceId: string, kind: EntityKindKept, kept: readonly Kept[]) {
  if (kept.length === 0 || ownedBy[kind].length === 0) return;
  await dropEdges(
    trx,
    sourceId,
    kind,
    kept.map(({ externalId }) => externalId),
  );
  const edges = kept.flatMap(({ externalId, edges: of }) =>
    of.map(({ kind: edgeKind, target, word, from, to }) => ({
      kind: edgeKind,
      owner: externalId,
      target,
      word,
      from_date: from,
      to_date: to,
    })),
  );
  await sql`
    insert into source_edge (source_id, kind, owner, target, word, from_date, to_date)
    select ${sourceId}, e.* from jsonb_to_recordset(${json(edges)}::jsonb)
      as e(kind text, owner text, target text, word text, from_date date, to_date date)`.execute(trx);
}

/** The source has deleted them: what followed from them is looked at again. Answers how many were known. */
export async function forgetEntities(
  trx: Trx,
  sourceId: string,
  kind: EntityKindKept,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  await touch(trx, sourceId, kind, ids);
  const gone = await trx
    .updateTable('source_entity')
    .set({ gone: true, dirty: true })
    .where('source_id', '=', sourceId)
    .where('kind', '=', kind)
    .where('gone', '=', false)
    .where(isOneOf('external_id', ids))
    .executeTakeFirst();
  // An announced absence still has to say whose days it no longer covers.
  if (kind !== 'absence') await dropEdges(trx, sourceId, kind, ids);
  return Number(gone.numUpdatedRows);
}
