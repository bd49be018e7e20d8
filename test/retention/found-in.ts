/** Where words are found: every table of a database, each row as text. */
import { sql } from 'kysely';
import type { Db } from '../../src/records/connect.ts';

const tablesOf = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`.execute(db);
  return rows.map(({ name }) => name);
};

/** The tables in which a word stands, by word; words that stand nowhere are left out. */
export async function foundIn(db: Db, words: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of await tablesOf(db)) {
    const { rows } = await sql<{ word: string }>`
      select looked.sought as word from unnest(${[...words]}::text[]) looked (sought)
      where exists (select from ${sql.table(name)} t where strpos(to_jsonb(t)::text, looked.sought) > 0)`.execute(
      db,
    );
    for (const { word } of rows) (found[word] ??= []).push(name);
  }
  return found;
}

/** Every row of every table, as a dump holds it. */
export async function backUp(db: Db): Promise<Map<string, string>> {
  const tables = new Map<string, string>();
  for (const name of await tablesOf(db)) {
    const { rows } = await sql<{ rows: string }>`
      select coalesce(json_agg(t), '[]')::text as rows from ${sql.table(name)} t`.execute(db);
    tables.set(name, rows[0]?.rows ?? '[]');
  }
  return tables;
}

/** Puts the rows back into a database of the same shape, which is emptied first; as a restore does, without triggers. */
export const restore = (db: Db, tables: ReadonlyMap<string, string>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    for (const [name, rows] of tables) {
      await sql`delete from ${sql.table(name)}`.execute(trx);
      await sql`insert into ${sql.table(name)} overriding system value
        select * from json_populate_recordset(null::${sql.table(name)}, ${rows}::json)`.execute(trx);
    }
  });
