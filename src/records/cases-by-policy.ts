/** Which running cases follow which version of a policy. */
import { sql } from 'kysely';
import type { CaseId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

export type CaseByPolicy = { id: CaseId; number: string; version: number };

/** Cases that haven't ended and follow an older version than this, by number. */
export async function casesWithOlderPolicy(
  db: Db,
  { id, version }: { id: string; version: number },
): Promise<CaseByPolicy[]> {
  const policyVersion = sql<number>`(state -> 'policy' ->> 'version')::integer`;
  return db
    .selectFrom('case_file')
    .select(['id', 'number', policyVersion.as('version')])
    .where('phase', '<>', 'ended')
    .where(sql<boolean>`state -> 'policy' ->> 'id' = ${id}`)
    .where(sql<boolean>`${policyVersion} < ${version}`)
    .orderBy('number')
    .execute();
}
