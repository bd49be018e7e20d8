/** Absence as pupils, classes and schools show it: whose it is to see, and what it is reckoned from. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/time.ts';
import { anId, ids, otherSchool, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';

const preschool = '98000002';
const people = { otherMentor: anId(3001), otherClassMentor: anId(3002), stranger: anId(3003) } as const;
const child = anId(2010);
const untimed = anId(2011);

let api: Served;
let mentor: SignedIn;
let rector: SignedIn;
let leader: SignedIn;

const absent = (pupil: string, date: string, minutes: number, change: object = {}) => ({
  pupil_id: pupil,
  date: localDate(date),
  lesson: '1',
  subject: 'Matematik',
  minutes,
  kind: 'invalid' as const,
  reason: null,
  ...change,
});

/** The four weeks to Friday 18 September: 2026-08-22 and on, twenty school days of 300 minutes. */
beforeAll(async () => {
  api = await served({ from: '2026-09-19' });
  const { db } = api.town.records;
  await db
    .insertInto('school_unit')
    .values({ code: preschool, name: 'Förskolan', school_form: 'preschool', authority: 'municipal' })
    .execute();
  await db
    .insertInto('offered_time')
    .values([
      { year_label: '8', minutes_per_day: 300 },
      { year_label: 'förskola', minutes_per_day: 360 },
    ])
    .execute();
  await addPupil(child, {
    school_unit: preschool,
    school_form: 'preschool',
    year_label: 'förskola',
    year: null,
    stage: 'preschool',
    class: 'Avdelning Björken',
  });
  await addPupil(untimed, { year_label: '9', year: 9, class: '9C' });
  await addMentor(people.otherMentor, otherSchool, '8A');
  await addMentor(people.otherClassMentor, school, '8B');
  const guardian = { civic_no: '198001010009', given_name: 'Främmande', family_name: 'Prov' };
  await db
    .insertInto('guardian')
    .values({ id: people.stranger, email: null, mobile: null, updated_at: new Date(), ...guardian })
    .execute();
  await db
    .insertInto('calendar_period')
    .values({
      school_unit: otherSchool,
      name: 'studiedag',
      kind: 'studyDay',
      from_date: localDate('2026-09-10'),
      to_date: localDate('2026-09-10'),
    })
    .execute();
  await db
    .insertInto('absence')
    .values([
      // 960 of 6,000 minutes: 16 %. What lies before the window doesn't count, nor does a Sunday.
      absent(pupils.first, '2026-08-21', 300),
      absent(pupils.first, '2026-09-06', 300),
      absent(pupils.first, '2026-09-07', 300, { kind: 'valid' }),
      absent(pupils.first, '2026-09-08', 300, { kind: 'valid' }),
      absent(pupils.first, '2026-09-09', 300),
      absent(pupils.first, '2026-09-18', 60, { subject: 'Bild' }),
      // Exactly 15 %: not above it.
      ...['2026-09-07', '2026-09-08', '2026-09-09'].map((date) => absent(pupils.second, date, 300)),
      absent(pupils.protected, '2026-09-07', 300),
      ...['2026-09-08', '2026-09-10', '2026-09-11'].map((date) => absent(pupils.elsewhere, date, 300)),
      ...['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10'].map((date) => absent(child, date, 360)),
      absent(untimed, '2026-09-07', 300),
    ])
    .execute();
  mentor = await api.as(ids.mentor, 'mentor');
  rector = await api.as(ids.rector, 'rector');
  leader = await api.as(ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

async function addPupil(id: string, change: object): Promise<void> {
  const { db } = api.town.records;
  const like = await db
    .selectFrom('pupil')
    .selectAll()
    .where('id', '=', pupils.second)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('pupil')
    .values({ ...like, id, civic_no: `2018010${id.slice(-5)}`, given_name: 'Barnet', ...change })
    .execute();
}

async function addMentor(id: string, school_unit: string, className: string): Promise<void> {
  const { db } = api.town.records;
  const who = { given_name: 'Mentor', family_name: 'Annan', email: null, eppn: null, active: true };
  await db
    .insertInto('person')
    .values({ id, ...who })
    .execute();
  await db
    .insertInto('person_role')
    .values({ person_id: id, role: 'mentor', title: 'Mentor', school_unit, class: className, stages: [] })
    .execute();
}

type Shown = {
  pupilId: string | null;
  name: string | null;
  class: string | null;
  masked: boolean;
  band: string | null;
  overLimit: boolean;
  figures: Record<'rollingWeeks' | 'term' | 'calendarMonth', Record<string, unknown> | null>;
};
const rowsOf = (body: Record<string, unknown>): Shown[] => Object(body).pupils;
const rowOf = (body: Record<string, unknown>, pupil: string) =>
  rowsOf(body).find((row) => row.pupilId === pupil);

describe('a pupil who has left', () => {
  it('keeps figures up to the last day there, and the days after count for nothing', async () => {
    const left = anId(2012);
    const { db } = api.town.records;
    await addPupil(left, { active: false, left_on: localDate('2026-09-12') });
    await db
      .insertInto('absence')
      .values([absent(left, '2026-09-10', 300), absent(left, '2026-09-11', 300)])
      .execute();
    const answer = await leader.get(`/pupils/${left}/absence?asOf=2026-09-18`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        asOf: '2026-09-11',
        figures: { calendarMonth: { countedDays: 9, offered: 2700, total: 600 } },
        patterns: { extent: { wholeDays: 2 } },
      },
    });
  });
});

describe("a class's page", () => {
  it('shows each pupil with figures, window and denominator, the day itself included', async () => {
    const answer = await mentor.get(`/classes/${school}-8A/absence?asOf=2026-09-18`);
    expect(answer).toMatchObject({
      status: 200,
      body: { id: `${school}-8A`, class: '8A', asOf: '2026-09-18', total: 4 },
    });
    expect(rowOf(answer.body, pupils.first)).toMatchObject({
      name: 'Första Elev',
      band: 'limit',
      overLimit: true,
      limit: { percent: 15, comparison: 'above', leastSchoolDays: 15 },
      figures: {
        rollingWeeks: {
          window: { from: '2026-08-22', to: '2026-09-18', schoolDays: 20 },
          denominator: 'offered',
          offered: 6000,
          valid: 600,
          invalid: 360,
          total: 960,
          percent: 16,
          dataUntil: { latestRow: '2026-09-18' },
        },
        term: { window: { from: '2026-08-18', schoolDays: 24 }, offered: 7200, total: 1260, percent: 17.5 },
        calendarMonth: { window: { from: '2026-09-01', schoolDays: 14 }, total: 960 },
      },
    });
    expect(rowOf(answer.body, pupils.second)).toMatchObject({ band: 'below', overLimit: false });
    expect(rowOf(answer.body, pupils.third)?.figures.rollingWeeks).toMatchObject({ total: 0, percent: 0 });
  });

  it('shows a protected pupil to the mentor and the rector, and to others without name, id and class', async () => {
    for (const near of [mentor, rector]) {
      const { body } = await near.get(`/classes/${school}-8A/absence?asOf=2026-09-18`);
      expect(rowOf(body, pupils.protected)).toMatchObject({ name: 'Skyddad Elev', masked: false });
    }
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    for (const far of [health, leader]) {
      const { body } = await far.get(`/classes/${school}-8A/absence?asOf=2026-09-18`);
      expect(rowsOf(body).at(-1)).toMatchObject({ pupilId: null, name: null, class: null, masked: true });
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`Skyddad|${pupils.protected}`));
    }
  });

  it('is closed to those who stand in no relation to it', async () => {
    const statusFor = async (who: SignedIn) => (await who.get(`/classes/${school}-8A/absence`)).status;
    expect(await statusFor(await api.as(people.otherMentor, 'mentor'))).toBe(404);
    expect(await statusFor(await api.as(ids.otherRector, 'rector'))).toBe(404);
    expect(await statusFor(await api.as(people.otherClassMentor, 'mentor'))).toBe(403);
    expect(await statusFor(await api.as(ids.coordinator, 'coordinator'))).toBe(403);
    expect(await statusFor(await api.as(ids.mother, 'guardian'))).toBe(403);
    expect(await statusFor(await api.as(pupils.first, 'pupil'))).toBe(403);
  });

  it.each([`${school}-9Z`, school, '-', 'x', `${school}-`, '99999999-8A', `${school}-%25%25`])(
    'there is no class %s',
    async (classId) => {
      expect(await rector.get(`/classes/${classId}/absence`)).toMatchObject({
        status: 404,
        body: { code: 'not-found', field: 'path/id' },
      });
    },
  );

  it.each([
    ['asOf=2026-02-31', 'query/asOf'],
    ['asOf=i%20dag', 'query/asOf'],
    ['asOf=2026-09-20', 'query/asOf'],
    ['asOf=2026-09-01&asOf=2026-09-02', 'query/asOf'],
    ['denominator=guessed', 'query/denominator'],
  ])('?%s is refused by name', async (query, field) => {
    const answer = await rector.get(`/classes/${school}-8A/absence?${query}`);
    expect(answer).toMatchObject({ status: 422, body: { field } });
  });

  it('goes up to yesterday until rows of today have come', async () => {
    const { db } = api.town.records;
    const path = `/classes/${school}-8A/absence`;
    expect((await rector.get(path)).body).toMatchObject({ asOf: '2026-09-18' });
    await db
      .insertInto('absence')
      .values(absent(pupils.third, '2026-09-19', 60))
      .execute();
    expect((await rector.get(path)).body).toMatchObject({ asOf: '2026-09-19' });
    await db.deleteFrom('absence').where('pupil_id', '=', pupils.third).execute();
  });

  it('with a pupil whose year has no offered time: minutes, no per cent', async () => {
    const { body } = await rector.get(`/classes/${school}-9C/absence?asOf=2026-09-18`);
    expect(rowsOf(body)).toMatchObject([
      {
        pupilId: untimed,
        band: null,
        overLimit: false,
        figures: { rollingWeeks: { countedDays: 0, offered: 0, percent: null } },
      },
    ]);
  });
});

describe('days without school', () => {
  it("its own school's study day counts neither as time nor as absence", async () => {
    const other = await api.as(ids.otherRector, 'rector');
    const { body } = await other.get(`/classes/${otherSchool}-8A/absence?asOf=2026-09-18`);
    expect(rowOf(body, pupils.elsewhere)?.figures.rollingWeeks).toMatchObject({
      window: { schoolDays: 19 },
      offered: 5700,
      total: 600,
    });
  });
});

describe('preschool', () => {
  it('has figures, no band, and is never over the limit', async () => {
    const { body } = await leader.get(`/classes/${preschool}-Avdelning%20Björken/absence?asOf=2026-09-18`);
    expect(rowsOf(body)).toMatchObject([
      { pupilId: child, band: null, overLimit: false, figures: { rollingWeeks: { percent: 20 } } },
    ]);
    const over = await leader.get(`/schools/${preschool}/absence?asOf=2026-09-18&band=over`);
    expect(over.body).toMatchObject({ total: 0, pupils: [] });
    const own = await leader.get(`/pupils/${child}/absence?asOf=2026-09-18`);
    expect(own.body).toMatchObject({ dutyToAttend: false, band: null, overLimit: false });
  });
});

describe("a school's list", () => {
  it('names who is over the limit, page by page', async () => {
    const path = `/schools/${school}/absence?asOf=2026-09-18`;
    const over = await rector.get(`${path}&band=over`);
    expect(over.body).toMatchObject({ schoolUnit: school, asOf: '2026-09-18', total: 1 });
    expect(rowsOf(over.body).map((row) => row.pupilId)).toEqual([pupils.first]);
    const page = await rector.get(`${path}&limit=2&offset=4`);
    expect(page.body).toMatchObject({ total: 5 });
    expect(rowsOf(page.body)).toHaveLength(1);
    expect(rowsOf((await rector.get(`${path}&band=below`)).body)).toHaveLength(3);
  });

  it('is for the rector, pupil health and the team leader', async () => {
    const statusFor = async (who: SignedIn, code = school) =>
      (await who.get(`/schools/${code}/absence`)).status;
    expect(await statusFor(await api.as(ids.pupilHealth, 'pupilHealth'))).toBe(200);
    expect(await statusFor(leader)).toBe(200);
    expect(await statusFor(await api.as(ids.otherRector, 'rector'))).toBe(404);
    expect(await statusFor(mentor)).toBe(403);
    expect(await statusFor(await api.as(ids.coordinator, 'coordinator'))).toBe(403);
    expect(await statusFor(leader, '99999999')).toBe(404);
  });
});

describe("a pupil's page", () => {
  it('has figures, patterns and weeks', async () => {
    const answer = await mentor.get(`/pupils/${pupils.first}/absence?asOf=2026-09-18`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        name: 'Första Elev',
        dutyToAttend: true,
        asOf: '2026-09-18',
        figures: { rollingWeeks: { percent: 16 } },
        patterns: {
          window: { from: '2026-08-18', to: '2026-09-18', schoolDays: 24 },
          subjects: [
            { subject: 'Matematik', lessons: 4, valid: 600, invalid: 600, total: 1200 },
            { subject: 'Bild', lessons: 1, total: 60 },
          ],
          extent: { wholeDays: 4, partDays: 1, daysPresent: 19, lessonsOnPartDays: 1 },
          spells: [
            { from: '2026-09-18', to: '2026-09-18' },
            { from: '2026-09-07', to: '2026-09-09', schoolDays: 3, wholeDays: 3, total: 900 },
            { from: '2026-08-21' },
          ],
          trend: null,
        },
      },
    });
    const weeks: { week: string; figure: { percent: number } }[] = Object(answer.body).weeks;
    expect(weeks.map(({ week, figure }) => [week, figure.percent])).toEqual([
      ['2026-W34', 25],
      ['2026-W35', 0],
      ['2026-W36', 0],
      ['2026-W37', 60],
      ['2026-W38', 4],
    ]);
  });

  it('is for those near: family, school, the pupil', async () => {
    const path = `/pupils/${pupils.first}/absence`;
    const statusFor = async (who: SignedIn) => (await who.get(path)).status;
    expect(await statusFor(await api.as(ids.mother, 'guardian'))).toBe(200);
    expect(await statusFor(await api.as(pupils.first, 'pupil'))).toBe(200);
    expect(await statusFor(rector)).toBe(200);
    expect(await statusFor(await api.as(people.stranger, 'guardian'))).toBe(404);
    expect(await statusFor(await api.as(pupils.second, 'pupil'))).toBe(404);
    expect(await statusFor(await api.as(people.otherMentor, 'mentor'))).toBe(404);
    expect(await statusFor(await api.as(ids.coordinator, 'coordinator'))).toBe(404);
    expect((await rector.get('/pupils/nobody/absence')).status).toBe(404);
  });

  it('is masked for a protected pupil where the asker is not named', async () => {
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    const { body } = await health.get(`/pupils/${pupils.protected}/absence?asOf=2026-09-18`);
    expect(body).toMatchObject({ name: null, masked: true, figures: { rollingWeeks: { total: 300 } } });
    expect(JSON.stringify(body)).not.toContain('Skyddad');
  });

  it('goes by what the source says of the day, and says so', async () => {
    const { db } = api.town.records;
    const given = { pupil_id: untimed, date: localDate('2026-09-07') };
    await db
      .insertInto('absence_offered')
      .values({ ...given, offered_minutes: null, reported_minutes: 400 })
      .execute();
    const path = `/pupils/${untimed}/absence?asOf=2026-09-18`;
    const reported = await rector.get(path);
    expect(reported.body).toMatchObject({
      band: null,
      figures: { rollingWeeks: { denominator: 'reported', countedDays: 1, offered: 400, percent: 75 } },
    });
    await db.updateTable('absence_offered').set({ offered_minutes: 600 }).execute();
    const both = (ask: string) => rector.get(`${path}&denominator=${ask}`);
    expect((await both('offered')).body).toMatchObject({ figures: { term: { offered: 600, percent: 50 } } });
    expect((await both('reported')).body).toMatchObject({
      figures: { term: { denominator: 'reported', offered: 400, percent: 75 } },
    });
  });

  it.each([
    ['from=2026-09-10&asOf=2026-09-01', 'query/asOf'],
    ['from=2026-09-20', 'query/from'],
    ['from=2026-13-01', 'query/from'],
  ])('?%s is refused by name', async (query, field) => {
    const answer = await rector.get(`/pupils/${pupils.first}/absence?${query}`);
    expect(answer).toMatchObject({ status: 422, body: { field } });
  });
});
