/** Lessons, attendances and aggregated attendance of a page, read leniently and kept. */
import { localDateOf, localTimeOf } from '../../domain/calendar.ts';
import { instant, type LocalDate, parseLocalDate } from '../../domain/time.ts';
import { type Entities, readEntity } from '../../integrations/ss12000/entities.ts';
import type { Trx } from '../../records/import/applier.ts';
import {
  type Attendance,
  keepAttendances,
  keepLessons,
  type Lesson,
} from '../../records/sources/attendance.ts';
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

/** The lessons that a page of attendances refers to, as far as anybody was away from them. */
export const lessonsNeeded = (items: readonly unknown[]): string[] =>
  items.flatMap((item) => {
    const read = readEntity('attendance', item);
    if (!read.ok) return [];
    const { calendarEvent, validAbsenceMinutes, invalidAbsenceMinutes } = read.value;
    const away = (validAbsenceMinutes ?? 0) !== 0 || (invalidAbsenceMinutes ?? 0) !== 0;
    return away && calendarEvent !== null ? [calendarEvent] : [];
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
  const told = read.flatMap((one): Attendance[] => {
    if (one.student === null || one.activity === null) return [];
    // Only sums of the very day can be put on it.
    const from = one.startDate === null ? day : parseLocalDate(one.startDate);
    const to = one.endDate === null ? day : parseLocalDate(one.endDate);
    if (from !== day || to !== day) {
      reading.count(resource, { unreadable: 1 });
      return [];
    }
    return [
      {
        externalId: `${one.student}/${one.activity}/${day}`,
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
  reading.count(resource, { changed });
  return null;
};
