/** Sign-ins under way at a provider. The state and the browser's own secret are kept as hashes. */
import { instant, type Instant } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { secretHash } from '../secret-hash.ts';
import { json } from '../sql.ts';
import type { Door, PostedAnswer } from './tables.ts';

/** What finds an attempt again: the same state, in the same browser, at the same door. */
export type AttemptKey = { state: string; browser: string; door: Door };

export type Attempt = {
  nonce: string;
  verifier: string;
  /** A path of ours to go on to. */
  next: string;
  /** Signing in again: the session that goes on; else null. */
  sessionId: string | null;
  begunAt: Instant;
  /** What was posted and judged; null before, and where answers come with the browser. */
  answer?: PostedAnswer | null;
};

/** Time enough to find one's card or telephone. */
export const attemptLastsMs = 10 * 60_000;

export async function keepAttempt(
  db: Db,
  { state, browser, door }: AttemptKey,
  { begunAt, sessionId, ...attempt }: Omit<Attempt, 'answer'>,
): Promise<void> {
  await db
    .insertInto('sign_in_attempt')
    .values({
      ...attempt,
      state_hash: secretHash(state),
      browser_hash: secretHash(browser),
      door,
      session_id: sessionId,
      begun_at: new Date(begunAt),
      expires_at: new Date(begunAt + attemptLastsMs),
    })
    .execute();
}

/**
 * Takes it, so that it's answered once; null for another browser or door, for what was taken before, and when it's too
 * late.
 */
export async function takeAttempt(
  db: Db,
  { state, browser, door }: AttemptKey,
  now: Instant,
): Promise<Attempt | null> {
  const row = await db
    .deleteFrom('sign_in_attempt')
    .where('state_hash', '=', secretHash(state))
    .where('browser_hash', '=', secretHash(browser))
    .where('door', '=', door)
    .where('expires_at', '>', new Date(now))
    .returning(['nonce', 'verifier', 'next', 'session_id as sessionId', 'begun_at', 'answer'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { begun_at, ...attempt } = row;
  return { ...attempt, begunAt: instant(begun_at.getTime()) };
}

/** What an answer to this state must be to: the nonce of one that waits for its answer; null when none does. */
export async function nonceOf(
  db: Db,
  { state, door }: Omit<AttemptKey, 'browser'>,
  now: Instant,
): Promise<string | null> {
  const row = await db
    .selectFrom('sign_in_attempt')
    .select('nonce')
    .where('state_hash', '=', secretHash(state))
    .where('door', '=', door)
    .where('answer', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  return row?.nonce ?? null;
}

/** Keeps what came of a posted answer. The first one stands: false when there was one. */
export async function keepAnswer(
  db: Db,
  { state, door }: Omit<AttemptKey, 'browser'>,
  answer: PostedAnswer,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sign_in_attempt')
    .set({ answer: json(answer) })
    .where('state_hash', '=', secretHash(state))
    .where('door', '=', door)
    .where('answer', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Clears away those that nobody came back from. */
export async function deleteOldAttempts(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('expires_at', '<=', now).execute();
}
