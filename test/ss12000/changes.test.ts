/** A school's life between two readings: who comes, goes, moves and is deleted, and what of it reaches the records. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/domain/time.ts';
import { findStaffAs } from '../../src/records/people.ts';
import { giveRole } from '../../src/records/roles.ts';
import { problemsOfRun } from '../../src/records/sources/problems.ts';
import type { FreshDatabase } from '../setup/database.ts';
import { type FakeSource, startFakeSource } from './fake-server.ts';
import { readAll, readWith, recordsWithCalendar } from './reading.ts';
import { type Entity, smallTown, type Town, uuidOf } from './town.ts';

const firstDay = instant(Date.parse('2026-09-18T17:00:00+02:00'));
const nextDay = instant(Date.parse('2026-09-21T17:00:00+02:00'));
const modified = { created: '2026-08-01T08:00:00Z', modified: '2026-09-21T10:00:00Z' };

let records: FreshDatabase;
let fake: FakeSource;
let town: Town;
let sourceId: string;

beforeEach(async () => {
  records = await recordsWithCalendar();
  town = smallTown();
  fake = await startFakeSource({ town });
  ({ sourceId } = await readAll(records, fake, { at: firstDay }));
});
afterEach(async () => {
  await fake.close();
  await records.drop();
});

type Listed = Exclude<keyof Town, 'deleted'>;
const change = (
  where: Listed,
  which: (entity: Entity) => boolean,
  how: (entity: Entity) => object,
): Entity => {
  const index = town[where].findIndex(which);
  const before = town[where][index];
  if (before === undefined) throw new Error(`nothing such in ${where}`);
  const after: Entity = { ...before, ...how(before), id: before.id, meta: modified };
  town[where][index] = after;
  return before;
};
const remove = (where: Listed, which: (entity: Entity) => boolean): Entity => {
  const gone = town[where].find(which);
  if (gone === undefined) throw new Error(`nothing such in ${where}`);
  town[where] = town[where].filter((entity) => entity !== gone);
  town.deleted.push({ resource: where, id: gone.id, at: '2026-09-21T10:00:00Z' });
  return gone;
};
const readRegister = () => readWith(records, fake, sourceId, 'register', { at: nextDay });
const readAbsence = () => readWith(records, fake, sourceId, 'absence', { at: nextDay });

const classNamed = (name: string) => (entity: Entity) => entity['displayName'] === name;
/** The group of Kringlaskolan; another school has a class of that name. */
const firstOf = (name: string): Entity => {
  const group = town.groups.find(classNamed(name));
  if (group === undefined) throw new Error(name);
  return group;
};
const memberOf = (name: string): string => Object(firstOf(name)['groupMemberships'])[0].person.id;
const personIs = (id: string) => (entity: Entity) => entity.id === id;
const civicNoOf = (id: string): string => Object(town.persons.find(personIs(id))?.['civicNo']).value;
const pupil = async (civicNo: string) =>
  records.db.selectFrom('pupil').selectAll().where('civic_no', '=', civicNo).executeTakeFirstOrThrow();

describe('pupils', () => {
  it('who leave keep their row and are told when', async () => {
    const id = memberOf('8A');
    change('persons', personIs(id), ({ enrolments }) => ({
      enrolments: Object(enrolments).map((one: object) => ({ ...one, endDate: '2026-09-18' })),
    }));
    const run = await readRegister();
    expect(await pupil(civicNoOf(id))).toMatchObject({ active: false, left_on: '2026-09-19' });
    expect(run.report.applied['pupils']).toMatchObject({ added: 0, changed: 0, removed: 1 });
  });

  it('whom the source has deleted have left, and come back when they do', async () => {
    const gone = remove('persons', personIs(memberOf('8A')));
    const civicNo = Object(gone['civicNo']).value;
    await readRegister();
    const left = await pupil(civicNo);
    expect(left).toMatchObject({ active: false, left_on: '2026-09-21' });
    town.deleted = [];
    town.persons.push({ ...gone, meta: { ...modified, modified: '2026-09-21T14:00:00Z' } });
    await readRegister();
    expect(await pupil(civicNo)).toMatchObject({ id: left.id, active: true, left_on: null });
  });

  it('whose enrolment ends by itself leave on that day, though the source says nothing new', async () => {
    const id = memberOf('8A');
    change('persons', personIs(id), ({ enrolments }) => ({
      enrolments: Object(enrolments).map((one: object) => ({ ...one, endDate: '2026-10-02' })),
    }));
    await readRegister();
    expect(await pupil(civicNoOf(id))).toMatchObject({ active: true });
    const october = instant(Date.parse('2026-10-05T03:30:00+02:00'));
    await readWith(records, fake, sourceId, 'register', { at: october });
    expect(await pupil(civicNoOf(id))).toMatchObject({ active: false, left_on: '2026-10-03' });
  });

  it('move to another class by a change of the groups alone', async () => {
    const id = memberOf('8A');
    const member = { person: { id }, startDate: '2026-09-21' };
    const of = firstOf('8A').id;
    change('groups', personIs(of), ({ groupMemberships }) => ({
      groupMemberships: Object(groupMemberships).filter((one: object) => Object(one).person.id !== id),
    }));
    change('groups', classNamed('FA'), ({ groupMemberships }) => ({
      groupMemberships: [...Object(groupMemberships), member],
    }));
    const run = await readRegister();
    expect(await pupil(civicNoOf(id))).toMatchObject({ class: 'FA' });
    expect(run.report.applied['pupils']).toMatchObject({ changed: 1 });
    expect(run.report.resources['persons']?.read).toBeLessThan(10);
  });

  it('get a marking, and lose none by a source that is silent of it', async () => {
    const id = memberOf('8A');
    const { municipality_code } = await pupil(civicNoOf(id));
    change('persons', personIs(id), () => ({ securityMarking: 'Skyddad folkbokföring', addresses: [] }));
    await readRegister();
    const marked = await pupil(civicNoOf(id));
    // The address is withheld: where they live stays as it was.
    expect(marked).toMatchObject({ security_marking: 'protectedRegistration', municipality_code });
    change('persons', personIs(id), () => ({ securityMarking: null, givenName: 'Annat' }));
    town.persons.find(personIs(id))!.meta = { ...modified, modified: '2026-09-21T12:00:00Z' };
    await readRegister();
    expect(await pupil(civicNoOf(id))).toMatchObject({
      id: marked.id,
      given_name: 'Annat',
      security_marking: 'protectedRegistration',
    });
  });

  it('stay who they are when a temporary number becomes a lasting one', async () => {
    const id = memberOf('8A');
    const before = await pupil(civicNoOf(id));
    change('persons', personIs(id), () => ({ civicNo: { value: '201205149808', nationality: 'SE' } }));
    const run = await readRegister();
    expect(await pupil('201205149808')).toMatchObject({ id: before.id, birth_date: '2012-05-14' });
    expect(run.report.applied['pupils']).toMatchObject({ added: 0 });
  });

  it('with two records are told', async () => {
    const id = memberOf('8A');
    const other = Object(firstOf('8A')['groupMemberships'])[1].person.id;
    change('persons', personIs(id), () => ({ civicNo: { value: civicNoOf(other) } }));
    const run = await readRegister();
    const problems = await problemsOfRun(records.db, run.id);
    expect(problems.map(({ externalId, code }) => [externalId, code])).toContainEqual([id, 'two-records']);
  });
});

describe('guardians', () => {
  const guardianships = async (id: string) =>
    sql<{ civic: string }>`select g.civic_no as civic from guardianship join guardian g on g.id = guardian_id
      join pupil p on p.id = pupil_id where p.civic_no = ${civicNoOf(id)} order by 1`
      .execute(records.db)
      .then(({ rows }) => rows.map(({ civic }) => civic));

  it('who lose custody are guardians no more; who can’t be read takes nobody away', async () => {
    const [first, second] = Object(firstOf('8A')['groupMemberships']).map(
      (one: object) => Object(one).person.id,
    );
    const before = await guardianships(second);
    change('persons', personIs(first), () => ({ responsibles: [] }));
    change('persons', personIs(second), () => ({
      responsibles: [{ person: { id: uuidOf('nobody') }, relationType: 'Vårdnadshavare' }],
    }));
    const run = await readRegister();
    expect(await guardianships(first)).toEqual([]);
    expect(await guardianships(second)).toEqual(before);
    const problems = await problemsOfRun(records.db, run.id);
    expect(problems.map(({ code }) => code)).toContain('unknown-reference');
  });

  it('with a new address reach every child', async () => {
    const id = memberOf('8A');
    const guardian = Object(town.persons.find(personIs(id))?.['responsibles'])[0].person.id;
    change('persons', personIs(guardian), () => ({ emails: [{ value: 'ny@post.example', type: 'Privat' }] }));
    await readRegister();
    const row = await records.db
      .selectFrom('guardian')
      .select('email')
      .where('civic_no', '=', civicNoOf(guardian))
      .executeTakeFirst();
    expect(row?.email).toBe('ny@post.example');
  });
});

describe('staff', () => {
  const mentorsOf = async (name: string) =>
    records.db
      .selectFrom('person_role')
      .select('person_id')
      .where('role', '=', 'mentor')
      .where('class', '=', name)
      .orderBy('person_id')
      .execute()
      .then((rows) => rows.map(({ person_id }) => person_id));
  const person = (id: string) =>
    records.db.selectFrom('person').select('active').where('id', '=', id).executeTakeFirst();

  it('change with the group’s roles, and with roles that the duty tells', async () => {
    const [old = ''] = await mentorsOf('FA');
    const duty = town.duties.find((one) => Object(one['person']).id !== old && one['dutyRole'] === 'Lärare');
    if (duty === undefined) throw new Error('no teacher');
    change('groups', classNamed('FA'), () => ({ _embedded: { assignmentRoles: [] } }));
    change('duties', personIs(duty.id), () => ({
      assignmentRole: [
        { group: { id: firstOf('FA').id }, assignmentRoleType: 'Mentor', startDate: '2026-09-21' },
      ],
    }));
    await readRegister();
    expect(await mentorsOf('FA')).toEqual([Object(duty['person']).id]);
    // Without a class, but still a teacher there.
    expect(await person(old)).toEqual({ active: true });
  });

  it('whose last duty ends are of the staff no more, unless the product gave them a role', async () => {
    const [kept = ''] = await mentorsOf('FA');
    const rector = town.duties.find((one) => one['dutyRole'] === 'Rektor');
    const left = Object(rector?.['person']).id;
    const since = localDate('2026-09-01');
    const given = { title: 'Teamledare', stages: [], until: null, since, by: left };
    await giveRole(records.db, kept, { role: 'teamLeader', ...given });
    for (const id of [kept, left])
      change(
        'duties',
        (duty) => Object(duty['person']).id === id,
        () => ({ endDate: '2026-09-18' }),
      );
    await readRegister();
    expect(await person(left)).toEqual({ active: false });
    expect(await person(kept)).toEqual({ active: true });
    const roles = await records.db
      .selectFrom('person_role')
      .select('role')
      .where('person_id', '=', kept)
      .execute();
    expect(roles).toEqual([{ role: 'teamLeader' }]);
  });
});

describe('absence', () => {
  const rows = async () => records.db.selectFrom('absence').selectAll().execute();
  const anAttendance = (): Entity => {
    const found = town.attendances.find((one) => Number(one['validAbsenceMinutes']) > 0);
    if (found === undefined) throw new Error('nobody was away');
    return found;
  };

  it('is corrected, taken back and deleted lesson by lesson', async () => {
    const before = (await rows()).length;
    const [first, second, third] = town.attendances.filter((one) => Number(one['validAbsenceMinutes']) > 0);
    change('attendances', personIs(first?.id ?? ''), () => ({
      validAbsenceMinutes: 0,
      invalidAbsenceMinutes: 25,
    }));
    change('attendances', personIs(second?.id ?? ''), () => ({
      validAbsenceMinutes: 0,
      attendanceMinutes: 60,
    }));
    remove('attendances', personIs(third?.id ?? ''));
    const run = await readAbsence();
    expect(run.report.applied['absence']).toMatchObject({ added: 0, changed: 1, removed: 2 });
    expect(await rows()).toHaveLength(before - 2);
    expect((await rows()).filter(({ minutes, kind }) => minutes === 25 && kind === 'invalid')).toHaveLength(
      1,
    );
  });

  it('goes with a lesson that is moved, and ends with one that is called off', async () => {
    const { calendarEvent, student } = anAttendance();
    const lesson = personIs(Object(calendarEvent).id);
    const civicNo = civicNoOf(Object(student).id);
    const { id } = await pupil(civicNo);
    const on = async (date: string) =>
      (await rows()).filter((row) => row.pupil_id === id && row.date === date).length;
    change('calendarEvents', lesson, () => ({ startTime: '2026-09-21T08:30:00+02:00' }));
    await readAbsence();
    expect(await on('2026-09-21')).toBe(1);
    change('calendarEvents', lesson, () => ({ startTime: '2026-09-21T08:30:00+02:00', cancelled: true }));
    town.calendarEvents.find(lesson)!.meta = { ...modified, modified: '2026-09-21T12:00:00Z' };
    await readAbsence();
    expect(await on('2026-09-21')).toBe(0);
  });

  it('that was announced stands until a lesson of the day is told', async () => {
    const id = memberOf('8A');
    const { id: pupilId } = await pupil(civicNoOf(id));
    const monday = async () =>
      (await rows()).filter((row) => row.pupil_id === pupilId && row.date === '2026-09-21');
    town.absences.push({
      id: uuidOf('announced'),
      meta: modified,
      startTime: '2026-09-19T00:00:00+02:00',
      endTime: '2026-09-21T23:59:00+02:00',
      type: 'Anmäld frånvaro',
      student: { id },
    });
    await readAbsence();
    // Saturday and Sunday are no school days.
    expect((await rows()).filter((row) => row.lesson === 'anmäld')).toHaveLength(1);
    expect(await monday()).toMatchObject([{ minutes: 330, kind: 'valid', reason: 'Anmäld frånvaro' }]);
    const event = uuidOf('monday');
    town.calendarEvents.push({
      id: event,
      meta: modified,
      activity: { id: town.activities[0]?.id ?? '' },
      startTime: '2026-09-21T08:00:00+02:00',
      endTime: '2026-09-21T09:00:00+02:00',
    });
    town.attendances.push({
      id: uuidOf('came'),
      meta: { ...modified, modified: '2026-09-21T14:00:00Z' },
      calendarEvent: { id: event },
      student: { id },
      isReported: true,
      attendanceMinutes: 60,
      validAbsenceMinutes: 0,
      invalidAbsenceMinutes: 0,
    });
    await readAbsence();
    expect(await monday()).toEqual([]);
  });

  it('of somebody who comes later is put when they do', async () => {
    const { student } = anAttendance();
    const { id } = Object(student);
    const gone = town.persons.find(personIs(id));
    if (gone === undefined) throw new Error('nobody');
    const own = await recordsWithCalendar();
    const late = await startFakeSource({
      town: { ...town, persons: town.persons.filter((one) => one !== gone) },
    });
    try {
      const { sourceId: ownId, absence } = await readAll(own, late, { at: firstDay });
      const problems = await problemsOfRun(own.db, absence.id);
      // Whose marking nobody knows is not named.
      expect(problems.map(({ externalId, code }) => [externalId, code])).toContainEqual([
        null,
        'unknown-pupil',
      ]);
      late.town.persons.push({ ...gone, meta: modified });
      await readWith(own, late, ownId, 'register', { at: nextDay });
      await readWith(own, late, ownId, 'absence', { at: nextDay });
      const there = await own.db.selectFrom('absence').selectAll().execute();
      expect(there).toHaveLength((await rows()).length);
    } finally {
      await late.close();
      await own.drop();
    }
  });
});

describe('the names that staff sign in with', () => {
  const namesOf = (entity: Entity): string[] => Object(entity['eduPersonPrincipalNames'] ?? []);
  const isStaff = (entity: Entity) => namesOf(entity).length > 0;
  const joined = async (name: string) =>
    (await findStaffAs(records.db, 'eppn', name)).map(({ id }) => id).toSorted();

  it('are all of those that the source tells, in large and small letters, and no longer than it does', async () => {
    const { id, eduPersonPrincipalNames } = change('persons', isStaff, (entity) => ({
      eduPersonPrincipalNames: [...namesOf(entity), 'Eva.Annan@dalsviken.example', 'eva@skolan.example'],
    }));
    await readRegister();
    const [first = ''] = Object(eduPersonPrincipalNames);
    const [person] = await joined(first);
    expect(person).toBeDefined();
    for (const name of ['eva.annan@dalsviken.example', 'EVA@skolan.example']) {
      expect(await joined(name)).toEqual([person]);
    }
    change('persons', personIs(id), (entity) => ({ eduPersonPrincipalNames: namesOf(entity).slice(0, 2) }));
    town.persons = town.persons.map((entity) =>
      entity.id === id ? { ...entity, meta: { ...modified, modified: '2026-09-21T14:00:00Z' } } : entity,
    );
    await readRegister();
    expect(await joined('eva@skolan.example')).toEqual([]);
    expect(await joined('eva.annan@dalsviken.example')).toEqual([person]);
  });

  it('mean two people, so nobody, where the source tells one of two', async () => {
    const [one = [], other] = town.persons.filter(isStaff).map((entity) => [entity.id, ...namesOf(entity)]);
    const [, shared = ''] = one;
    change('persons', personIs(other?.[0] ?? ''), (entity) => ({
      eduPersonPrincipalNames: [...namesOf(entity), shared],
    }));
    await readRegister();
    expect(await joined(shared)).toHaveLength(2);
  });
});
