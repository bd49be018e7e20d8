/**
 * Wraps keys of the records anew, under the ring's first, so that an older one can be taken out of it. What the keys seal is
 * untouched. Each batch is a whole: it can be broken off anywhere and begun again, beside everything that runs.
 */
import { type Db, inTransaction } from './connect.ts';
import { count } from './sql.ts';
import { Locked, rewrapperOf } from './vault.ts';

export type Rewrapped = {
  /** The ring's first key, which wraps all now but what is locked. */
  by: string;
  wrapped: number;
  /** Keys whose own ring key isn't in this ring, or that were changed: left as they are. */
  locked: { keyId: string; why: string }[];
};

/** Wraps every key that an older one wraps; `batch` at a time. Throws Locked where the connection carries no ring. */
export async function rewrapKeys(db: Db, batch = 500): Promise<Rewrapped> {
  const { current, rewrap } = await rewrapperOf(db);
  const done: Rewrapped = { by: current, wrapped: 0, locked: [] };
  let after = '';
  for (let last: string | null = ''; last !== null; after = last ?? after) {
    last = await inTransaction(db, async (trx) => {
      const rows = await trx
        .selectFrom('record_key')
        .select(['id as keyId', 'wrapped', 'ring_key as ringKey'])
        .where('ring_key', '<>', current)
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        // A key that is being destroyed isn't brought back.
        .forUpdate()
        .execute();
      for (const row of rows) {
        try {
          await trx
            .updateTable('record_key')
            .set(await rewrap(row))
            .where('id', '=', row.keyId)
            .execute();
          done.wrapped += 1;
        } catch (error) {
          if (!(error instanceof Locked)) throw error;
          done.locked.push({ keyId: row.keyId, why: error.message });
        }
      }
      return rows.at(-1)?.keyId ?? null;
    });
  }
  return done;
}

/** How many of the records' keys each key of the ring wraps, by its name; one that wraps none isn't here. */
export async function keysByRingKey(db: Db): Promise<{ ringKey: string; keys: number }[]> {
  return db
    .selectFrom('record_key')
    .select(['ring_key as ringKey', count.as('keys')])
    .groupBy('ring_key')
    .orderBy('ring_key')
    .execute();
}
