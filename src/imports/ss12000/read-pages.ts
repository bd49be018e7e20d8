/**
 * A listing of a source, page by page. Each page is kept in one transaction with the cursor behind it, so that a
 * reading that was killed goes on with the page that it was about to fetch. A page may come again: keeping it twice
 * changes nothing.
 */
import { createHash } from 'node:crypto';
import { instant, type Instant } from '../../domain/time.ts';
import type { Page } from '../../integrations/ss12000/client.ts';
import { SourceFailure } from '../../integrations/ss12000/http.ts';
import type { Trx } from '../../records/import/applier.ts';
import { type Cursor, readCursor, saveCursor } from '../../records/sources/cursors.ts';
import type { Reading } from './reading.ts';

export type Listing = {
  /** The cursor's name: `groups/Klass`. */
  resource: string;
  /** The name in the report, where it is another. */
  reported?: string;
  /** One page, from the beginning when `pageToken` is null; `after` is what the last whole listing had seen. */
  fetch(after: Instant | null, pageToken: string | null): Promise<Page>;
  /** Keeps what is on a page; answers the latest `meta.modified` among it, in milliseconds. */
  keep(trx: Trx, items: readonly unknown[]): Promise<number | null>;
  /** Where the next listing begins, instead of the latest `meta.modified` that was seen. */
  nextAfter?: Instant;
};

/** `missing`: the source doesn't serve the resource. `broken`: not all of it could be read; it is read again. */
export type Listed = 'whole' | 'missing' | 'broken';

/** What is modified while a listing goes on may carry a time just before what was seen: read once more. */
const overlapMs = 5 * 60_000;

/** Far more than lie between a page and the one that leads back to it, and little enough to be written each time. */
const MOST_SEEN = 1000;

const digest = (kind: 'page' | 'token', text: string): string =>
  `${kind}:${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`;

const idOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'id' in item ? item.id : item;

const digestOfPage = ({ items }: Page): string | null =>
  items.length === 0 ? null : digest('page', JSON.stringify(items.map(idOf)));

/** Throws SourceFailure when the source is away; the cursor stays at the last page that was kept. */
export const readListing = async (reading: Reading, listing: Listing): Promise<Listed> => {
  const { deps, sourceId, runId } = reading;
  const { resource, reported = resource } = listing;
  let cursor = await readCursor(deps.db, sourceId, resource, runId);
  if (cursor.done) return howItEnded(reading, reported);
  for (;;) {
    const got = await nextPage(reading, listing, cursor);
    if (got === 'lost') {
      reading.note('page-token-lost', reported);
      cursor = { ...cursor, pageToken: null, pages: 0, seen: [], high: null };
      continue;
    }
    if (typeof got === 'string') {
      await reading.inTransaction(async (trx) => {
        reading.note(got, reported);
        // What was kept stays; the next listing begins where this one did.
        await saveCursor(trx, sourceId, resource, runId, { ...cursor, done: true });
      });
      return got === 'endpoint-missing' ? 'missing' : 'broken';
    }
    const { page, repeats } = got;
    const pageDigest = digestOfPage(page);
    cursor = await reading.inTransaction(async (trx) => {
      reading.count(reported, { pages: 1, read: page.items.length });
      const high = await listing.keep(trx, page.items);
      const after = afterPage(cursor, page, high, pageDigest);
      const done = page.next === null || repeats;
      if (repeats) reading.note('page-repeated', reported);
      const next = {
        ...after,
        done,
        modifiedAfter: page.next === null ? nextAfter(reading, listing, after) : cursor.modifiedAfter,
      };
      await saveCursor(trx, sourceId, resource, runId, next);
      return next;
    });
    deps.progress(`${resource} ${cursor.pages}`);
    if (cursor.done) return repeats ? 'broken' : 'whole';
  }
};

/** Of a listing that an earlier attempt of the run finished: in doubt it was broken, and is read again. */
const howItEnded = (reading: Reading, reported: string): Listed => {
  if (reading.has('endpoint-missing', reported)) return 'missing';
  const broken = (['endpoint-refused', 'unreadable-page', 'page-repeated'] as const).some((code) =>
    reading.has(code, reported),
  );
  return broken ? 'broken' : 'whole';
};

const afterPage = (cursor: Cursor, page: Page, high: number | null, pageDigest: string | null): Cursor => ({
  ...cursor,
  pages: cursor.pages + 1,
  pageToken: page.next,
  high: high === null ? cursor.high : instant(Math.max(high, cursor.high ?? 0)),
  seen: [
    ...cursor.seen,
    ...(pageDigest === null ? [] : [pageDigest]),
    ...(page.next === null ? [] : [digest('token', page.next)]),
  ].slice(-MOST_SEEN),
});

/** A modification time ahead of the reading's own would hide what comes in between. */
const nextAfter = ({ at }: Reading, { nextAfter: given }: Listing, { high, modifiedAfter }: Cursor) => {
  if (given !== undefined) return given;
  if (high === null) return modifiedAfter;
  return instant(Math.max(Math.min(high, at) - overlapMs, modifiedAfter ?? 0));
};

type Got =
  /** `repeats`: the way on leads back to a page that has been read, however often it's asked. */
  | { page: Page; repeats: boolean }
  | 'endpoint-missing'
  | 'endpoint-refused'
  | 'unreadable-page'
  /** The source no longer knows the token: from the beginning. */
  | 'lost';

/** A page that has been seen before is asked for again, with pauses: a cache between may have mixed them up. */
const nextPage = async (reading: Reading, listing: Listing, cursor: Cursor): Promise<Got> => {
  const { patience, pause } = reading.deps;
  for (let tried = 1; ; tried += 1) {
    const page = await fetchPage(reading, listing, cursor);
    if (typeof page === 'string') return page;
    const leadsBack = page.next !== null && cursor.seen.includes(digest('token', page.next));
    const pageDigest = digestOfPage(page);
    const seenBefore = pageDigest !== null && cursor.seen.includes(pageDigest);
    if (!leadsBack && !seenBefore) return { page, repeats: false };
    if (tried >= patience.tries) return { page, repeats: leadsBack };
    await pause(Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** (tried - 1)));
  }
};

const fetchPage = async (
  reading: Reading,
  { resource, reported = resource, fetch }: Listing,
  { modifiedAfter, pageToken }: Cursor,
): Promise<Page | Exclude<Got, { page: Page }>> => {
  try {
    return await fetch(modifiedAfter, pageToken);
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    switch (error.kind) {
      case 'unreadable':
        return 'unreadable-page';
      case 'endpoint':
      case 'refused': {
        if (pageToken !== null && !reading.has('page-token-lost', reported)) return 'lost';
        if (error.kind === 'endpoint') return 'endpoint-missing';
        // Some take no filter by modification: then everything is read.
        if (pageToken === null && modifiedAfter !== null && error.status === 400)
          return fetchPage(reading, { resource, reported, fetch, keep: async () => null }, unfiltered);
        return 'endpoint-refused';
      }
      case 'unreachable':
      case 'bad-token':
      case 'secret-not-set':
      case 'host-not-set':
      case 'host-refused':
      case 'address-refused':
      case 'source-gone':
        throw error;
    }
  }
};

const unfiltered: Cursor = {
  modifiedAfter: null,
  pageToken: null,
  pages: 0,
  seen: [],
  high: null,
  done: false,
};
