/** An import whose records go away under it: nothing is kept, it's told, and the same file again gives all rows. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { absenceFile, pupilFile, schoolUnitFile } from '../../bench/large-town.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { connectRecords } from '../../src/records/connect.ts';
import { findImport } from '../../src/records/imports.ts';
import { count } from '../../src/records/sql.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
const size = { pupils: 200, absencesAPupil: 20, changeEvery: null };
const rows = size.pupils * size.absencesAPupil;

beforeAll(async () => {
  records = await freshDatabase();
  await send(schoolUnitFile());
  await send(pupilFile(size));
});
afterAll(() => records.drop());

const send = (content: AsyncIterable<Buffer>, id?: string) =>
  importFile(records.db, {
    fileName: 'stor.csv',
    content,
    mode: 'good-rows',
    by: 'system',
    ...(id === undefined ? {} : { id }),
  });

/** A file in whose middle every other connection to the records is ended by the server. */
async function* cutOff(): AsyncGenerator<Buffer> {
  let piece = 0;
  for await (const part of absenceFile(size)) {
    piece += 1;
    if (piece === 5) {
      const other = connectRecords(records.url);
      const inImport = sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`;
      while ((await inImport.execute(other.db)).rows.length === 0)
        await sql`select pg_sleep(0.01)`.execute(other.db);
      await sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
      await other.close();
    }
    yield part;
  }
}

it('keeps nothing, says that it was broken off, and the process lives on', async () => {
  await expect(send(cutOff(), 'cut')).rejects.toThrow();
  expect(await findImport(records.db, 'cut')).toMatchObject({ status: 'interrupted', added: 0 });
  const kept = await records.db.selectFrom('absence').select(count.as('rows')).executeTakeFirstOrThrow();
  expect(kept.rows).toBe(0);
  expect(await send(absenceFile(size))).toMatchObject({ status: 'applied', added: rows, badRows: 0 });
});
