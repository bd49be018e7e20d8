/** Ways of working, by id and version. A version that is in use is never changed: a change is the next version. */
import { sql } from 'kysely';
import { upgradePolicy } from '../domain/case/upgrade.ts';
import type { Policy, SchoolForm } from '../domain/policy.ts';
import { type Db, inTransaction } from './connect.ts';
import { readPolicyIds } from './settings.ts';
import { json } from './sql.ts';

/** One policy: the version asked for, or the newest; null when unknown. */
export async function findPolicy(db: Db, id: string, version?: number): Promise<Policy | null> {
  let query = db.selectFrom('policy').select('body').where('id', '=', id).orderBy('version', 'desc');
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : upgradePolicy(row.body);
}

/**
 * What a new case begins with: the first of the municipality's policies that covers the school form, or the first of
 * all, which then refuses with its reason. A central team for the schools and a coordinator at the preschool are two
 * policies of one municipality. Null when none is chosen.
 */
export const policyFor = (db: Db, schoolForm: SchoolForm): Promise<Policy | null> =>
  policiesOf(db)(schoolForm);

/** `policyFor`, for many school forms in one piece of work: reads once. */
export type PolicyOf = (schoolForm: SchoolForm) => Promise<Policy | null>;

export const policiesOf = (db: Db): PolicyOf => {
  let read: Promise<Policy[]> | null = null;
  return async (schoolForm) => {
    const policies = await (read ??= chosenPolicies(db));
    return policies.find((policy) => policy.start.schoolForms.includes(schoolForm)) ?? policies[0] ?? null;
  };
};

/** The municipality's policies in the order in which a new case is offered them, the newest version of each. */
export async function chosenPolicies(db: Db): Promise<Policy[]> {
  const ids = (await readPolicyIds(db)) ?? [];
  const newest = new Map((await listPolicies(db)).map((policy) => [policy.id, policy]));
  return ids.flatMap((id) => newest.get(id) ?? []);
}

/** The newest version of each policy, by id. */
export async function listPolicies(db: Db): Promise<Policy[]> {
  const rows = await db
    .selectFrom('policy')
    .distinctOn('id')
    .select('body')
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => upgradePolicy(row.body));
}

/**
 * Keeps a policy (already checked by `checkPolicy`). What was kept under this id and version stays as it is; the
 * answer tells whether it's the same.
 */
export function savePolicy(db: Db, policy: Policy): Promise<'saved' | 'same' | 'differs'> {
  return inTransaction(db, async (trx) => {
    const added = await trx
      .insertInto('policy')
      .values({ id: policy.id, version: policy.version, body: json(policy) })
      .onConflict((oc) => oc.columns(['id', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added !== undefined) return 'saved';
    const same = await trx
      .selectFrom('policy')
      .select('id')
      .where('id', '=', policy.id)
      .where('version', '=', policy.version)
      .where(sql<boolean>`body = ${json(policy)}::jsonb`)
      .executeTakeFirst();
    return same === undefined ? 'differs' : 'same';
  });
}
