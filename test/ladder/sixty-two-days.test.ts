/**
 * The sample's 62 school days, lived one by one with each day's rows arriving on their day: who the product says is
 * over the limit is who a plain calculation says, and each of them is taken up once.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dalsviken, type Dalsviken } from './dalsviken.ts';
import { plainly } from './plain-absence.mjs';

const plain = plainly('sample');
const header = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';

type LivedDay = { day: string; windowDays: number; plain: string[]; product: string[] };

let town: Dalsviken;
const lived: LivedDay[] = [];

/** The civic numbers of those whom the product lists as over the limit, by asking each school's rector. */
async function overLimit(asOf: string): Promise<string[]> {
  const civicNos = new Map([...town.pupilIds].map(([civicNo, id]) => [id, civicNo]));
  const found: string[] = [];
  for (const [school, rector] of town.rectors) {
    const { status, body } = await rector.get(`/schools/${school}/absence?asOf=${asOf}&band=over&limit=500`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    const pupils: { pupilId: string }[] = Object(body).pupils;
    found.push(...pupils.map(({ pupilId }) => civicNos.get(pupilId) ?? pupilId));
  }
  return found.sort();
}

const rowsOn = (day: string): string =>
  [
    header,
    ...plain.rows.filter((row) => row['datum'] === day).map((row) => Object.values(row).join(';')),
    '',
  ].join('\n');

beforeAll(async () => {
  town = await dalsviken('2026-08-17');
  for (const day of plain.days) {
    await town.town.moveTo(day, '16:00');
    await town.importCsv(rowsOn(day));
    lived.push({
      day,
      windowDays: plain.schoolDays('98000001', day),
      plain: plain.overLimit(day),
      product: await overLimit(day),
    });
  }
  await town.town.moveTo('2026-11-23', '08:00');
  print();
}, 600_000);
afterAll(() => town.close());

function print(): void {
  const head = ['day', 'window', 'plain', 'product'];
  const rows = lived.map((one) => [one.day, one.windowDays, one.plain.length, one.product.length]);
  console.log(
    [head, ...rows].map((row) => row.map((cell) => String(cell).padStart(10)).join(' ')).join('\n'),
  );
}

describe('62 school days', () => {
  it('are what the sample holds', () => {
    expect(lived.map((one) => one.day)).toEqual(plain.days);
    expect(plain.days).toHaveLength(62);
    expect(plain.days.at(-1)).toBe('2026-11-20');
  });

  it('give each day exactly the pupils over the limit that the plain calculation gives', () => {
    for (const { day, plain: expected, product } of lived) expect([day, product]).toEqual([day, expected]);
    expect(Math.max(...lived.map((one) => one.plain.length))).toBeGreaterThan(40);
  });

  it('say nothing where the four weeks hold fewer than fifteen school days', () => {
    const few = lived.filter((one) => one.windowDays < 15);
    expect(few.map((one) => one.day)).toEqual(
      expect.arrayContaining(['2026-08-18', '2026-09-04', '2026-11-17', '2026-11-20']),
    );
    for (const one of few) expect([one.day, one.plain, one.product]).toEqual([one.day, [], []]);
    expect(lived.filter((one) => one.windowDays >= 15).length).toBe(44);
  });
});
