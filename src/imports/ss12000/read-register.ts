/** Schools, duties, groups and persons: read first, applied when all that came is kept. */
import type { LocalDate } from '../../domain/time.ts';
import type { Resource } from '../../integrations/ss12000/client.ts';
import type { Trx } from '../../records/import/applier.ts';
import { applyRegister } from './apply-register.ts';
import { keepRegister } from './keep-entities.ts';
import { readDeleted } from './read-deleted.ts';
import { type Listing, readListing } from './read-pages.ts';
import type { Reading } from './reading.ts';

/** Groups of lessons are many and say nothing that is needed: only those that place pupils are asked for. */
const groupTypes = ['Klass', 'Mentor', 'Avdelning'] as const;

const listing = (
  reading: Reading,
  of: {
    resource: string;
    from: Resource;
    filter?: Record<string, string>;
    keep(trx: Trx, items: readonly unknown[]): Promise<number | null>;
  },
): Listing => ({
  resource: of.resource,
  fetch: (after, pageToken) =>
    reading.deps.client.page(
      of.from,
      {
        ...of.filter,
        ...(after === null ? {} : { 'meta.modified.after': new Date(after).toISOString() }),
      },
      pageToken,
    ),
  keep: of.keep,
});

/** `since` is the day of the last register that was read whole; null on the first. */
export const readRegister = async (reading: Reading, since: LocalDate | null): Promise<void> => {
  const keep = (kind: 'organisation' | 'duty' | 'group' | 'person', resource: string) =>
    ({
      resource,
      keep: (trx: Trx, items: readonly unknown[]) => keepRegister(reading, trx, kind, resource, items),
    }) as const;
  await readListing(
    reading,
    listing(reading, { ...keep('organisation', 'organisations'), from: 'organisations' }),
  );
  await readListing(reading, listing(reading, { ...keep('duty', 'duties'), from: 'duties' }));
  for (const groupType of groupTypes) {
    await readListing(
      reading,
      listing(reading, {
        ...keep('group', `groups/${groupType}`),
        from: 'groups',
        filter: { groupType, expand: 'assignmentRoles' },
      }),
    );
  }
  await readListing(reading, listing(reading, { ...keep('person', 'persons'), from: 'persons' }));
  await readDeleted(reading, 'register');
  await applyRegister(reading, since);
};
