/** What an import brings is noted for the schools that it touched, in its own transaction: a look goes to those alone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImportMode } from '../../src/domain/import-rows.ts';
import { instant } from '../../src/domain/time.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { importFolder } from '../../src/imports/import-folder.ts';
import { areArrivalsSeen, arrivalsSeen, unseenArrivals } from '../../src/records/school-day/standings.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
const now = instant(Date.parse('2026-11-20T17:00:00+01:00'));

beforeAll(async () => {
  records = await freshDatabase();
  await importFolder(records.db, 'sample', { by: 'system' });
  await arrivalsSeen(records.db, await unseenArrivals(records.db), now);
});
afterAll(() => records.drop());

const [header = '', first = ''] = readFileSync('sample/franvaro.csv', 'utf8').split('\n');
const brings = (row: string, mode: ImportMode = 'all-or-nothing') =>
  importFile(records.db, {
    kind: 'absence',
    fileName: 'f.csv',
    content: Buffer.from(`${header}\n${row}\n`),
    mode,
    by: 'system',
  });
const schools = async () => (await unseenArrivals(records.db)).map(({ schoolUnit }) => schoolUnit);
/** The first row of the sample with other minutes. */
const changed = (minutes: number) => first.split(';').with(4, String(minutes)).join(';');

it('an import that changes nothing, or is not kept, brings nothing', async () => {
  await brings(first);
  await brings(changed(11), 'dry-run');
  await brings(`${changed(11)}\n${changed(-1)}`);
  expect(await schools()).toEqual([]);
});

it('one row is of one school, until a look has seen it', async () => {
  const { school_unit: school } = await records.db
    .selectFrom('pupil')
    .select('school_unit')
    .where('civic_no', '=', first.split(';')[0] ?? '')
    .executeTakeFirstOrThrow();
  await brings(changed(12));
  expect(await schools()).toEqual([school]);
  const seen = await unseenArrivals(records.db);
  // What comes while a look goes on is for the next one.
  await brings(changed(13));
  await arrivalsSeen(records.db, seen, now);
  expect(await areArrivalsSeen(records.db, seen)).toBe(true);
  expect(await schools()).toEqual([school]);
});
