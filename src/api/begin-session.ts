/** Sessions begin and go on here, whoever said who the person is; each time with a token that nobody has seen. */
import { randomUUID } from 'node:crypto';
import { deviceOf } from '../domain/sign-in/device.ts';
import type { SignedInHow } from '../domain/sign-in/step-up.ts';
import { instant } from '../domain/time.ts';
import { writeAudit } from '../records/audit.ts';
import {
  changeRole,
  endSession,
  startSession,
  type SessionOwner,
  type SessionThere,
} from '../records/sign-in/sessions.ts';
import type { Deps } from './deps.ts';
import { Problem } from './problem.ts';
import type { Reply } from './route.ts';
import type { Session, SessionRole } from './session.ts';
import { newToken } from './survey-tokens.ts';

export type Begun = NonNullable<Reply['session']>;

type Call = {
  deps: Deps;
  /** Who was signed in before, in the same browser. */
  session: Pick<Session, 'token' | 'how'> | null;
  header(name: string): string | undefined;
};

/** Begins a session in place of the browser's own before. */
export async function beginSession(
  { deps, session, header }: Call,
  who: SessionOwner & SignedInHow & { there: SessionThere | null },
): Promise<Begun> {
  const token = newToken();
  const device = deviceOf(header('user-agent'));
  const { limits } = deps.signIn;
  const now = instant(Date.now());
  const endsAt = await startSession(deps.db, { ...who, id: randomUUID(), token, device }, now, limits);
  if (session?.how === 'cookie') await endSession(deps.db, session.token);
  await note({ deps }, 'session begun', who);
  return { token, expiresAt: new Date(endsAt) };
}

/** The same session in another role that the person holds. Throws `not-permitted` for one that they don't. */
export async function goOnAs(deps: Deps, session: Session, role: SessionRole): Promise<Begun> {
  if (!session.roles.includes(role)) throw new Problem('not-permitted', { field: '/role' });
  const token = newToken();
  if (!(await changeRole(deps.db, session.token, { role, token }))) throw new Problem('not-signed-in');
  await note({ deps }, 'session role', { personId: session.personId, role });
  return { token, expiresAt: new Date(session.endsAt) };
}

/** When somebody was signed in stands in the same log as what they read. */
export async function note(
  { deps }: { deps: Pick<Deps, 'db' | 'now'> },
  action: 'session begun' | 'session role' | 'session ended' | 'sessions ended',
  { personId, role }: SessionOwner,
): Promise<void> {
  const at = new Date(await deps.now());
  await writeAudit(deps.db, { at, personId, role, action, caseId: null, pupilId: null, relation: null });
}
