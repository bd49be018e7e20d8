/** Who is signed in. The token itself is never stored, only its SHA-256. */
import type { StaffRole } from '../domain/case/parts.ts';
import type { Db } from './connect.ts';
import { secretHash } from './secret-hash.ts';

export type SessionRow = { personId: string; role: StaffRole | 'guardian' | 'pupil' };

export async function startSession(
  db: Db,
  session: SessionRow & { token: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: secretHash(session.token),
      person_id: session.personId,
      role: session.role,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The session behind a token; null when there is none or it has run out. */
export async function findSession(db: Db, token: string, now: Date): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('session')
    .select(['person_id as personId', 'role'])
    .where('token_hash', '=', secretHash(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', secretHash(token)).execute();
}

/** Clears away those that have run out. */
export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
}
