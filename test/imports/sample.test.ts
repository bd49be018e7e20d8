/** The sample municipality, by the import that users have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../src/imports/import-folder.ts';
import type { ImportReport } from '../../src/imports/report.ts';
import { count } from '../../src/records/sql.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
let first: ImportReport[];
let firstMs: number;

beforeAll(async () => {
  records = await freshDatabase();
  const before = performance.now();
  first = await importFolder(records.db, 'sample', { by: 'system' });
  firstMs = performance.now() - before;
});
afterAll(() => records.drop());

const rowsIn = async (
  table: 'pupil' | 'guardian' | 'guardianship' | 'person' | 'person_role' | 'absence' | 'import_run',
) => (await records.db.selectFrom(table).select(count.as('rows')).executeTakeFirstOrThrow()).rows;

describe('the sample', () => {
  it('loads whole', async () => {
    expect(
      first.map(({ kind, status, rows, added, badRows }) => [kind, status, rows, added, badRows]),
    ).toEqual([
      ['schoolUnits', 'applied', 5, 5, 0],
      ['calendar', 'applied', 17, 17, 0],
      ['offeredTime', 'applied', 15, 15, 0],
      ['staff', 'applied', 58, 58, 0],
      ['pupils', 'applied', 420, 420, 0],
      ['guardians', 'applied', 743, 743, 0],
      ['absence', 'applied', 5160, 5160, 0],
    ]);
    expect(await rowsIn('pupil')).toBe(420);
    expect(await rowsIn('guardianship')).toBe(743);
    expect(await rowsIn('guardian')).toBe(645);
    expect(await rowsIn('person')).toBe(58);
    expect(await rowsIn('absence')).toBe(5160);
  });

  it('places pupils and staff', async () => {
    const forms = await records.db
      .selectFrom('pupil')
      .select(['school_form', 'stage', count.as('pupils')])
      .groupBy(['school_form', 'stage'])
      .orderBy('school_form')
      .orderBy('stage')
      .execute();
    expect(forms.map((row) => [row.school_form, row.stage, row.pupils])).toEqual([
      ['adaptedCompulsory', '7-9', 13],
      ['compulsory', '4-6', 117],
      ['compulsory', '7-9', 117],
      ['compulsory', 'F-3', 80],
      ['preschool', 'preschool', 26],
      ['preschoolClass', 'F-3', 28],
      ['upperSecondary', 'upperSecondary', 39],
    ]);
    const roles = await records.db
      .selectFrom('person_role')
      .select(['role', count.as('people')])
      .groupBy('role')
      .orderBy('role')
      .execute();
    expect(Object.fromEntries(roles.map(({ role, people }) => [role, people]))).toEqual({
      attendanceOfficer: 1,
      coordinator: 4,
      mentor: 32,
      pupilHealth: 14,
      rector: 5,
      registrar: 1,
      teamLeader: 1,
    });
  });

  it('changes nothing the second time, ids included', async () => {
    const ids = () => records.db.selectFrom('pupil').select(['id', 'updated_at']).orderBy('id').execute();
    const before = await ids();
    const start = performance.now();
    const again = await importFolder(records.db, 'sample', { by: 'system' });
    const againMs = performance.now() - start;
    for (const report of again) {
      expect(report).toMatchObject({
        status: 'applied',
        added: 0,
        changed: 0,
        removed: 0,
        unchanged: report.rows,
      });
    }
    expect(await ids()).toEqual(before);
    expect(await rowsIn('import_run')).toBe(14);
    const rows = first.reduce((sum, report) => sum + report.rows, 0);
    const rate = (ms: number) => `${Math.round((rows / ms) * 1000)} rows/s`;
    console.log(`import of ${rows} rows: first ${rate(firstMs)}, repeated ${rate(againMs)}`);
  });
});
