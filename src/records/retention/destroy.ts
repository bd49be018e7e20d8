/** Counts and destroys what the list of tables says goes with a case. */
import { sql } from 'kysely';
import { type Db, inTransaction } from '../connect.ts';
import type { Doomed } from './doomed.ts';
import { fates } from './fates.ts';
import type { RowCounts } from './tables.ts';

const going = Object.entries(fates).flatMap(([table, fate]) =>
  'goes' in fate ? [{ table, goes: fate.goes }] : [],
);

/** How many rows of each table go; those of which none do are left out. Changes nothing. */
export async function countDoomed(db: Db, doomed: Doomed): Promise<RowCounts> {
  const counted: [string, number][] = [];
  for (const { table, goes } of going) {
    const { rows } = await sql<{ rows: number }>`
      select count(*)::integer as rows from ${sql.table(table)} where ${goes(doomed)}`.execute(db);
    counted.push([table, rows[0]?.rows ?? 0]);
  }
  return withoutNone(counted);
}

/**
 * Deletes it all in one transaction, and tells how many rows it was: the same as `countDoomed` a moment before, but for
 * what went by a row that it belonged to. Doing it again deletes what is there again.
 */
export function destroyDoomed(db: Db, doomed: Doomed): Promise<RowCounts> {
  return inTransaction(db, async (trx) => {
    const counts = await countDoomed(trx, doomed);
    for (const { table, goes } of going) {
      await sql`delete from ${sql.table(table)} where ${goes(doomed)}`.execute(trx);
    }
    await forgetInReviews(trx, doomed);
    await sql`update deputyship set case_ids = array_remove(case_ids, ${doomed.caseId})
      where ${doomed.caseId} = any(case_ids)`.execute(trx);
    // Months that are over keep the figures that they had: what was destroyed was among them.
    await sql`delete from absence_month_due where noted_by = pg_current_xact_id()`.execute(trx);
    return counts;
  });
}

/** A class's look at its pupils stays; who was seen in it goes. */
const forgetInReviews = (db: Db, { pupilIds }: Doomed) =>
  sql`update school_duty set how = jsonb_set(how, '{seen}', (how -> 'seen') - ${[...pupilIds]}::text[])
    where how -> 'seen' ?| ${[...pupilIds]}::text[]`.execute(db);

const withoutNone = (counted: readonly [string, number][]): RowCounts =>
  Object.fromEntries(counted.filter(([, rows]) => rows > 0));

/** What still names the case or its people: the tables, of those of which it goes. Empty when all of it is gone. */
export const tablesLeft = async (db: Db, doomed: Doomed): Promise<string[]> =>
  Object.keys(await countDoomed(db, doomed));
