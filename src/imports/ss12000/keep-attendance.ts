/** Lessons, attendances and aggregated attendance of a page, read leniently and kept. */
import { localDateOf, localTimeOf } from '../../domain/calendar.ts';
import { timeOfActivity, timeOfLesson } from '../../domain/told-time.ts';
import { instant, type LocalDate, parseLocalDate } from '../../domain/time.ts';
import { type Entities, readEntity } from '../../integrations/ss12000/entities.ts';
import type { Trx } from '../../records/import/applier.ts';
import {
  type Attendance,
  keepAttendances,
  keepLessons,
  type Lesson,
} from '../../records/sources/attendance.ts';
import { keepTimes, type TimePart } from '../../records/sources/told-time.ts';
import { timeFrom } from './apply-time.ts';
import { latest, readItems } from './keep-entities.ts';
import type { Reading } from './reading.ts';

const lessonOf = (reading: Reading, told: Entities['calendarEvent']): Lesson[] => {
  if (told.startTime === null) return [];
  const at = instant(told.startTime);
  return [
    {
      externalId: told.id,
      date: localDateOf(reading.zone, at),
      starts: localTimeOf(reading.zone, at),
      subject: subjectOf(told),
      cancelled: told.cancelled ?? false,
    },
  ];
};

/** As long as a subject in the records may be. */
const longestSubject = 80;

const subjectOf = ({ _embedded }: Pick<Entities['calendarEvent'], '_embedded'>): string =>
  (_embedded?.activity?.displayName ?? '').slice(0, longestSubject);

export const keepLessonItems = async (
  reading: Reading,
  trx: Trx,
  items: readonly unknown[],
): Promise<number | null> => {
  const read = readItems(reading, 'calendarEvent', 'calendarEvents', items).map(({ value }) => value);
  const changed = await keepLessons(
    trx,
    reading.sourceId,
    read.flatMap((told) => lessonOf(reading, told)),
  );
  reading.count('calendarEvents', { changed });
  return latest(read);
};

/** The lessons that a page of attendances refers to. */
export const lessonsNeeded = (items: readonly unknown[]): string[] =>
  items.flatMap((item) => {
    const read = readEntity('attendance', item);
    return read.ok ? (read.value.calendarEvent ?? []) : [];
  });

export const keepAttendanceItems = async (
  reading: Reading,
  trx: Trx,
  items: readonly unknown[],
): Promise<number | null> => {
  const read = readItems(reading, 'attendance', 'attendances', items).map(({ value }) => value);
  const told = read.flatMap((one): Attendance[] =>
    one.student === null || one.calendarEvent === null
      ? []
      : [
          {
            externalId: one.id,
            student: one.student,
            lessonId: one.calendarEvent,
            date: null,
            subject: null,
            validMinutes: one.validAbsenceMinutes ?? 0,
            invalidMinutes: one.invalidAbsenceMinutes ?? 0,
            reason: one.absenceReason,
          },
        ],
  );
  const changed = await keepAttendances(trx, reading.sourceId, reading.runId, told);
  const times = read.flatMap((one): TimePart[] => {
    if (one.student === null || one.calendarEvent === null) return [];
    const said = {
      isReported: one.isReported,
      attendance: one.attendanceMinutes,
      valid: one.validAbsenceMinutes,
      invalid: one.invalidAbsenceMinutes,
      other: one.otherAttendanceMinutes,
    };
    return [
      {
        externalId: one.id,
        student: one.student,
        lessonId: one.calendarEvent,
        date: null,
        ...timeOfLesson(said),
      },
    ];
  });
  await keepTimes(trx, reading.sourceId, reading.runId, timeFrom(reading), times);
  reading.count('attendances', { changed });
  return latest(read);
};

/** Sums of one day: they have no id of their own, so pupil, activity and day are it. */
export const keepAggregatedItems = async (
  reading: Reading,
  trx: Trx,
  items: readonly unknown[],
  day: LocalDate,
): Promise<null> => {
  const resource = 'aggregatedAttendance';
  const read = readItems(reading, 'aggregatedAttendance', resource, items).map(({ value }) => value);
  // Only sums of the very day can be put on it.
  const isOfDay = ({ startDate, endDate }: Entities['aggregatedAttendance']): boolean =>
    [startDate, endDate].every((date) => date === null || parseLocalDate(date) === day);
  const idOf = (one: Entities['aggregatedAttendance']) => `${one.student}/${one.activity ?? ''}/${day}`;
  const unreadable = read.filter((one) => one.student !== null && one.activity !== null && !isOfDay(one));
  if (unreadable.length > 0) reading.count(resource, { unreadable: unreadable.length });
  const told = read.flatMap((one): Attendance[] => {
    if (one.student === null || one.activity === null || !isOfDay(one)) return [];
    return [
      {
        externalId: idOf(one),
        student: one.student,
        lessonId: null,
        date: day,
        subject: subjectOf(one),
        validMinutes: one.validAbsenceSum ?? 0,
        invalidMinutes: one.invalidAbsenceSum ?? 0,
        reason: null,
      },
    ];
  });
  const changed = await keepAttendances(trx, reading.sourceId, reading.runId, told);
  // What can't be put on the day is an unknown part of it: the day is then not known as a whole.
  const times = read.flatMap((one): TimePart[] =>
    one.student === null
      ? []
      : [
          {
            externalId: idOf(one),
            student: one.student,
            lessonId: null,
            date: day,
            ...timeOfActivity(
              one.activity !== null && isOfDay(one)
                ? { offered: one.offeredSum, reported: one.reportedSum }
                : { offered: null, reported: null },
            ),
          },
        ],
  );
  await keepTimes(trx, reading.sourceId, reading.runId, timeFrom(reading), times);
  reading.count(resource, { changed });
  return null;
};
