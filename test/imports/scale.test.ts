/** What a night's change touches: the rows that changed, and no others. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { absenceFile, pupilFile, schoolUnitFile } from '../../bench/large-town.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
beforeAll(async () => {
  records = await freshDatabase();
});
afterAll(() => records.drop());

const send = (content: AsyncIterable<Buffer>) =>
  importFile(records.db, { fileName: 'stor.csv', content, mode: 'good-rows', by: 'system' });

/** Rows that were written, changed or only locked by a later transaction. */
const touchedSince = async (table: 'pupil' | 'absence', xid: string): Promise<number> => {
  const { rows } = await sql<{ touched: number }>`
    select count(*)::integer as touched from ${sql.table(table)}
    where xmin::text::bigint > ${xid}::bigint or xmax::text::bigint > ${xid}::bigint`.execute(records.db);
  return rows[0]?.touched ?? 0;
};
const currentXid = async (): Promise<string> => {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(records.db);
  return rows[0]?.xid ?? '';
};

it('one row in a hundred changed is one in a hundred touched', async () => {
  const size = { pupils: 600, absencesAPupil: 5, changeEvery: null };
  const nightly = { ...size, changeEvery: 100 };
  await send(schoolUnitFile());
  expect(await send(pupilFile(size))).toMatchObject({ added: 600, badRows: 0 });
  expect(await send(absenceFile(size))).toMatchObject({ added: 3000, badRows: 0 });

  const before = await currentXid();
  expect(await send(pupilFile(nightly))).toMatchObject({ added: 0, changed: 6, unchanged: 594 });
  expect(await touchedSince('pupil', before)).toBe(6);
  expect(await send(absenceFile(nightly))).toMatchObject({ added: 0, changed: 30, unchanged: 2970 });
  expect(await touchedSince('absence', before)).toBe(30);
  const { rows } = await sql<{ kept: number }>`select count(*)::integer as kept from pupil_history`.execute(
    records.db,
  );
  expect(rows[0]?.kept).toBe(6);
});
