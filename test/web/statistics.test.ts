/** Statistics: what each reader sees of a town, by page, by file and by the API; and that a few are never told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statistics } from '../../src/api/schemas/statistics.ts';
import { schoolDaysBetween } from '../../src/domain/calendar.ts';
import { daysBetween, type LocalDate, localDate } from '../../src/domain/time.ts';
import { served, type Served, type SignedIn } from '../api/served.ts';
import { aCalendar } from '../factories/calendar.ts';
import { ids, otherSchool, school } from '../factories/parts.ts';
import { browse, type Page } from './browser.ts';
import { fillStatistics, townDay } from '../factories/statistics-town.ts';

let api: Served;

beforeAll(async () => {
  api = await served({ from: townDay });
  await fillStatistics(api);
});
afterAll(() => api.close());

const leader = () => api.as(ids.teamLeader, 'teamLeader');
const read = async (as: SignedIn, query: string) => {
  const answer = await as.get(`/statistics?${query}`);
  expect(answer.status).toBe(200);
  return statistics.parse(answer.body);
};
const autumn = 'from=2026-07&to=2026-12';

describe('the figures of a town', () => {
  it('tell the absence month by month, without lov and without the days ahead', async () => {
    const { absence, data } = await read(await leader(), 'from=2026-06&to=2027-03');
    const states = absence.months.map(({ month, figure }) => [month, figure.state]);
    expect(states).toEqual([
      ['2026-06', 'shown'],
      ['2026-07', 'noSchool'],
      ...['08', '09', '10', '11', '12'].map((month) => [`2026-${month}`, 'shown']),
      ...['01', '02', '03'].map((month) => [`2027-${month}`, 'shown']),
    ]);
    expect(data.until).toBe('2027-03-19');
    // Each pupil is away for 60 of 300 minutes on the days of the year that stand so to their number.
    const days = schoolDaysBetween(aCalendar(), localDate('2026-09-01'), localDate('2026-09-30'));
    const numbers = [5200, 5300].flatMap((from) =>
      Array.from({ length: from === 5200 ? 20 : 3 }, (_, n) => from + n),
    );
    const ofYear = (day: LocalDate) => daysBetween(localDate('2025-12-31'), day);
    const away = numbers.flatMap((number) => days.filter((day) => (ofYear(day) + number) % 5 === 0)).length;
    const minutes = numbers.length * days.length * 300;
    const percent = Math.round((1000 * away * 60) / minutes) / 10;
    const ofOther = await read(await leader(), `from=2026-09&to=2026-09&schoolUnit=${otherSchool}`);
    expect(ofOther.absence.whole).toEqual({
      state: 'shown',
      minutes,
      shares: { valid: 0, invalid: percent, total: percent },
    });
  });

  it('tell where the cases are, and hide three together with six', async () => {
    const { phases } = await read(await leader(), autumn);
    expect(Object.fromEntries(phases.map(({ phase, cases }) => [phase, cases]))).toEqual({
      noticed: null,
      ordering: 0,
      ordered: 0,
      assigned: null,
      monitoring: 12,
      ended: 0,
    });
  });

  it('tell how long it took and how it went, before, during and after', async () => {
    const { groups } = await read(await leader(), `${autumn}&schoolUnit=${school}`);
    const [whole] = groups;
    expect(whole).toMatchObject({
      schoolUnit: school,
      work: {
        orderToAllocation: { state: 'shown', value: 0, atLeast: 10 },
        orderToFirstTalk: { state: 'shown', value: 3 },
        noticedToContact: { state: 'none' },
        followUpsHeld: { state: 'shown' },
      },
      ownRating: { state: 'shown', value: { first: 3, last: 7 } },
      eligible: { state: 'shown', value: 58, atLeast: 10 },
    });
    if (whole?.course.state !== 'shown') throw new Error('no course');
    const { before, during, after } = whole.course.value;
    expect(before.median).toBeGreaterThan(during.median);
    expect(during.median).toBeGreaterThan(after.median);
    // 180, 120 and 60 valid of 300, and one day in five 60 invalid.
    expect([before, during, after].map(({ median }) => Math.round(median / 5) * 5)).toEqual([65, 45, 25]);
    expect(before.quartiles).toBeNull();
  });

  it('are of the terms that a period touches, and of no other', async () => {
    expect((await read(await leader(), 'from=2026-10&to=2027-02')).terms).toEqual(['2026-2', '2027-1']);
    const spring = await read(await leader(), 'from=2027-01&to=2027-03');
    expect(spring.groups[0]).toMatchObject({ ownRating: { state: 'none' }, course: { state: 'none' } });
  });

  it('of three pupils are shown nowhere, and neither is what is left without them', async () => {
    const small = await read(await leader(), `${autumn}&schoolUnit=${otherSchool}&stage=4-6`);
    expect(small.absence.whole).toEqual({ state: 'hidden' });
    const beside = await read(await leader(), `${autumn}&schoolUnit=${otherSchool}&stage=7-9`);
    expect(beside.absence.whole).toEqual({ state: 'hidden' });
    expect((await read(await leader(), `${autumn}&schoolUnit=${otherSchool}`)).absence.whole.state).toBe(
      'shown',
    );
  });
});

describe('who asks', () => {
  it('sees their own schools alone', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const own = await read(rector, autumn);
    const named = await read(await leader(), `${autumn}&schoolUnit=${school}`);
    expect(own.absence).toEqual(named.absence);
    expect(own.groups[0]?.course).toEqual(named.groups[0]?.course);
    const other = await rector.get(`/statistics?${autumn}&schoolUnit=${otherSchool}`);
    expect(other).toMatchObject({ status: 404, body: { field: 'query/schoolUnit' } });
  });

  it('is told which month is wrong', async () => {
    const wrong: [string, string][] = [
      ['from=2026-13', 'query/from'],
      ['from=2026-10&to=2026-09', 'query/to'],
      ['to=2027-04', 'query/to'],
      ['from=2020-01', 'query/from'],
      ['stage=9', 'query/stage'],
    ];
    for (const [query, field] of wrong) {
      const answer = await (await leader()).get(`/statistics?${query}`);
      expect([query, answer.status, answer.body['field']]).toEqual([query, 422, field]);
    }
  });

  it('is a rector, pupil health, a team leader or the attendance officer', async () => {
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    expect((await mentor.open('/statistics')).status).toBe(403);
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    expect((await coordinator.open('/statistics')).status).toBe(403);
    expect((await (await api.as(ids.coordinator, 'coordinator')).get('/statistics')).status).toBe(403);
  });
});

/** The cells of a table's row, by its heading. */
const rowOf = (page: Page, table: string, row: string): string[] => {
  const { $ } = page;
  const found = $('table')
    .filter((_, one) => $(one).find('caption').text() === table)
    .find('tbody tr')
    .filter((_, one) => $(one).find('th').text() === row);
  return found
    .find('td')
    .toArray()
    .map((cell) => $(cell).text().replaceAll('\u00a0', ' '));
};

describe('the page', () => {
  it('shows a period, a school and a stage by a form without scripts, at an address to keep', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const first = await browser.follow(await browser.open('/'), 'Statistik');
    expect(first.$('select[name=period]').val()).toBe('2027-1');
    const page = await browser.open(`/statistics?period=2026-2&schoolUnit=${school}&stage=`);
    expect(page.$('select[name=schoolUnit]').val()).toBe(school);
    expect(rowOf(page, 'Frånvaro månad för månad', 'juli 2026')).toEqual(['lov', '–', '–']);
    expect(rowOf(page, 'Hur det gick', 'Allt du har valt').slice(3)).toEqual([
      '3 till 7minst 10',
      '58 %minst 10',
    ]);
    expect(rowOf(page, 'Var ärendena är nu', 'I periferin')).toEqual(['12']);
    expect(page.$('svg[role=img]').length).toBe(2);
  });

  it('shows months of one’s own, and says what is wrong with them', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await browser.open('/statistics?period=own&from=2026-09&to=2026-10');
    expect(rowOf(page, 'Frånvaro månad för månad', 'september 2026')[0]).toMatch(/^\d+,?\d* %$/);
    expect(page.text).toContain('Ärenden som började höstterminen 2026');
    const wrong = await browser.open('/statistics?period=own&from=2026-10&to=2026-09');
    expect(wrong.status).toBe(422);
    expect(wrong.$('[role=alert]').text()).toContain('Slutet ligger före början');
    expect(wrong.$('select[name=from]').val()).toBe('2026-10');
    expect(wrong.$('table').length).toBe(0);
  });

  it('gives the same figures as a file', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await browser.open(`/statistics?period=2026-2&schoolUnit=${school}`);
    const file = await browser.follow(page, 'Hämta siffrorna som fil (CSV)');
    expect(file.status).toBe(200);
    const lines = file.$.text().split('\n');
    const name = `Skolan ${school}`;
    expect(lines).toContainEqual(
      expect.stringContaining(
        `Hur det gick;${name};alla stadier;2026-2;Behöriga till gymnasiet;58;procent;10`,
      ),
    );
    const small = await browser.open(
      `/statistics/table.csv?from=2026-07&to=2026-12&schoolUnit=${otherSchool}&stage=4-6`,
    );
    expect(small.$.text()).toContain(`Skolan ${otherSchool};4–6;2026-09;Frånvaro;visas inte;procent;`);
  });

  it('is in English for who chose it', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await browser.open('/language/en?next=/statistics');
    expect(page.text).toContain('Absence month by month');
  });
});
