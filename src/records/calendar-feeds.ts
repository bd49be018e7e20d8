/** Addresses to subscribe to one's calendar by. The token is never stored, only its SHA-256; a new one ends the old. */
import type { SessionOwner } from './sign-in/sessions.ts';
import type { Db } from './connect.ts';
import { secretHash } from './secret-hash.ts';

/** Gives the reader this address in place of the one before. */
export async function giveFeed(db: Db, { personId, role }: SessionOwner, token: string): Promise<void> {
  const row = { token_hash: secretHash(token), created_at: new Date() };
  await db
    .insertInto('calendar_feed')
    .values({ person_id: personId, role, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'role']).doUpdateSet(row))
    .execute();
}

/** The address stops working at once. */
export async function revokeFeed(db: Db, { personId, role }: SessionOwner): Promise<void> {
  await db.deleteFrom('calendar_feed').where('person_id', '=', personId).where('role', '=', role).execute();
}

/** Whose calendar an address is; null when there is none. */
export async function readerOfFeed(db: Db, token: string): Promise<SessionOwner | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .select(['person_id as personId', 'role'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst();
  return row ?? null;
}

/** Since when the reader has an address; null when they have none. */
export async function feedSince(db: Db, { personId, role }: SessionOwner): Promise<Date | null> {
  const row = await db
    .selectFrom('calendar_feed')
    .select('created_at as since')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.since ?? null;
}
