/** What a suite of the records' tests is given: a database of its own on the server that it is run against. */
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import type { Db } from '../../../src/records/connect.ts';
import type { Database } from '../../../src/records/schema.ts';
import { freshDatabase, type FreshDatabase } from '../../setup/database.ts';

/** The server's URL; known once the test file's own set-up has run. */
export type Server = () => string;

/** A fresh database for the `describe` that calls it. `db()` is there from its first test on. */
export function useDatabase(server: Server): { db: () => FreshDatabase['db']; url: () => string } {
  let fresh: FreshDatabase | undefined;
  beforeAll(async () => {
    fresh = await freshDatabase(server());
  });
  afterAll(async () => {
    await fresh?.drop();
  });
  const made = () => {
    if (fresh === undefined) throw new Error('The database is there from the first test on.');
    return fresh;
  };
  return { db: () => made().db, url: () => made().url };
}

/** Makes what a command left look as if it had been left hours ago. */
export async function ageBy(
  db: Db,
  table: 'reservation' | 'content' | 'document' | 'consent_denial',
  hours: number,
): Promise<void> {
  const then = new Date(Date.now() - hours * 3_600_000);
  await db.updateTable(table).set({ created_at: then }).execute();
}

/** A whole table as its keepers see it, each column as text. */
export async function seenIn(db: Db, table: keyof Database): Promise<string> {
  const { rows } = await sql<{
    row: string;
  }>`select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(db);
  return rows.map(({ row }) => row).join('\n');
}
