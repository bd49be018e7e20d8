/** The sample's absence, reckoned: the pupils whom the story follows are there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { localDate } from '../../src/domain/time.ts';
import { importFolder } from '../../src/imports/import-folder.ts';
import { buildSchoolCalendar } from '../../src/integrations/calendar.ts';
import { absenceOf } from '../../src/records/absence.ts';
import { periodsOf } from '../../src/records/calendar.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
const { limit } = presets['uppsala'];

beforeAll(async () => {
  records = await freshDatabase();
  await importFolder(records.db, 'sample', { by: 'system' });
});
afterAll(() => records.drop());

const calendarOf = async (schoolUnit: string) =>
  buildSchoolCalendar({
    periods: await periodsOf(records.db, schoolUnit),
    schoolUnit,
    fromYear: 2026,
    toYear: 2028,
  });

/** Percent and band of one pupil on each of the days. */
const course = async (civicNo: string, days: string[]) => {
  const pupil = await records.db
    .selectFrom('pupil')
    .select(['id', 'school_unit'])
    .where('civic_no', '=', civicNo)
    .executeTakeFirstOrThrow();
  const calendar = await calendarOf(pupil.school_unit);
  const schoolUnit = pupil.school_unit;
  const seen: [string, number, string | null][] = [];
  for (const day of days) {
    const ask = { schoolUnit, pupilIds: [pupil.id], limit, calendar, asOf: localDate(day) };
    const { pupils } = await absenceOf(records.db, ask);
    seen.push([day, Math.round(pupils[0]?.percent ?? -1), pupils[0]?.band ?? null]);
  }
  return seen;
};

describe('absence of the sample', () => {
  it('rises over the term for one pupil', async () => {
    expect(await course('201807229925', ['2026-09-04', '2026-09-11', '2026-10-02', '2026-10-16'])).toEqual([
      // Too few school days as yet: nobody can say.
      ['2026-09-04', 7, null],
      ['2026-09-11', 5, 'below'],
      ['2026-10-02', 26, 'limit'],
      ['2026-10-16', 49, 'limit'],
    ]);
  });

  it('is all of the time for another', async () => {
    expect(await course('201503159822', ['2026-09-11', '2026-10-09', '2026-10-16', '2026-11-20'])).toEqual([
      ['2026-09-11', 0, 'below'],
      ['2026-10-09', 84, 'limit'],
      ['2026-10-16', 100, 'total'],
      // Höstlov and a study day leave fourteen school days of four weeks: the band stays as it was.
      ['2026-11-20', 100, null],
    ]);
  });

  it('rises for a child in preschool', async () => {
    expect(await course('202205179803', ['2026-09-11', '2026-10-02', '2026-11-06'])).toEqual([
      ['2026-09-11', 5, 'below'],
      ['2026-10-02', 37, 'limit'],
      ['2026-11-06', 53, 'limit'],
    ]);
  });

  it('leaves most pupils below the limit', async () => {
    const bands: Record<string, number> = {};
    for (const schoolUnit of ['98000001', '98000002', '98000003', '98000004', '98000005']) {
      const calendar = await calendarOf(schoolUnit);
      const { pupils } = await absenceOf(records.db, {
        schoolUnit,
        limit,
        calendar,
        asOf: localDate('2026-10-23'),
      });
      for (const { band } of pupils) bands[band ?? 'unknown'] = (bands[band ?? 'unknown'] ?? 0) + 1;
    }
    expect(bands).toEqual({ below: 384, limit: 35, total: 1 });
  });

  it("takes a school's own sportlov for the general one", async () => {
    const own = await calendarOf('98000003');
    expect(own.periods.filter((p) => p.kind === 'lov' && p.from.startsWith('2027-02'))).toEqual([
      { kind: 'lov', from: '2027-02-15', to: '2027-02-19' },
    ]);
  });
});
