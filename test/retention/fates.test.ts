/** No table with something of a case, a pupil or a guardian in it is forgotten by a destruction. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fates } from '../../src/records/retention/fates.ts';
import { freshDatabase, type FreshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
beforeAll(async () => {
  records = await freshDatabase();
});
afterAll(() => records.drop());

const tables = async (where = sql`true`): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select distinct table_name as name from information_schema.columns natural join information_schema.tables
    where table_type = 'BASE TABLE' and table_schema = current_schema() and ${where}`.execute(records.db);
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('bryggan_migration'));
};

it('every table of the database has its fate', async () => {
  // Tries to sign in, under hashes of addresses, for an hour: no table of our own queries.
  const others = ['request_tally'];
  const untold = (await tables()).filter((name) => !Object.hasOwn(fates, name));
  expect(untold.filter((name) => !others.includes(name))).toEqual([]);
});

it('one with a case, a pupil or a guardian in it goes with them; what stays is said here by name', async () => {
  const named = await tables(sql`column_name in ('case_id', 'pupil_id', 'guardian_id')`);
  const staying = Object.entries(fates).flatMap(([name, fate]) => ('stays' in fate ? [name] : []));
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((name) => staying.includes(name)).sort()).toEqual([
    'audit',
    'destruction_item',
    'registry_entry',
  ]);
});
