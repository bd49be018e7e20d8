/**
 * Lessons, announced absence and attendance. Attendance comes lesson by lesson; from a source that hasn't got that,
 * as sums of each of the last days; from one that has neither nothing comes, and the report says so.
 */
import { instantOf } from '../../domain/calendar.ts';
import {
  addDays,
  type Instant,
  localTime,
  type LocalDate,
  maxDate,
  minDate,
  weekdayOf,
} from '../../domain/time.ts';
import { settleDay, unknownLessons } from '../../records/sources/attendance.ts';
import { forgetOld } from '../../records/sources/prune.ts';
import { neverWhole } from '../../records/sources/cursors.ts';
import { SourceFailure } from '../../integrations/ss12000/http.ts';
import { applyAbsence } from './apply-absence.ts';
import { applyTime, timeFrom } from './apply-time.ts';
import {
  keepAggregatedItems,
  keepAttendanceItems,
  keepLessonItems,
  lessonsNeeded,
} from './keep-attendance.ts';
import { keepAnnounced } from './keep-entities.ts';
import { readDeleted } from './read-deleted.ts';
import { type Listed, readListing } from './read-pages.ts';
import type { Reading } from './reading.ts';

/** Sums are polled for so many days back: teachers correct themselves within them. */
const aggregatedBackDays = 14;
/** What was told of absence is kept for the läsår, and for so long at its beginning. */
const backDays = 60;
/** How many lessons are asked for by id at a time. */
const LOOKUP = 200;

/** `from` is the first day of which absence is wanted; `since` the day of the last reading, null on the first. */
export const readAbsence = async (
  reading: Reading,
  from: LocalDate,
  since: LocalDate | null,
): Promise<void> => {
  await readLessons(reading, from, since);
  await readListing(reading, {
    resource: 'absences',
    fetch: (after, pageToken) =>
      reading.deps.client.page(
        'absences',
        { 'endTime.onOrAfter': iso(beginOf(reading, from)), ...modified(after) },
        pageToken,
      ),
    keep: (trx, items) => keepAnnounced(reading, trx, items),
  });
  const attendances = await readAttendances(reading, from);
  if (attendances === 'missing') await readAggregated(reading, from, since);
  await readDeleted(reading, 'absence');
  const absenceFrom = minDate(from, addDays(reading.today, -backDays));
  await applyAbsence(reading, since, absenceFrom);
  await applyTime(reading);
  if (since === reading.today) return;
  // The day's first reading tidies up.
  await reading.inTransaction((trx) =>
    forgetOld(trx, reading.sourceId, { timeFrom: timeFrom(reading), absenceFrom }),
  );
};

const iso = (at: Instant): string => new Date(at).toISOString();
const beginOf = ({ zone }: Reading, date: LocalDate): Instant => instantOf(zone, date, localTime('00:00'));
const modified = (after: Instant | null): Record<string, string> =>
  after === null ? {} : { 'meta.modified.after': iso(after) };

/** First what has changed of the days before, then the days that have come since. */
const readLessons = async (reading: Reading, from: LocalDate, since: LocalDate | null): Promise<void> => {
  const window = (first: LocalDate, afterLast: LocalDate) => ({
    'startTime.onOrAfter': iso(beginOf(reading, first)),
    'startTime.onOrBefore': iso(beginOf(reading, afterLast)),
    expand: 'activity',
  });
  const list = (resource: string, filter: (after: Instant | null) => Record<string, string>) =>
    readListing(reading, {
      resource,
      reported: 'calendarEvents',
      fetch: (after, pageToken) => reading.deps.client.page('calendarEvents', filter(after), pageToken),
      keep: (trx, items) => keepLessonItems(reading, trx, items),
    });
  const tomorrow = addDays(reading.today, 1);
  if (since === null) {
    await list('calendarEvents', () => window(from, tomorrow));
    return;
  }
  await list('calendarEvents', (after) => ({ ...window(from, tomorrow), ...modified(after) }));
  await list('calendarEvents/new', () => window(maxDate(from, since), tomorrow));
};

const readAttendances = (reading: Reading, from: LocalDate): Promise<Listed> => {
  let looked: unknown[] = [];
  return readListing(reading, {
    resource: 'attendances',
    async fetch(after, pageToken) {
      const filter = modified(after ?? beginOf(reading, from));
      const page = await reading.deps.client.page('attendances', filter, pageToken);
      looked = await lookUp(reading, page.items);
      return page;
    },
    keep: async (trx, items) => {
      if (looked.length > 0) await keepLessonItems(reading, trx, looked);
      return keepAttendanceItems(reading, trx, items);
    },
  });
};

/** Lessons of which the listing didn't tell; a source without that endpoint leaves them unknown. */
const lookUp = async (reading: Reading, items: readonly unknown[]): Promise<unknown[]> => {
  const { db, client } = reading.deps;
  const ids = await db
    .transaction()
    .execute((trx) => unknownLessons(trx, reading.sourceId, lessonsNeeded(items)));
  const found: unknown[] = [];
  for (let from = 0; from < ids.length; from += LOOKUP) {
    try {
      found.push(...(await client.lookup('calendarEvents', ids.slice(from, from + LOOKUP), 'activity')));
    } catch (error) {
      if (!(error instanceof SourceFailure) || error.kind === 'unreachable') throw error;
      return found;
    }
  }
  return found;
};

const listingOf = (day: LocalDate | ''): string => `aggregatedAttendance/${day}`;

/** Each day by itself: the sums of a stretch could be put on none of its days. What was broken off is read again. */
const readAggregated = async (reading: Reading, from: LocalDate, since: LocalDate | null): Promise<void> => {
  const first = since === null ? from : maxDate(from, addDays(reading.today, -aggregatedBackDays));
  const broken = await neverWhole(reading.deps.db, reading.sourceId, listingOf(''));
  for (let day = from; day <= reading.today; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5 || (day < first && !broken.has(listingOf(day)))) continue;
    const listed = await readListing(reading, {
      resource: listingOf(day),
      reported: 'aggregatedAttendance',
      nextAfter: reading.at,
      fetch: (_after, pageToken) =>
        reading.deps.client.page(
          'aggregatedAttendance',
          { startDate: day, endDate: day, expand: 'activity' },
          pageToken,
        ),
      keep: (trx, items) => keepAggregatedItems(reading, trx, items, day),
    });
    if (listed === 'missing') {
      await reading.inTransaction(async () => {
        if (!reading.has('no-attendance', 'attendances')) reading.note('no-attendance', 'attendances');
      });
      return;
    }
    await reading.inTransaction(async (trx) => {
      if (!reading.has('aggregated-attendance', 'aggregatedAttendance'))
        reading.note('aggregated-attendance', 'aggregatedAttendance');
      // Only a day that was read whole says who wasn't away, and how long it was.
      if (listed === 'whole') await settleDay(trx, reading.sourceId, reading.runId, day);
    });
  }
};
