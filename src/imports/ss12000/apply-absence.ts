/**
 * What the source newly said of absence, put as rows of absence, pupil by pupil and day by day: the source has the
 * last word on a day of which it tells anything. In batches, each one transaction.
 */
import { isSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import type { AbsenceRow } from '../../domain/import-rows.ts';
import { addDays, type LocalDate, maxDate, minDate } from '../../domain/time.ts';
import { buildSchoolCalendar } from '../../integrations/calendar.ts';
import { periodsOf } from '../../records/calendar.ts';
import { absenceApplier } from '../../records/import/absence.ts';
import type { Trx } from '../../records/import/applier.ts';
import {
  type Announced,
  announcedOf,
  clearDays,
  markPlaced,
  type StudentOnRecord,
  studentsOnRecord,
  studentsToPlace,
  toldLessons,
  touchAnnounced,
} from '../../records/sources/absence-days.ts';
import { noteArrival } from '../../records/school-day/standings.ts';
import { markApplied } from '../../records/sources/matches.ts';
import { absenceSaid } from './absence.ts';
import { announcedMinutes } from './announced.ts';
import { begin } from './apply-register.ts';
import type { Reading } from './reading.ts';
import { checkRow, Numbered, problemOf } from './rows.ts';

const STUDENTS_A_BATCH = 200;

/** Announcements further back than this are history. */
const announcedBackDays = 60;

/**
 * `since` is the day of the last reading of absence; null on the first. Days before `from` are history: the source's
 * other lessons of them are forgotten, so that a late correction of one would take the others away.
 */
export const applyAbsence = async (
  reading: Reading,
  since: LocalDate | null,
  from: LocalDate,
): Promise<void> => {
  const calendars = new Map<string, Promise<SchoolCalendar>>();
  const calendarOf = (schoolUnit: string): Promise<SchoolCalendar> => {
    const known = calendars.get(schoolUnit) ?? calendarFor(reading, schoolUnit);
    calendars.set(schoolUnit, known);
    return known;
  };
  await reading.inTransaction(async (trx) => {
    if (since !== null) await touchAnnounced(trx, reading.sourceId, { since, today: reading.today });
  });
  for (;;) {
    const applied = await reading.inTransaction(async (trx) => {
      await begin(trx, reading);
      return applyStudents(reading, trx, calendarOf, from);
    });
    reading.deps.progress('absence');
    if (applied < STUDENTS_A_BATCH) return;
  }
};

const calendarFor = async (reading: Reading, schoolUnit: string): Promise<SchoolCalendar> => {
  const year = Number(reading.today.slice(0, 4));
  const periods = await periodsOf(reading.deps.db, schoolUnit);
  return buildSchoolCalendar({ periods, schoolUnit, fromYear: year - 1, toYear: year + 1 });
};

type Day = { student: string; date: LocalDate };
const keyOf = ({ student, date }: Day): string => `${student}/${date}`;

const applyStudents = async (
  reading: Reading,
  trx: Trx,
  calendarOf: (schoolUnit: string) => Promise<SchoolCalendar>,
  from: LocalDate,
): Promise<number> => {
  const { sourceId, today } = reading;
  const students = await studentsToPlace(trx, sourceId, STUDENTS_A_BATCH);
  const onRecord = await studentsOnRecord(trx, sourceId, students);
  const announced = await announcedOf(trx, sourceId, students);
  const announcedDays = announced.filter(({ dirty }) => dirty).flatMap((one) => daysOf(one, today));
  const lessons = await toldLessons(trx, sourceId, students, announcedDays);
  const days = new Map<string, Day>();
  const touch = (student: string, date: LocalDate | null) => {
    if (date !== null && date >= from) days.set(keyOf({ student, date }), { student, date });
  };
  for (const { student, date } of announcedDays) touch(student, date);
  for (const { student, date, placedOn, dirty } of lessons) {
    if (!dirty) continue;
    touch(student, date);
    touch(student, placedOn);
  }

  const rows = new Numbered<AbsenceRow>();
  const spoken: { pupilId: string; date: LocalDate; keep: string[] }[] = [];
  for (const { student, date } of days.values()) {
    const pupil = onRecord.get(student);
    if (pupil === undefined) continue;
    const ofDay = lessons.filter((one) => one.student === student && one.date === date);
    const isOpen = isSchoolDay(await calendarOf(pupil.schoolUnit), date);
    const covering = isOpen ? announced.filter((one) => covers(one, student, date)) : [];
    const said = absenceSaid({
      civicNo: pupil.civicNo,
      date,
      preschool: pupil.schoolForm === 'preschool',
      offered: pupil.offered,
      lessons: ofDay.filter(({ cancelled }) => !cancelled),
      announced: covering.flatMap(({ facts }) => announcedMinutes(facts, date, reading.zone) ?? []),
    });
    const keep: string[] = [];
    for (const row of said) {
      const about = { resource: 'attendances', externalId: student, masked: pupil.masked };
      const { value, problems } = checkRow('absence', about, row);
      await reading.problems(trx, problems);
      if (value === null) continue;
      rows.add(about, value);
      keep.push(value.lesson);
    }
    spoken.push({ pupilId: pupil.pupilId, date, keep });
  }
  const cleared = await clearDays(trx, spoken);
  const touched = new Set(cleared);
  const { bad, added, changed, unchanged } = await absenceApplier({ touched }).apply(trx, rows.rows);
  await noteArrival(trx, [...touched]);
  await reading.problems(trx, rows.problems('absence', bad));
  reading.applied('absence', { added, changed, unchanged, removed: cleared.length });
  await tellUnknown(reading, trx, students, onRecord, lessons);
  const dirty = lessons.filter((one) => one.dirty);
  await markPlaced(
    trx,
    sourceId,
    dirty.map(({ externalId, date }) => ({ externalId, date })),
  );
  const settled = announced.filter((one) => one.dirty).map(({ externalId }) => externalId);
  await markApplied(trx, sourceId, 'absence', settled);
  return students.length;
};

const covers = ({ student, from, to, gone }: Announced, of: string, date: LocalDate): boolean =>
  !gone && student === of && from <= date && date <= to;

/** The days of an announcement until today. */
const daysOf = ({ student, from, to }: Announced, today: LocalDate): Day[] => {
  const first = maxDate(from, addDays(today, -announcedBackDays));
  const days: Day[] = [];
  for (let date = first; date <= minDate(to, today); date = addDays(date, 1)) days.push({ student, date });
  return days;
};

/** Pupils and lessons of whom the source never told. */
const tellUnknown = async (
  reading: Reading,
  trx: Trx,
  students: readonly string[],
  onRecord: ReadonlyMap<string, StudentOnRecord>,
  lessons: Awaited<ReturnType<typeof toldLessons>>,
): Promise<void> => {
  const about = (externalId: string) => ({ resource: 'attendances', externalId, masked: false });
  const strangers = students.filter((student) => !onRecord.has(student));
  const unplaced = lessons.filter(
    ({ date, dirty, validMinutes, invalidMinutes }) =>
      dirty && date === null && validMinutes + invalidMinutes > 0,
  );
  await reading.problems(trx, [
    ...strangers.map((student) => problemOf({ ...about(student), masked: true }, 'unknown-pupil', 'student')),
    ...unplaced.map(({ externalId }) => problemOf(about(externalId), 'unknown-lesson', 'calendarEvent')),
  ]);
};
