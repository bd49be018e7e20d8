/** The time that a source tells of: what stands in the records is what a plain sum of the source's own rows gives. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import type { FreshDatabase } from '../setup/database.ts';
import { type FakeOptions, type FakeSource, startFakeSource } from './fake-server.ts';
import { aSource, readWith, recordsWithCalendar } from './reading.ts';
import { type Entity, smallTown, type Town, uuidOf } from './town.ts';

const friday = instant(Date.parse('2026-09-18T17:00:00+02:00'));
const monday = instant(Date.parse('2026-09-21T17:00:00+02:00'));
const later = { created: '2026-08-01T08:00:00Z', modified: '2026-09-21T10:00:00Z' };

let records: FreshDatabase;
let fake: FakeSource;
let town: Town;
let sourceId: string;

const begin = async (options: Omit<FakeOptions, 'town'> = {}) => {
  fake = await startFakeSource({ town, ...options });
  sourceId = await aSource(records.db, fake);
  await readWith(records, fake, sourceId, 'register', { at: friday });
  return readWith(records, fake, sourceId, 'absence', { at: friday });
};
const readAgain = (at = monday) => readWith(records, fake, sourceId, 'absence', { at });

beforeEach(async () => {
  records = await recordsWithCalendar();
  town = smallTown();
});
afterEach(async () => {
  await fake.close();
  await records.drop();
});

const text = (of: unknown): string => String(Object(of).id);
const minutes = (one: Entity) =>
  ['attendanceMinutes', 'validAbsenceMinutes', 'invalidAbsenceMinutes'].reduce(
    (sum, name) => sum + Number(one[name]),
    0,
  );

/** Minutes of each pupil and day from `from` on and before `to`, by civic number. */
const plain = (from: string, to: string): Record<string, number> => {
  const events = new Map(town.calendarEvents.map((event) => [event.id, event]));
  const persons = new Map(town.persons.map((person) => [person.id, person]));
  const sums: Record<string, number> = {};
  for (const one of town.attendances) {
    const event = events.get(text(one['calendarEvent']));
    const date = String(event?.['startTime']).slice(0, 10);
    if (event === undefined || event['cancelled'] === true || date < from || date >= to) continue;
    const key = `${Object(persons.get(text(one['student']))?.['civicNo']).value} ${date}`;
    sums[key] = (sums[key] ?? 0) + minutes(one);
  }
  return sums;
};
const stored = async (kind: 'offered_minutes' | 'reported_minutes') => {
  const rows = await records.db
    .selectFrom('absence_offered')
    .innerJoin('pupil', 'pupil.id', 'pupil_id')
    .select(['civic_no', 'date', kind])
    .execute();
  return Object.fromEntries(rows.map((row) => [`${row.civic_no} ${row.date}`, row[kind]]));
};

const change = (where: 'attendances' | 'calendarEvents', id: string, how: object) => {
  town[where] = town[where].map((one) => (one.id === id ? { ...one, ...how, id, meta: later } : one));
};

describe('a source of sums', () => {
  const sumsOnly = { missing: { attendances: 501 } };

  it('says what was offered and what was reported, in all activities of a day together', async () => {
    await begin({ ...sumsOnly, pageSize: 7 });
    const wanted = plain('2026-08-18', '2026-09-18');
    expect(Object.keys(wanted).length).toBeGreaterThan(50);
    // Sums are of the läsår so far; time is put together anew for five weeks back.
    const five = Object.fromEntries(Object.entries(wanted).filter(([key]) => key.slice(-10) >= '2026-08-14'));
    expect(await stored('offered_minutes')).toEqual(five);
    expect(await stored('reported_minutes')).toEqual(five);
  });

  it('of which one activity is silent says nothing of the day', async () => {
    const [first] = town.attendances;
    const student = text(first?.['student']);
    const silent = String(Object(town.persons.find(({ id }) => id === student)?.['civicNo']).value);
    await begin({
      ...sumsOnly,
      twistSums: (sum) =>
        text(sum['student']) === student ? { ...sum, offeredSum: null, reportedSum: -1 } : sum,
    });
    const days = Object.keys(await stored('offered_minutes'));
    expect(days.filter((key) => key.startsWith(silent))).toEqual([]);
    expect(days.length).toBeGreaterThan(50);
  });

  it('is followed when it says something else, and takes back what it no longer tells', async () => {
    await begin(sumsOnly);
    const on = town.calendarEvents.find((event) => String(event['startTime']).startsWith('2026-09-17'));
    const told = town.attendances.filter((one) => text(one['calendarEvent']) === on?.id);
    expect(told.length).toBeGreaterThan(0);
    town.attendances = town.attendances.filter((one) => !told.includes(one));
    await readAgain();
    expect(await stored('offered_minutes')).toEqual(plain('2026-08-14', '2026-09-21'));
    const again = await readAgain();
    expect(again.report.applied['dayTimes']).toBeUndefined();
  });

  it('that breaks off in a day leaves that day for the next reading', async () => {
    await begin({
      ...sumsOnly,
      pageSize: 3,
      fault: ({ resource, query, page }) =>
        resource === 'aggregatedAttendance' && page === 1 && broken && query.has('pageToken')
          ? { kind: 'wrong-shape' }
          : null,
    });
    const first = await stored('offered_minutes');
    for (const [key, value] of Object.entries(first)) expect(value, key).toBe(plain('0', '9')[key]);
    broken = false;
    await readAgain();
    expect(await stored('offered_minutes')).toEqual(plain('2026-08-17', '2026-09-21'));
  });
  let broken = true;
});

describe('a source of lessons', () => {
  it('says what was reported, when the day is over, and nothing of what was offered', async () => {
    await begin({ pageSize: 11 });
    expect(await stored('reported_minutes')).toEqual(plain('2026-08-14', '2026-09-18'));
    expect(new Set(Object.values(await stored('offered_minutes')))).toEqual(new Set([null]));
    await readAgain();
    expect(await stored('reported_minutes')).toEqual(plain('2026-08-17', '2026-09-21'));
  });

  it('is followed when a lesson is corrected, moved, called off or deleted, also on pages that repeat', async () => {
    await begin();
    const [corrected, moved, cancelled, deleted] = town.attendances.filter((one) =>
      String(
        town.calendarEvents.find(({ id }) => id === text(one['calendarEvent']))?.['startTime'],
      ).startsWith('2026-09-1'),
    );
    if (!corrected || !moved || !cancelled || !deleted) throw new Error('too few');
    change('attendances', corrected.id, { attendanceMinutes: 17, validAbsenceMinutes: 3 });
    change('calendarEvents', text(moved['calendarEvent']), { startTime: '2026-09-15T08:30:00+02:00' });
    change('calendarEvents', text(cancelled['calendarEvent']), { cancelled: true });
    town.attendances = town.attendances.filter(({ id }) => id !== deleted.id);
    town.deleted.push({ resource: 'attendances', id: deleted.id, at: later.modified });
    await readAgain();
    expect(await stored('reported_minutes')).toEqual(plain('2026-08-14', '2026-09-21'));
  });

  it('is forgotten when it is past correction, and a late correction takes nothing away', async () => {
    await begin();
    const { db } = records;
    const before = await db.selectFrom('absence').selectAll().execute();
    const times = await stored('reported_minutes');
    const later = instant(Date.parse('2027-08-20T08:00:00+02:00'));
    await readAgain(later);
    for (const table of ['source_time', 'source_attendance', 'source_lesson'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    const one = town.attendances.find((told) => Number(told['validAbsenceMinutes']) > 0);
    town.attendances = town.attendances.map((told) =>
      told.id === one?.id
        ? { ...told, validAbsenceMinutes: 0, meta: { ...told.meta, modified: '2027-08-20T07:00:00Z' } }
        : told,
    );
    await readAgain(instant(Date.parse('2027-08-21T08:00:00+02:00')));
    expect(await db.selectFrom('absence').selectAll().execute()).toEqual(before);
    expect(await stored('reported_minutes')).toEqual(times);
  });

  it('of which a lesson is not reported counts it as offered time, not as reported', async () => {
    const one = town.attendances[0];
    const lesson = town.calendarEvents.find(({ id }) => id === text(one?.['calendarEvent']));
    if (one === undefined || lesson === undefined) throw new Error('none');
    const event = uuidOf('unreported');
    town.calendarEvents.push({ ...lesson, id: event });
    town.attendances.push({
      ...one,
      id: uuidOf('nobody said'),
      calendarEvent: { id: event },
      isReported: false,
      attendanceMinutes: 0,
      validAbsenceMinutes: 0,
      invalidAbsenceMinutes: 0,
    });
    await begin();
    expect(await stored('reported_minutes')).toEqual(plain('2026-08-14', '2026-09-18'));
  });
});
