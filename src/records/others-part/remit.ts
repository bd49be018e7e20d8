/** The municipality's own versions of the coordinator's remit. */
import { sql } from 'kysely';
import type { PersonId } from '../../domain/ids.ts';
import type { Remit } from '../../domain/remit/remit.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { json } from '../sql.ts';

export type RemitVersion = { version: number; remit: Remit; on: LocalDate };

/** The newest version, or that one; null where there is none. */
export async function findRemit(db: Db, version: number | null): Promise<RemitVersion | null> {
  let query = db.selectFrom('remit').select(['version', 'body as remit', 'created_on as on']);
  if (version !== null) query = query.where('version', '=', version);
  return (await query.orderBy('version', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Keeps a new version and gives its number: one more than the newest. */
export function saveRemit(db: Db, remit: Remit, by: PersonId, on: LocalDate): Promise<number> {
  return inTransaction(db, async (trx) => {
    // Two who write at the same time get two numbers.
    await sql`lock table remit in share row exclusive mode`.execute(trx);
    const newest = await findRemit(trx, null);
    const version = (newest?.version ?? 0) + 1;
    await trx
      .insertInto('remit')
      .values({ version, body: json(remit), created_by: by, created_on: on })
      .execute();
    return version;
  });
}
