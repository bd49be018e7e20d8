/** How far each of a source's resources has been read: moved in the same transaction as what a page said. */
import type { Instant } from '../../domain/time.ts';
import { instant } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { beginningWith } from '../sql.ts';

export type Cursor = {
  /** What the last whole listing had seen; null before the first. */
  modifiedAfter: Instant | null;
  /** Of the listing under way: the next page's token, null for the first page. */
  pageToken: string | null;
  pages: number;
  /** Short digests of the tokens and pages of this listing, by which a page that repeats is known. */
  seen: string[];
  /** The latest `meta.modified` of this listing. */
  high: Instant | null;
  done: boolean;
};

const momentOf = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()));
const dateOf = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** The cursor of a run: where it was broken off, or at the beginning of a new listing. */
export async function readCursor(db: Db, sourceId: string, resource: string, runId: string): Promise<Cursor> {
  const row = await db
    .selectFrom('source_cursor')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('resource', '=', resource)
    .executeTakeFirst();
  const fresh: Cursor = {
    modifiedAfter: momentOf(row?.modified_after ?? null),
    pageToken: null,
    pages: 0,
    seen: [],
    high: null,
    done: false,
  };
  if (row === undefined || row.run_id !== runId) return fresh;
  const { page_token: pageToken, pages, seen, done } = row;
  return { ...fresh, pageToken, pages, seen, high: momentOf(row.high), done };
}

export async function saveCursor(
  db: Db,
  sourceId: string,
  resource: string,
  runId: string,
  cursor: Cursor,
): Promise<void> {
  const values = {
    modified_after: dateOf(cursor.modifiedAfter),
    run_id: runId,
    page_token: cursor.pageToken,
    pages: cursor.pages,
    seen: cursor.seen,
    high: dateOf(cursor.high),
    done: cursor.done,
  };
  await db
    .insertInto('source_cursor')
    .values({ source_id: sourceId, resource, ...values })
    .onConflict((oc) => oc.columns(['source_id', 'resource']).doUpdateSet(values))
    .execute();
}

/** Those resources beginning with `prefix` whose listing was begun and has never been read to its end. */
export async function neverWhole(db: Db, sourceId: string, prefix: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('source_cursor')
    .select('resource')
    .where('source_id', '=', sourceId)
    .where('resource', 'like', beginningWith(prefix))
    .where('modified_after', 'is', null)
    .execute();
  return new Set(rows.map(({ resource }) => resource));
}
