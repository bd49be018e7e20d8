/** What the source says that it has deleted. Ids by resource, in whatever spelling the version has. */
import { addDays, instant, type Instant } from '../../domain/time.ts';
import { instantOf } from '../../domain/calendar.ts';
import { localTime } from '../../domain/time.ts';
import type { SourceReading } from '../../domain/source-run.ts';
import type { Trx } from '../../records/import/applier.ts';
import { cancelLessons, clearAttendances } from '../../records/sources/attendance.ts';
import { type EntityKindKept, forgetEntities } from '../../records/sources/entities.ts';
import { type Listed, readListing } from './read-pages.ts';
import type { Reading } from './reading.ts';

const kinds: Record<string, EntityKindKept> = {
  organisations: 'organisation',
  persons: 'person',
  duties: 'duty',
  groups: 'group',
  absences: 'absence',
};

/** Deletions are told with the moment when they were made: a day's overlap costs nothing. */
const overlapMs = 24 * 3_600_000;

type Deleted = { resource: string; id: string };

const isDeleted = (item: unknown): item is Deleted =>
  typeof item === 'object' && item !== null && 'resource' in item && 'id' in item;

/** A cursor of its own for each kind of reading, so that neither waits for the other. */
export const readDeleted = (reading: Reading, what: SourceReading): Promise<Listed> => {
  const begins = instantOf(reading.zone, addDays(reading.today, -1), localTime('00:00'));
  return readListing(reading, {
    resource: `deletedEntities/${what}`,
    async fetch(after: Instant | null, pageToken) {
      const since = instant(after === null ? begins : after - overlapMs);
      const filter = { after: new Date(since).toISOString() };
      const { ids, next } = await reading.deps.client.deleted(filter, pageToken);
      const items = Object.entries(ids).flatMap(([resource, list]) =>
        list.map((id): Deleted => ({ resource: resource.toLowerCase(), id })),
      );
      return { items, next };
    },
    keep: async (trx, items) => {
      await forget(reading, trx, items.filter(isDeleted));
      return null;
    },
    nextAfter: reading.at,
  });
};

const forget = async (reading: Reading, trx: Trx, deleted: readonly Deleted[]): Promise<void> => {
  const idsOf = (resource: string) => deleted.filter((one) => one.resource === resource).map(({ id }) => id);
  let changed = 0;
  for (const [resource, kind] of Object.entries(kinds))
    changed += await forgetEntities(trx, reading.sourceId, kind, idsOf(resource));
  changed += await clearAttendances(trx, reading.sourceId, idsOf('attendances'));
  changed += await cancelLessons(trx, reading.sourceId, idsOf('calendarevents'));
  reading.count('deletedEntities', { changed });
};
