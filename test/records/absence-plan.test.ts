/** A school of 1,000 with a year of rows, in a town of 8,000: its figures are index reads. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/time.ts';
import { absentDaysOf, absentDaysQuery, absenceDataUntil } from '../../src/records/absence-days.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;
const unit = '99000001';
const window = { from: localDate('2027-01-04'), to: localDate('2027-01-31') };

beforeAll(async () => {
  records = await freshDatabase();
  await sql`
    insert into school_unit select '9900000' || n, 'Skolan ' || n, 'compulsory', 'municipal'
      from generate_series(1, 8) n;
    insert into offered_time values ('8', 300);
    insert into pupil (id, civic_no, given_name, family_name, birth_date, school_unit, school_form, year_label,
        year, stage, class, municipality_code)
      select 'p' || n, 'c' || n, 'A', 'B', '2012-05-14', '9900000' || (1 + n / 1000), 'compulsory', '8', 8, '7-9',
        (n / 25 % 40)::text, '9801'
      from generate_series(0, 7999) n;
    -- Some 19 rows a year for each pupil, as they come: day by day, school by school.
    insert into absence (pupil_id, date, lesson, subject, minutes, kind)
      select 'p' || n, date '2026-08-18' + day, '1', 'SO', 60, 'invalid'
      from generate_series(0, 300) day, generate_series(0, 7999) n
      where (n * 7 + day * 13) % 16 = 0;
    analyze;
  `.execute(records.db);
}, 120_000);
afterAll(() => records.drop());

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] };
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const scansOf = async (ask: Parameters<typeof absentDaysQuery>[0]) => {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`
    explain (format json) ${absentDaysQuery(ask)}`.execute(records.db);
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (plan === undefined) throw new Error('no plan');
  const absence = nodesOf(plan).filter((node) => node['Relation Name'] === 'absence');
  return absence.map((node) => node['Node Type']);
};

describe('figures', () => {
  it.each([
    ['a school of 1,000 over four weeks', { schoolUnit: unit, ...window }],
    ['the same over the läsår', { schoolUnit: unit, from: localDate('2026-08-18'), to: window.to }],
    ['a class', { schoolUnit: unit, class: '7', ...window }],
    ['one pupil', { schoolUnit: unit, pupilIds: ['p77'], ...window }],
  ])('of %s never read the whole table', async (_, ask) => {
    const scans = await scansOf(ask);
    expect(scans.length).toBeGreaterThan(0);
    expect(scans).not.toContain('Seq Scan');
  });

  it('of a school take a moment, and so does when its data came', async () => {
    const began = performance.now();
    const pupils = await absentDaysOf(records.db, { schoolUnit: unit, ...window });
    expect(pupils).toHaveLength(1000);
    expect(pupils.reduce((sum, pupil) => sum + pupil.absent.length, 0)).toBe(1750);
    const until = await absenceDataUntil(records.db, unit, window.to);
    expect(until).toEqual({ importedAt: null, latestRow: '2027-01-31' });
    expect(performance.now() - began).toBeLessThan(5_000);
    console.log(`figures of 1,000 pupils: ${Math.round(performance.now() - began)} ms`);
  });
});
