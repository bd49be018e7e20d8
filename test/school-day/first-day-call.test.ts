/** The first day away: the mentor hears of it the same day, calls, and writes down what was said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classPupils, ids, mentorMail, rectorMail, schoolTown, type SchoolTown, wholeDay } from './town.ts';

let town: SchoolTown;
beforeAll(async () => {
  town = await schoolTown();
});
afterAll(() => town.close());

const duties = async () => (await town.mentor.get('/obligations')).body['obligations'];

describe('a first day away', () => {
  it('reaches the mentor the same day, with class and count and nobody’s name', async () => {
    await town.town.moveTo('2026-09-02', '10:00');
    await town.arrive([...wholeDay(0, '2026-09-02'), ...wholeDay(1, '2026-09-02')]);
    const [mail, ...more] = town.newMails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: mentorMail, subject: 'Ring i dag: 8A, 2 elever att ringa om' });
    expect(mail?.text).not.toMatch(/(?:Första|Andra) Elev/);
    expect(await duties()).toMatchObject([
      { kind: 'firstDayCall', class: '8A', due: '2026-09-02', caseId: null },
      { kind: 'firstDayCall', class: '8A', due: '2026-09-02', caseId: null },
    ]);
  });

  it('says who is called, with the points of the talk, and what the guardians must be told', async () => {
    const { body } = await town.mentor.get(`/pupils/${classPupils[0]}/first-day-calls`);
    expect(body).toMatchObject({
      duty: { date: '2026-09-02' },
      whom: 'pupil',
      guardianNotice: 'notNeeded',
      calls: [],
    });
    expect(JSON.stringify(body['points'])).toContain('Säg att du hoppas att ni snart ses igen.');
  });

  it('is not told again when the rest of the day comes in, and not for the second day', async () => {
    await town.town.moveTo('2026-09-02', '14:00');
    await town.arrive(
      wholeDay(0, '2026-09-02').map(([pupil, date, lesson, , kind]) => [pupil, date, lesson, 65, kind]),
    );
    expect(town.newMails()).toEqual([]);
    await town.town.moveTo('2026-09-03', '10:00');
    // The morning's digest asks once more, by class and count.
    const [digest] = town.newMails(mentorMail);
    expect(digest?.text).toContain('Första dagssamtal, klass 8A: 2 elever att ringa om.');
    await town.arrive(wholeDay(0, '2026-09-03'));
    expect(town.newMails()).toEqual([]);
  });

  it('is done when somebody was reached; nobody reached, it stays', async () => {
    const call = { date: '2026-09-02', whom: 'pupil', notes: 'Förkyld.' };
    const path = `/pupils/${classPupils[0]}/first-day-calls`;
    const inVain = await town.mentor.send('post', path, { ...call, reached: false });
    expect(inVain).toMatchObject({ status: 201, body: { duty: { date: '2026-09-02' } } });
    const done = await town.mentor.send('post', path, { ...call, reached: true });
    expect(done.body).toMatchObject({
      duty: null,
      calls: [
        { reached: false, by: { id: ids.mentor } },
        { reached: true, notes: 'Förkyld.', calledOn: '2026-09-03' },
      ],
    });
    expect(await duties()).toHaveLength(1);
  });

  it('of invalid absence says that the guardians must know the same day, until it’s written down', async () => {
    await town.town.moveTo('2026-09-04', '10:00');
    town.newMails();
    await town.arrive([[2, '2026-09-04', 3, 60, 'ogiltig']]);
    expect(town.newMails()).toMatchObject([
      { to: mentorMail, subject: 'Ring i dag: 8A, 1 elev att ringa om' },
    ]);
    const path = `/pupils/${classPupils[2]}/first-day-calls`;
    expect((await town.rector.get(path)).body).toMatchObject({ guardianNotice: 'needed' });
    const told = { date: '2026-09-04', whom: 'pupil', reached: true, guardianNotified: 'bySchoolSystem' };
    await town.rector.send('post', path, told);
    const after = await town.rector.get(path);
    expect(after.body['calls']).toMatchObject([{ guardianNotified: 'bySchoolSystem', notes: null }]);
  });
});

describe('over HTTP', () => {
  it('a call is refused for a day to come, an unknown pupil, and whoever isn’t near', async () => {
    const body = { date: '2026-09-30', whom: 'pupil', reached: true };
    const path = `/pupils/${classPupils[0]}/first-day-calls`;
    expect(await town.mentor.send('post', path, body)).toMatchObject({
      status: 422,
      body: { code: 'date-in-future', field: '/date' },
    });
    const past = { ...body, date: '2026-09-02' };
    expect((await town.mentor.send('post', '/pupils/nobody/first-day-calls', past)).status).toBe(404);
    expect((await town.leader.send('post', path, past)).status).toBe(403);
    const other = await town.as(ids.otherRector, 'rector');
    expect((await other.get(path)).status).toBe(404);
    expect((await town.mentor.send('post', path, { ...past, whom: 'dog' })).status).toBe(422);
  });

  it('a protected pupil’s call shows neither class nor pupil to whoever isn’t near', async () => {
    const { obligations } = (await town.leader.get('/obligations?scope=team')).body;
    const calls = JSON.stringify(obligations);
    expect(calls).not.toContain(classPupils[3]);
  });
});

describe('a class without a mentor', () => {
  it('what nobody has called about is the rector’s when the class has no mentor any more', async () => {
    const { db } = town.town.records;
    await db.updateTable('person').set({ active: false }).where('id', '=', ids.mentor).execute();
    town.newMails();
    await town.arrive(wholeDay(3, '2026-09-04'));
    expect(town.newMails()).toMatchObject([
      { to: rectorMail, subject: 'Ring i dag: 8A, 2 elever att ringa om' },
    ]);
  });
});
