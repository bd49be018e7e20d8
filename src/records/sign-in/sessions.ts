/** Who is signed in. The token itself is never stored, only its SHA-256. Times are real, whatever a rehearsal's clock says. */
import type { StaffRole } from '../../domain/case/parts.ts';
import type { Device } from '../../domain/sign-in/device.ts';
import {
  endsAtLatest,
  expiresAt,
  isToBeNoted,
  type SessionLimits,
} from '../../domain/sign-in/session-life.ts';
import type { SignedInHow } from '../../domain/sign-in/step-up.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { secretHash } from '../secret-hash.ts';
import type { Door } from './tables.ts';

/** Whoever the session is of, and in which role. */
export type SessionOwner = { personId: string; role: StaffRole | 'guardian' | 'pupil' };

export type SessionRow = SessionOwner & SignedInHow & { id: string; endsAt: Instant };

export type NewSession = SessionOwner &
  SignedInHow & { id: string; token: string; device: Device; there: SessionThere | null };

/** The session at a door's provider by which one began here, as the provider names it. */
export type SessionThere = { door: Door; subject: string; sessionId: string | null };

/** Begins a session now; gives when it ends at the latest. */
export async function startSession(
  db: Db,
  session: NewSession,
  now: Instant,
  limits: SessionLimits,
): Promise<Instant> {
  const endsAt = endsAtLatest(now, limits);
  await db
    .insertInto('session')
    .values({
      token_hash: secretHash(session.token),
      id: session.id,
      person_id: session.personId,
      role: session.role,
      ...session.device,
      authenticated_at: session.authenticatedAt === null ? null : new Date(session.authenticatedAt),
      acr: session.acr,
      provider_subject: thereHash(session.there, session.there?.subject ?? null),
      provider_session: thereHash(session.there, session.there?.sessionId ?? null),
      last_seen_at: new Date(now),
      expires_at: new Date(expiresAt(now, endsAt, limits)),
      ends_at: new Date(endsAt),
      created_at: new Date(now),
    })
    .execute();
  return endsAt;
}

/**
 * The session behind a token; null when there is none or it has run out. With `used` it lasts on from now, as long as
 * those limits say.
 */
export async function findSession(
  db: Db,
  token: string,
  now: Instant,
  used: SessionLimits | null,
): Promise<SessionRow | null> {
  const hash = secretHash(token);
  const row = await db
    .selectFrom('session')
    .select(['id', 'person_id as personId', 'role', 'acr', 'authenticated_at', 'last_seen_at', 'ends_at'])
    .where('token_hash', '=', hash)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { authenticated_at, last_seen_at, ends_at, ...session } = row;
  const endsAt = instant(ends_at.getTime());
  if (used !== null && isToBeNoted(now, instant(last_seen_at.getTime()), used)) {
    await db
      .updateTable('session')
      .set({ last_seen_at: new Date(now), expires_at: new Date(expiresAt(now, endsAt, used)) })
      .where('token_hash', '=', hash)
      .execute();
  }
  return {
    ...session,
    authenticatedAt: authenticated_at === null ? null : instant(authenticated_at.getTime()),
    endsAt,
  };
}

/** Goes on in another role, with another token: who knew the old one has nothing. False when the session has ended. */
export async function changeRole(
  db: Db,
  token: string,
  to: { role: SessionOwner['role']; token: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ role: to.role, token_hash: secretHash(to.token) })
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', secretHash(token)).execute();
}

export type OwnSession = { id: string; device: Device; begunAt: Instant; lastSeenAt: Instant } & Pick<
  SessionOwner,
  'role'
>;

/** A person's sessions that last, the one used last first. */
export async function sessionsOf(db: Db, personId: string, now: Instant): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'role', 'browser', 'system', 'created_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', new Date(now))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, role, browser, system, created_at, last_seen_at }) => ({
    id,
    role,
    device: { browser, system },
    begunAt: instant(created_at.getTime()),
    lastSeenAt: instant(last_seen_at.getTime()),
  }));
}

/** Ends one session of a person's; false when they have no such session. */
export async function endSessionOf(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Ends all of a person's sessions, wherever they are. */
export async function endAllSessionsOf(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('session').where('person_id', '=', personId).execute();
}

/** Two providers may name different people alike. */
const thereHash = (there: { door: Door } | null, name: string | null): string | null =>
  there === null || name === null ? null : secretHash(`${there.door} ${name}`);

/**
 * Ends what began by a session that has ended at the provider: all of the subject's, or of that one session. What began
 * after it was told (`by`) stays, so that the same telling again ends nothing more. Gives whose they were.
 */
export async function endSessionsThere(
  db: Db,
  told: { door: Door; subject: string | null; sessionId: string | null },
  by: Instant,
): Promise<SessionOwner[]> {
  const subject = thereHash(told, told.subject);
  const session = thereHash(told, told.sessionId);
  if (subject === null && session === null) return [];
  let query = db.deleteFrom('session').where('created_at', '<=', new Date(by));
  if (subject !== null) query = query.where('provider_subject', '=', subject);
  if (session !== null) {
    query = query.where((eb) => {
      const same = eb('provider_session', '=', session);
      // Of one whose provider named no session nobody can tell that it is another.
      return subject === null ? same : eb.or([same, eb('provider_session', 'is', null)]);
    });
  }
  return query.returning(['person_id as personId', 'role']).execute();
}

/** Clears away those that have run out. */
export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute();
}
