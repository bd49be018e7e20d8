/** Who is signed in. The token itself is never stored, only its SHA-256. */
import { createHash } from 'node:crypto';
import type { StaffRole } from '../domain/case/parts.ts';
import type { Db } from './connect.ts';

export type SessionRow = { personId: string; role: StaffRole | 'guardian' | 'pupil' };

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export async function startSession(
  db: Db,
  session: SessionRow & { token: string; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: hashOf(session.token),
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
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute();
}

/** Clears away those that have run out. */
export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
}
