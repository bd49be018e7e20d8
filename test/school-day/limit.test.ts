/** Passing the policy's limit: one case, whoever looks and however often; falling under it closes nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAbsencePort } from '../../src/temporal/notice-absence.ts';
import { createCaseEngine } from '../../src/temporal/case-engine.ts';
import { createLoadCalendar } from '../../src/activities/load-calendar.ts';
import { createLook } from '../../src/activities/school-day/look.ts';
import type { AbsencePort } from '../../src/activities/school-day/settings.ts';
import { createSmtp } from '../../src/integrations/smtp.ts';
import { localDate } from '../../src/domain/time.ts';
import { consented } from '../api/served.ts';
import { classPupils, ids, rectorMail, school, schoolTown, type SchoolTown, wholeDay } from './town.ts';
import { eventually } from '../setup/eventually.ts';

let town: SchoolTown;
beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-04' });
});
afterAll(() => town.close());

const casesOf = (pupilId: string) =>
  town.town.records.db
    .selectFrom('case_file')
    .select(['id', 'number', 'phase', 'opened_on as openedOn', 'state'])
    .where('pupil_id', '=', pupilId)
    .orderBy('number')
    .execute();
const standing = (pupilId: string) =>
  town.town.records.db
    .selectFrom('absence_standing')
    .selectAll()
    .where('pupil_id', '=', pupilId)
    .executeTakeFirst();

/** Five whole days of the fifteen that the window holds on 7 September. */
const fortnight = (pupil: number) =>
  ['2026-08-27', '2026-08-28', '2026-09-01', '2026-09-02', '2026-09-03'].flatMap((day) =>
    wholeDay(pupil, day),
  );

describe('passing the limit', () => {
  it('begins no case while the window holds fewer school days than the policy asks', async () => {
    await town.arrive([...fortnight(0), ...fortnight(3)]);
    expect(await casesOf(classPupils[0])).toEqual([]);
    expect(await standing(classPupils[0])).toBeUndefined();
  });

  it('begins one case for each pupil, the morning after the fifteenth school day', async () => {
    await town.town.moveTo('2026-09-08', '08:00');
    expect(await casesOf(classPupils[0])).toMatchObject([{ phase: 'noticed', openedOn: '2026-09-08' }]);
    expect(await casesOf(classPupils[3])).toMatchObject([{ phase: 'noticed' }]);
    expect(await casesOf(classPupils[1])).toEqual([]);
    expect(await standing(classPupils[0])).toMatchObject({
      band: 'limit',
      since: '2026-09-07',
      passing: null,
    });
  });

  it('begins no second one when more comes in, or when it is looked at again', async () => {
    await town.arrive(wholeDay(0, '2026-09-08'));
    await town.town.moveTo('2026-09-10', '08:00');
    expect(await casesOf(classPupils[0])).toHaveLength(1);
  });

  it('tells a running case its band by itself', async () => {
    const caseId = await consented(town, classPupils[1]);
    await town.leader.send('post', `/cases/${caseId}/allocation`, {
      coordinatorIds: [ids.coordinator],
      start: '2026-09-10',
    });
    await town.arrive(fortnight(1));
    await eventually(async () => expect((await town.town.stateOf(caseId)).band).toBe('limit'));
    expect(await casesOf(classPupils[1])).toHaveLength(1);
  });

  it('is not left while the school’s data has stopped; those who answer for it are told once', async () => {
    town.newMails();
    await town.town.moveTo('2026-10-02', '08:00');
    expect(await standing(classPupils[0])).toMatchObject({ band: 'limit' });
    const told = town.newMails().filter((mail) => mail.text.includes('ingen frånvaro har kommit in'));
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['teamLeader-12@skolan.example', rectorMail]));
    expect(told.map(({ text }) => text).join()).toContain('efter tisdag 8 september 2026');
    const mine = await town.leader.get('/obligations');
    expect(Object(mine.body).obligations).toContainEqual(
      expect.objectContaining({ kind: 'dataSilence', class: null }),
    );
  });

  it('falling under it again closes nothing', async () => {
    await town.arrive([[2, '2026-10-01', 1, 66, 'giltig']]);
    await town.town.moveTo('2026-10-06', '08:00');
    expect(await standing(classPupils[0])).toMatchObject({ band: 'below' });
    expect(Object((await town.leader.get('/obligations')).body).obligations).not.toContainEqual(
      expect.objectContaining({ kind: 'dataSilence' }),
    );
    const [one, ...more] = await casesOf(classPupils[0]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ phase: 'noticed' });
    await eventually(async () => expect((await town.town.stateOf(one?.id ?? '')).band).toBe('below'));
  });

  it('passing it a second time doesn’t open a second case', async () => {
    await town.arrive(
      ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06'].flatMap((day) => wholeDay(0, day)),
    );
    expect(await standing(classPupils[0])).toMatchObject({
      band: 'limit',
      since: '2026-10-06',
      passing: null,
    });
    expect(await casesOf(classPupils[0])).toHaveLength(1);
  });
});

describe('a look that is cut off between beginning the case and noting it', () => {
  it('goes on under the same ids: one case', async () => {
    const { db } = town.town.records;
    await town.leader.send('post', `/schools/${school}/ladder`, { on: false });
    await town.arrive(
      ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06'].flatMap((day) => wholeDay(2, day)),
    );
    await town.leader.send('post', `/schools/${school}/ladder`, { on: true });
    const now = () => town.town.clock.now();
    const real = createAbsencePort({
      db,
      caseEngine: createCaseEngine(town.town.engine.client, {
        clock: town.town.clock,
        taskQueue: town.town.taskQueue,
      }),
      now,
      calendarOf: createLoadCalendar({ db, now }),
      clockOffsetMs: () => town.town.clock.offsetForNewWorkflow(),
    });
    const killed: AbsencePort = {
      ...real,
      async notice(pupilId, attendance) {
        await real.notice(pupilId, attendance);
        throw new Error('the worker was killed');
      },
    };
    const smtp = createSmtp({ url: 'smtp://127.0.0.1:1' });
    const lookWith = async (absence: AbsencePort, asOf: string) =>
      createLook({
        db,
        smtp,
        from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
        publicUrl: 'http://localhost:3000',
        language: 'sv',
        now,
        progress: () => undefined,
        absence,
      })({ municipality: town.town.code, asOf: localDate(asOf), at: await now() });
    await expect(lookWith(killed, '2026-10-06')).rejects.toThrow('killed');
    expect(await standing(classPupils[2])).toMatchObject({ passing: '2026-10-06' });
    await town.town.moveTo('2026-10-07', '06:30');
    await lookWith(real, '2026-10-07');
    smtp.close();
    expect(await standing(classPupils[2])).toMatchObject({ passing: null });
    await eventually(async () => expect(await casesOf(classPupils[2])).toHaveLength(1));
    expect(await casesOf(classPupils[2])).toMatchObject([{ phase: 'noticed' }]);
  });
});
