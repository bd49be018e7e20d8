/**
 * Ways of working, by id and version. A version that is in use is never changed: a change is the next version, which
 * counts from a day. Of those that have begun to count the newest stands.
 */
import { sql } from 'kysely';
import { upgradePolicy } from '../domain/case/upgrade.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Policy, SchoolForm } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { policyAmong } from '../domain/presets.ts';
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
 * What a new case begins with on a day: the first of the municipality's policies that covers the school form, or the
 * first of all, which then refuses with its reason. A central team for the schools and a coordinator at the preschool
 * are two policies of one municipality. Null when none is chosen.
 */
export const policyFor = (db: Db, schoolForm: SchoolForm, on: LocalDate): Promise<Policy | null> =>
  policiesOf(db, on)(schoolForm);

/** `policyFor`, for many school forms in one piece of work: reads once. */
export type PolicyOf = (schoolForm: SchoolForm) => Promise<Policy | null>;

export const policiesOf = (db: Db, on: LocalDate): PolicyOf => {
  let read: Promise<Policy[]> | null = null;
  return async (schoolForm) => policyAmong(await (read ??= chosenPolicies(db, on)), schoolForm);
};

/** The municipality's policies in the order in which a new case is offered them, as they stand on a day. */
export async function chosenPolicies(db: Db, on: LocalDate): Promise<Policy[]> {
  const ids = (await readPolicyIds(db)) ?? [];
  const standing = new Map((await listPolicies(db, on)).map((policy) => [policy.id, policy]));
  return ids.flatMap((id) => standing.get(id) ?? []);
}

/** Each policy as it stands on a day, by id. */
export async function listPolicies(db: Db, on: LocalDate): Promise<Policy[]> {
  const rows = await db
    .selectFrom('policy')
    .distinctOn('id')
    .select('body')
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', on)]))
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => upgradePolicy(row.body));
}

/** One version as it was saved. */
export type PolicyVersion = {
  policy: Policy;
  /** The first day on which it counts; null is from the beginning. */
  validFrom: LocalDate | null;
  savedBy: PersonId | null;
  savedAt: Date | null;
};

/** A policy's versions, the newest first; empty when unknown. */
export async function policyVersions(db: Db, id: string): Promise<PolicyVersion[]> {
  const rows = await db
    .selectFrom('policy')
    .select(['body', 'valid_from as validFrom', 'saved_by as savedBy', 'saved_at as savedAt'])
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ body, ...saved }) => ({ policy: upgradePolicy(body), ...saved }));
}

/** The first day after `from`, until `until`, on which a version begins to count; null when none does. */
export async function policyChangeWithin(
  db: Db,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const { day } = await db
    .selectFrom('policy')
    .select((eb) => eb.fn.min('valid_from').as('day'))
    .where('valid_from', '>', from)
    .where('valid_from', '<=', until)
    .executeTakeFirstOrThrow();
  return day;
}

/** Keeps the next version (already checked by `checkPolicy`); false when its number was taken meanwhile. */
export async function savePolicyVersion(
  db: Db,
  { policy, validFrom, savedBy, savedAt }: { [K in keyof PolicyVersion]: NonNullable<PolicyVersion[K]> },
): Promise<boolean> {
  const added = await db
    .insertInto('policy')
    .values({
      id: policy.id,
      version: policy.version,
      body: json(policy),
      valid_from: validFrom,
      saved_by: savedBy,
      saved_at: savedAt,
    })
    .onConflict((oc) => oc.columns(['id', 'version']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
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
