/** What statistics read follows the records: each row once, no day before it came, no correction lost. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepStatistics } from '../../src/api/statistics/keep.ts';
import { localDate } from '../../src/domain/time.ts';
import { readMonths } from '../../src/records/statistics/absence-months.ts';
import { casesAtPlaces } from '../../src/records/statistics/case-facts.ts';
import { ids, school } from '../factories/parts.ts';
import { allocated, pupils, served, type Served } from './served.ts';

let api: Served;
const db = () => api.town.records.db;
const keep = (day: string) => keepStatistics(db(), localDate(day));

beforeAll(async () => {
  api = await served({ from: '2026-09-07' });
  await db().insertInto('offered_time').values({ year_label: '8', minutes_per_day: 300 }).execute();
});
afterAll(() => api.close());

/** A lesson of the first pupil's: an hour unless said. */
const lesson = (date: string, minutes = 60) => ({
  pupil_id: pupils.first,
  date: localDate(date),
  lesson: '1',
  subject: 'Matematik',
  minutes,
  kind: 'invalid' as const,
  reason: null,
});
const away = (...dates: string[]) =>
  db()
    .insertInto('absence')
    .values(dates.map((date) => lesson(date)))
    .execute();

const ofSchool = async (month: string) => {
  const { rows, schools } = await readMonths(db(), { from: month, to: month });
  return {
    row: rows.find((row) => row.schoolUnit === school),
    month: schools.find((row) => row.schoolUnit === school),
  };
};

describe('a school’s months', () => {
  it('go as far as the data and the days', async () => {
    // The sample's rows lie ahead of its clock: those of 14 September haven't been yet.
    await away('2026-09-01', '2026-09-03', '2026-09-07', '2026-09-14');
    await keep('2026-09-07');
    // Four pupils, the first three school days of September, 300 minutes each.
    expect((await ofSchool('2026-09')).row).toMatchObject({ pupils: 4, minutes: 3_600, invalid: 120 });
    await keep('2026-09-15');
    expect((await ofSchool('2026-09')).row).toMatchObject({ minutes: 4 * 10 * 300, invalid: 240 });
  });

  it('leave out days of which nobody told', async () => {
    await away('2026-10-05', '2026-10-20');
    await keep('2026-11-20');
    const { row, month } = await ofSchool('2026-10');
    // Until 14 September, then 5 October and 20 October alone: between them the school was silent.
    expect(row).toMatchObject({ minutes: 4 * 2 * 300, invalid: 120 });
    expect(month).toMatchObject({ schoolDays: 17 });
    expect(await ofSchool('2026-11')).toMatchObject({ row: undefined, month: { schoolDays: 20 } });
  });

  it('follow a correction, and what comes while another is being reckoned', async () => {
    await db()
      .updateTable('absence')
      .set({ minutes: 100 })
      .where('date', '=', localDate('2026-09-01'))
      .execute();
    await keep('2026-11-20');
    expect((await ofSchool('2026-09')).row?.invalid).toBe(280);
    // One import hasn't ended while the month is reckoned because of another.
    await away('2026-09-08');
    await db()
      .transaction()
      .execute(async (importing) => {
        await importing.insertInto('absence').values(lesson('2026-09-09')).execute();
        await keep('2026-11-20');
        expect((await ofSchool('2026-09')).row?.invalid).toBe(340);
      });
    await keep('2026-11-20');
    expect((await ofSchool('2026-09')).row?.invalid).toBe(400);
    await sql`delete from absence where date = '2026-09-09'`.execute(db());
    await keep('2026-11-20');
    expect((await ofSchool('2026-09')).row?.invalid).toBe(340);
  });

  it('wait for the next time when the process is told to leave', async () => {
    await away('2026-09-02');
    await keepStatistics(db(), localDate('2026-11-20'), AbortSignal.abort());
    expect((await ofSchool('2026-09')).row?.invalid).toBe(340);
    await keep('2026-11-20');
    expect((await ofSchool('2026-09')).row?.invalid).toBe(400);
  });

  it('stay as they are once the next school year has begun', async () => {
    await away('2026-09-10');
    await keep('2027-07-01');
    expect((await ofSchool('2026-09')).row?.invalid).toBe(400);
    const left = await sql<{ n: number }>`select count(*)::integer as n from absence_month_due`.execute(db());
    expect(left.rows[0]?.n).toBe(0);
  });
});

it('the facts of a case follow its time line', async () => {
  const caseId = await allocated(api, pupils.second);
  await keep('2026-09-07');
  const [before] = await casesAtPlaces(db());
  expect(before).toMatchObject({
    schoolUnit: school,
    stage: '7-9',
    facts: { orderedOn: '2026-09-07', allocatedOn: '2026-09-07', firstTalkOn: null },
  });
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const contact = {
    date: '2026-09-07',
    kind: 'homeVisit',
    effort: 'supporting',
    with: ['pupil'],
    note: 'Hemma.',
  };
  expect((await coordinator.send('post', `/cases/${caseId}/contacts`, contact)).status).toBe(200);
  await keep('2026-09-07');
  const [after] = await casesAtPlaces(db());
  expect(after?.facts.firstTalkOn).toBe('2026-09-07');
});
