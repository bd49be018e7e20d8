/** The sample by SS 12000 gives the same schools, pupils, guardians, mentors and absence as its CSV files. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceRun } from '../../src/domain/source-run.ts';
import { importFolder } from '../../src/imports/import-folder.ts';
import { freshDatabase, type FreshDatabase } from '../setup/database.ts';
import { type FakeSource, startFakeSource } from './fake-server.ts';
import { afterTheSample, importCsv, readAll, readWith, recordsWithCalendar, rowsOf } from './reading.ts';
import { lessonStart, sampleTown } from './town.ts';

let byCsv: FreshDatabase;
let bySource: FreshDatabase;
let fake: FakeSource;
let sourceId: string;
let register: SourceRun;
let absence: SourceRun;

beforeAll(async () => {
  byCsv = await freshDatabase();
  await importFolder(byCsv.db, 'sample', { by: 'system' });
  // Lessons are known by when they begin; the CSV numbers them.
  for (const lesson of ['1', '2', '3', '4', '5'])
    await byCsv.db
      .updateTable('absence')
      .set({ lesson: lessonStart(lesson) })
      .where('lesson', '=', lesson)
      .execute();
  bySource = await recordsWithCalendar();
  fake = await startFakeSource({ town: sampleTown() });
  ({ sourceId, register, absence } = await readAll(bySource, fake));
});
afterAll(async () => {
  await fake.close();
  await byCsv.drop();
  await bySource.drop();
});

describe('the sample by SS 12000', () => {
  it('is served as the draft demands, in many pages', () => {
    expect(fake.violations).toEqual([]);
    expect(register.report.resources['persons']).toMatchObject({ pages: 6, read: 1123, unreadable: 0 });
    expect(absence.report.resources['attendances']?.pages).toBeGreaterThan(20);
  });

  it('gives the same schools, pupils, guardians, staff and absence as the CSV', async () => {
    const [csv, source] = [await rowsOf(byCsv.db), await rowsOf(bySource.db)];
    expect(source.schools).toEqual(csv.schools);
    expect(source.pupils).toEqual(csv.pupils);
    expect(source.guardians).toEqual(csv.guardians);
    expect(source.guardianships).toEqual(csv.guardianships);
    expect(source.staff).toEqual(csv.staff);
    expect(source.mentors).toEqual(csv.mentors);
    expect(source.absence).toEqual(csv.absence);
    expect(source.absence).toHaveLength(5160);
  });

  it('knows the staff whose roles duties can not tell, by the name that they sign in with', async () => {
    const { rows } = await sql<{ without: number; eppn: number }>`
      select count(*) filter (where not exists (select from person_role where person_id = id))::integer as without,
        count(eppn)::integer as eppn from person`.execute(bySource.db);
    expect(rows).toEqual([{ without: 7, eppn: 58 }]);
  });

  it('says what it did, without a problem', () => {
    expect(register).toMatchObject({ status: 'done', report: { problems: 0, notes: [], failure: null } });
    expect(register.report.applied).toMatchObject({
      schoolUnits: { added: 5 },
      pupils: { added: 420, changed: 0 },
      guardians: { added: 743 },
    });
    expect(absence).toMatchObject({ status: 'done', report: { problems: 0, notes: [] } });
    expect(absence.report.applied['absence']).toMatchObject({ added: 5160, changed: 0, removed: 0 });
  });

  it('changes nothing the second time, and asks only for what was modified since', async () => {
    const before = await rowsOf(bySource.db);
    const asked = fake.asked.length;
    const later = { at: afterTheSample };
    const again = await readWith(bySource, fake, sourceId, 'register', later);
    const absenceAgain = await readWith(bySource, fake, sourceId, 'absence', later);
    for (const { report } of [again, absenceAgain])
      for (const applied of Object.values(report.applied))
        expect(applied).toMatchObject({ added: 0, changed: 0, removed: 0 });
    const modified = fake.asked
      .slice(asked)
      .filter(({ resource, query }) => resource !== 'deletedEntities' && !query.has('pageToken'))
      .filter(({ resource }) => resource !== 'calendarEvents' && resource !== 'absences');
    expect(modified.length).toBeGreaterThan(5);
    for (const { resource, query } of modified)
      expect([resource, query.has('meta.modified.after')]).toEqual([resource, true]);
    expect(again.report.resources['persons']?.read).toBeLessThan(20);
    expect(await rowsOf(bySource.db)).toEqual(before);
  });

  it('goes beside the CSV in the same records: nobody comes twice', async () => {
    const both = await freshDatabase();
    try {
      await importFolder(both.db, 'sample', { by: 'system' });
      const ids = () => both.db.selectFrom('pupil').select(['id', 'civic_no']).orderBy('id').execute();
      const before = await ids();
      const own = await startFakeSource({ town: sampleTown() });
      const { register: run } = await readAll(both, own);
      await own.close();
      expect(await ids()).toEqual(before);
      expect(run.report.applied['pupils']).toMatchObject({ added: 0, changed: 0, unchanged: 420 });
      // Lessons have other names in the CSV: the source's day stands in the place of the file's.
      expect((await rowsOf(both.db)).absence).toEqual((await rowsOf(bySource.db)).absence);
      // What no duty tells came by file, and stays.
      const leaders = await both.db
        .selectFrom('person_role')
        .select('role')
        .where('role', '=', 'teamLeader')
        .execute();
      expect(leaders).toHaveLength(1);
      await importCsv(both, 'staff', 'personal.csv');
    } finally {
      await both.drop();
    }
  });
});
