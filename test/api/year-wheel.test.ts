/** The year's wheel: tasks that recur, taken up by the municipality, reminded of, done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnWheel } from '../../src/activities/year-wheel.ts';
import { localDate } from '../../src/domain/time.ts';
import { anId, ids, otherSchool, school } from '../factories/parts.ts';
import { served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let health: SignedIn;
let rector: SignedIn;
beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  health = await api.as(ids.pupilHealth, 'pupilHealth');
  rector = await api.as(ids.rector, 'rector');
});
afterAll(() => api.close());

const walk = {
  title: { sv: '<i>Trygghetsvandring</i>', en: null },
  description: { sv: 'Med elevrådet.', en: null },
  owner: 'pupilHealth',
  schoolUnits: [school],
  due: { kind: 'month', month: 9 },
  remindDaysBefore: [14],
};

type Row = { taskId: string; schoolUnit: string | null; due: string; reminded: boolean; standing: string };
const occurrencesOf = async (session: SignedIn, query = ''): Promise<Row[]> => {
  const { occurrences } = (await session.get(`/year-wheel${query}`)).body;
  return Array.isArray(occurrences) ? occurrences : [];
};
const owed = async (session: SignedIn): Promise<string[]> => {
  const { obligations } = (await session.get('/obligations')).body;
  return (Array.isArray(obligations) ? obligations : [])
    .filter((one) => one.kind === 'yearWheelTask')
    .map((one) => String(one.key));
};

describe('the year’s wheel', () => {
  it('comes with suggestions of which nobody is reminded', async () => {
    const all = await occurrencesOf(leader);
    expect(all.filter((one) => one.taskId === 'healthProgramme')).toMatchObject([
      { schoolUnit: school, due: '2026-09-30', reminded: false },
      { schoolUnit: otherSchool, due: '2026-09-30', reminded: false },
    ]);
    expect(all.filter((one) => one.taskId === 'figuresAutumn')).toMatchObject([{ schoolUnit: null }]);
    expect((await occurrencesOf(health)).some((one) => one.schoolUnit === otherSchool)).toBe(false);
    expect((await occurrencesOf(leader, '?year=2027')).length).toBe(all.length);
    expect(await owed(health)).toEqual([]);
  });

  it('reminds of what the municipality has taken up, until it is done', async () => {
    const taken = await leader.send('post', '/year-wheel/adoption', { taskIds: ['healthProgramme'] });
    expect(taken).toMatchObject({ status: 200, body: { taskIds: ['healthProgramme'] } });
    expect(await owed(health)).toEqual([`yearWheelTask/healthProgramme/${school}/2026`]);
    const done = { schoolUnit: school, doneOn: '2026-09-07', note: 'Alla besök är planerade.' };
    const path = '/year-wheel/tasks/healthProgramme/done';
    expect(await health.send('post', path, { ...done, schoolUnit: otherSchool })).toMatchObject({
      status: 403,
    });
    expect(await health.send('post', path, { ...done, doneOn: '2026-12-01' })).toMatchObject({ status: 422 });
    expect(await health.send('post', path, done)).toMatchObject({ status: 200 });
    expect(await health.send('post', path, done)).toMatchObject({ status: 409 });
    expect(await owed(health)).toEqual([]);
    const mine = (await occurrencesOf(health)).filter((one) => one.taskId === 'healthProgramme');
    expect(mine).toMatchObject([{ standing: 'done', reminded: true, done: { on: '2026-09-07' } }]);
    await leader.send('post', '/year-wheel/adoption', {});
    expect(await owed(health)).not.toContain(`yearWheelTask/healthProgramme/${school}/2026`);
    const unknown = await leader.send('post', '/year-wheel/adoption', { taskIds: ['nothing'] });
    expect(unknown).toMatchObject({ status: 422, body: { field: '/taskIds/0' } });
  });

  it('is edited by schools for themselves, by team leaders for all', async () => {
    const added = await rector.send('post', '/year-wheel', walk);
    expect(added).toMatchObject({ status: 201, body: { origin: 'own', title: walk.title } });
    const id = String(added.body['id']);
    const key = `yearWheelTask/${id}/${school}/2026`;
    expect(await owed(health)).toContain(key);
    expect(await rector.send('post', '/year-wheel', { ...walk, schoolUnits: null })).toMatchObject({
      status: 403,
    });
    expect(await rector.send('post', '/year-wheel', { ...walk, schoolUnits: [otherSchool] })).toMatchObject({
      status: 403,
    });
    expect(await rector.send('post', '/year-wheel/tasks/figuresAutumn', walk)).toMatchObject({ status: 403 });
    const mentor = await api.as(ids.mentor, 'mentor');
    expect(await mentor.send('post', '/year-wheel', walk)).toMatchObject({ status: 403 });
    const later = await rector.send('post', `/year-wheel/tasks/${id}`, {
      ...walk,
      due: { kind: 'week', week: 47 },
    });
    expect(later).toMatchObject({ status: 200 });
    expect((await occurrencesOf(rector)).find((one) => one.taskId === id)?.due).toBe('2026-11-20');
    expect(await owed(health)).not.toContain(key);
    await rector.send('post', `/year-wheel/tasks/${id}`, { ...walk, retired: true });
    expect((await occurrencesOf(rector)).some((one) => one.taskId === id)).toBe(false);
  });

  it('refuses what can’t be', async () => {
    const wrong = (change: object) => leader.send('post', '/year-wheel', { ...walk, ...change });
    expect(await wrong({ due: { kind: 'month', month: 13 } })).toMatchObject({
      body: { field: '/due/month' },
    });
    expect(await wrong({ schoolUnits: ['x'] })).toMatchObject({
      status: 422,
      body: { field: '/schoolUnits/0' },
    });
    expect(await wrong({ owner: 'teamLeader' })).toMatchObject({
      status: 422,
      body: { field: '/schoolUnits' },
    });
    expect(await leader.send('post', `/year-wheel/tasks/${anId(9)}`, walk)).toMatchObject({ status: 404 });
    const done = { schoolUnit: school, doneOn: '2026-09-07' };
    expect(await leader.send('post', `/year-wheel/tasks/${anId(9)}/done`, done)).toMatchObject({
      status: 404,
    });
    expect(await leader.send('post', '/year-wheel/tasks/figuresAutumn/done', done)).toMatchObject({
      status: 422,
      body: { field: '/schoolUnit' },
    });
  });

  it('turns by itself: a new läsår’s duties are there a year ahead', async () => {
    const { db } = api.town.records;
    const years = async () => {
      const rows = await db
        .selectFrom('school_duty')
        .select('key')
        .where('key', 'like', 'yearWheelTask/figuresAutumn/%')
        .orderBy('key')
        .execute();
      return rows.map((row) => row.key.slice(-4));
    };
    expect(await years()).toEqual(['2026', '2027']);
    expect(await turnWheel(db, localDate('2027-07-30'))).toBe(false);
    expect(await turnWheel(db, localDate('2027-08-02'))).toBe(true);
    expect(await years()).toEqual(['2026', '2027', '2028']);
    expect(await turnWheel(db, localDate('2027-08-03'))).toBe(false);
  });
});
