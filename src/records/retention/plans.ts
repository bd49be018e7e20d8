/** The municipality's retention plan: each saving a version, the newest in force. */
import { sql } from 'kysely';
import type { PersonId } from '../../domain/ids.ts';
import type { RetentionPlan } from '../../domain/retention/rules.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { json } from '../sql.ts';

export type PlanVersion = { version: number; plan: RetentionPlan; savedBy: PersonId; savedOn: LocalDate };

/** The newest, or that version; null where there is none. */
export async function findRetentionPlan(db: Db, version: number | null): Promise<PlanVersion | null> {
  let query = db
    .selectFrom('retention_plan')
    .select(['version', 'body as plan', 'saved_by as savedBy', 'saved_on as savedOn']);
  if (version !== null) query = query.where('version', '=', version);
  return (await query.orderBy('version', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Keeps a new version and gives its number: one more than the newest. */
export function saveRetentionPlan(db: Db, plan: RetentionPlan, by: PersonId, on: LocalDate): Promise<number> {
  return inTransaction(db, async (trx) => {
    // Two who write at the same time get two numbers.
    await sql`lock table retention_plan in share row exclusive mode`.execute(trx);
    const newest = await findRetentionPlan(trx, null);
    const version = (newest?.version ?? 0) + 1;
    await trx
      .insertInto('retention_plan')
      .values({ version, body: json(plan), saved_by: by, saved_on: on })
      .execute();
    return version;
  });
}
