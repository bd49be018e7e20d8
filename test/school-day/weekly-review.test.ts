/** A class's week: the mail on Monday, the reminder, the rector who sees what wasn't looked through. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  classPupils,
  ids,
  mentorMail,
  rectorMail,
  school,
  schoolTown,
  type SchoolTown,
  wholeDay,
} from './town.ts';

let town: SchoolTown;
beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-02' });
  await town.arrive([...wholeDay(0, '2026-09-02'), [1, '2026-09-02', 2, 60, 'ogiltig']]);
});
afterAll(() => town.close());

const classId = `${school}-8A`;
const review = async (week: string) =>
  (await town.rector.get(`/schools/${school}/weekly-review?week=${week}`)).body;

describe('each week', () => {
  it('the mentor gets one mail on Monday with a link to the class’s page, and nobody’s name', async () => {
    await town.town.moveTo('2026-09-07', '06:00');
    town.newMails();
    await town.town.moveTo('2026-09-07', '08:00');
    const weekly = town.newMails(mentorMail).filter((mail) => mail.subject.startsWith('Veckans närvaro'));
    expect(weekly).toMatchObject([
      { subject: 'Veckans närvaro, klass 8A, vecka 37: 0 elever över gränsen, 2 att titta på' },
    ]);
    expect(weekly[0]?.text).toContain(`http://localhost:3000/classes/${classId}`);
    expect(weekly[0]?.text).not.toMatch(/(?:Första|Andra|Skyddad) Elev/);
  });

  it('the class’s page says who was away, how much, and what changed', async () => {
    const { body } = await town.mentor.get(`/classes/${classId}/weekly-review`);
    expect(body).toMatchObject({
      week: '2026-W37',
      state: 'open',
      due: '2026-09-09',
      about: { from: '2026-08-31', to: '2026-09-06' },
      toSee: 2,
    });
    expect(body['pupils']).toMatchObject([
      { pupilId: classPupils[0], days: 1, validMinutes: 330, toSee: true, seen: null, change: 'more' },
      { pupilId: classPupils[1], days: 1, invalidMinutes: 60, toSee: true },
      { days: 0, toSee: false },
      { days: 0, toSee: false },
    ]);
  });

  it('is reminded of after two school days, and the rector’s digest names the class after four', async () => {
    await town.town.moveTo('2026-09-09', '08:00');
    const [reminder] = town.newMails(mentorMail);
    expect(reminder?.text).toContain('klass 8A, vecka 37');
    await town.town.moveTo('2026-09-10', '08:00');
    expect(town.newMails(rectorMail)).toEqual([]);
    await town.town.moveTo('2026-09-11', '08:00');
    const [digest] = town.newMails(rectorMail);
    expect(digest?.text).toContain('behöver din hjälp');
    expect(digest?.text).toContain('Veckans närvaro, klass 8A, vecka 37');
    expect((await review('2026-W37'))['classes']).toMatchObject([{ class: '8A', state: 'open' }]);
  });

  it('is done pupil by pupil, or all at once, and takes earlier weeks along', async () => {
    await town.town.moveTo('2026-09-14', '08:00');
    const path = `/classes/${classId}/weekly-review`;
    const half = await town.mentor.send('post', path, {
      week: '2026-W37',
      seen: [{ pupilId: classPupils[0], how: 'measure', note: 'Ringer hemmet.' }],
    });
    expect(half.body).toMatchObject({ state: 'open' });
    expect(half.body['pupils']).toMatchObject([{ seen: 'measure', note: 'Ringer hemmet.' }, {}, {}, {}]);
    const done = await town.mentor.send('post', path, { week: '2026-W38', seen: 'class' });
    expect(done.body).toMatchObject({ state: 'done', doneOn: '2026-09-14', doneBy: { id: ids.mentor } });
    expect((await review('2026-W37'))['classes']).toMatchObject([{ class: '8A', state: 'missed' }]);
    const { obligations } = (await town.mentor.get('/obligations')).body;
    expect(JSON.stringify(obligations)).not.toContain('weeklyReview');
  });

  it('is refused for a week without a review, a stranger, and whoever isn’t near', async () => {
    const path = `/classes/${classId}/weekly-review`;
    const wrongWeek = await town.mentor.send('post', path, { week: '2026-W30', seen: 'class' });
    expect(wrongWeek).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/week' } });
    const stranger = { week: '2026-W38', seen: [{ pupilId: 'nobody', how: 'seen' }] };
    expect(await town.mentor.send('post', path, stranger)).toMatchObject({
      status: 422,
      body: { field: '/seen/0/pupilId' },
    });
    expect((await town.mentor.send('post', path, { week: '2026-W99', seen: 'class' })).status).toBe(422);
    expect((await town.leader.send('post', path, { week: '2026-W38', seen: 'class' })).status).toBe(403);
    const other = await town.as(ids.otherRector, 'rector');
    expect((await other.get(path)).status).toBe(404);
    expect((await town.mentor.get(`/schools/${school}/weekly-review`)).status).toBe(403);
    expect((await town.mentor.get('/classes/98000001-9Z/weekly-review')).status).toBe(404);
  });

  it('waits for Tuesday where Monday is a study day, and is left out in lov', async () => {
    await town.arrive(wholeDay(0, '2026-09-14'));
    await town.town.moveTo('2026-10-26', '08:00');
    town.newMails();
    await town.town.moveTo('2026-10-30', '08:00');
    expect(town.newMails(mentorMail).filter((mail) => mail.subject.startsWith('Veckans'))).toEqual([]);
    expect((await review('2026-W44'))['on']).toBeNull();
    expect((await review('2026-W47'))['on']).toBe('2026-11-17');
  });

  it('is not made where the school’s ladder is off', async () => {
    const off = await town.rector.send('post', `/schools/${school}/ladder`, { on: false });
    expect(off).toMatchObject({ status: 200, body: { on: false } });
    expect((await town.mentor.send('post', `/schools/${school}/ladder`, { on: true })).status).toBe(403);
    await town.town.moveTo('2026-11-02', '06:30');
    await town.arrive(wholeDay(1, '2026-10-23'));
    town.newMails();
    await town.town.moveTo('2026-11-02', '10:00');
    await town.arrive(wholeDay(2, '2026-11-02'));
    expect(town.newMails(mentorMail)).toEqual([]);
    expect((await review('2026-W45'))['classes']).toEqual([]);
    await town.leader.send('post', `/schools/${school}/ladder`, { on: true });
    await town.arrive(wholeDay(2, '2026-11-02').map(([p, d, l, , k]) => [p, d, l, 60, k]));
    expect(town.newMails(mentorMail)).toMatchObject([{ subject: 'Ring i dag: 8A, 2 elever att ringa om' }]);
  });
});
