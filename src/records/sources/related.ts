/** What a source says around some of its persons: groups, duties, roles, those responsible. */
import { sql } from 'kysely';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { isOneOf } from '../sql.ts';
import type { EntityKindKept } from './entities.ts';

/** An edge with the facts of the entity at its other end; null facts when the source never told of it. */
export type Related = {
  /** The person, or the duty for a role in a group. */
  of: string;
  other: string;
  word: string;
  from: LocalDate | null;
  to: LocalDate | null;
  facts: unknown;
};

export type Around = {
  /** Groups that the persons are members of. */
  memberships: Related[];
  /** The persons' guardians and others who are responsible. */
  responsibles: Related[];
  /** The persons' duties. */
  duties: Related[];
  /** Groups in which those duties have a role. */
  roles: Related[];
  /** Classes (Klass, Avdelning) of the members of the mentor groups among `roles`: group → names. */
  classesOf: Map<string, string[]>;
};

/** Edges of a kind from one side, with the entity on the other side. */
const edges = async (
  db: Db,
  sourceId: string,
  kind: string,
  side: 'owner' | 'target',
  ids: readonly string[],
  otherKind: EntityKindKept,
): Promise<Related[]> => {
  const far = side === 'owner' ? 'target' : 'owner';
  const { rows } = await sql<Related>`
    select ${sql.ref(`e.${side}`)} as "of", ${sql.ref(`e.${far}`)} as other, e.word,
      e.from_date as "from", e.to_date as "to", there.facts
    from source_edge e
    left join source_entity there on there.source_id = e.source_id and there.kind = ${otherKind}
      and there.external_id = ${sql.ref(`e.${far}`)} and not there.gone
    where e.source_id = ${sourceId} and e.kind = ${kind} and ${isOneOf(`e.${side}`, ids)}
    order by 1, 2, 3, 4`.execute(db);
  return rows;
};

/** Everything that the rows of these persons are made of. */
export async function around(db: Db, sourceId: string, personIds: readonly string[]): Promise<Around> {
  const memberships = await edges(db, sourceId, 'member', 'target', personIds, 'group');
  const responsibles = await edges(db, sourceId, 'responsible', 'owner', personIds, 'person');
  const duties = await edges(db, sourceId, 'dutyOf', 'target', personIds, 'duty');
  const dutyIds = duties.map(({ other }) => other);
  const roles = [
    ...(await edges(db, sourceId, 'groupRole', 'target', dutyIds, 'group')),
    ...(await edges(db, sourceId, 'dutyRole', 'owner', dutyIds, 'group')),
  ];
  const classesOf = await classesOfMembers(db, sourceId, [...new Set(roles.map(({ other }) => other))]);
  return { memberships, responsibles, duties, roles, classesOf };
}

async function classesOfMembers(
  db: Db,
  sourceId: string,
  groupIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ group_id: string; name: string }>`
    select distinct mine.owner as group_id, class.facts ->> 'name' as name
    from source_edge mine
    join source_edge theirs on theirs.source_id = mine.source_id and theirs.kind = 'member'
      and theirs.target = mine.target
    join source_entity class on class.source_id = mine.source_id and class.kind = 'group'
      and class.external_id = theirs.owner and not class.gone
      and class.facts ->> 'type' in ('Klass', 'Avdelning')
    where mine.source_id = ${sourceId} and mine.kind = 'member' and ${isOneOf('mine.owner', groupIds)}
      and class.facts ->> 'name' is not null
    order by 1, 2`.execute(db);
  const byGroup = new Map<string, string[]>();
  for (const { group_id, name } of rows) byGroup.set(group_id, [...(byGroup.get(group_id) ?? []), name]);
  return byGroup;
}
