/** The way to a provider and back, the same at each door: what was begun is kept for this browser, and taken once. */
import type { SignInRefusal } from '../domain/sign-in/refusal.ts';
import { instant } from '../domain/time.ts';
import { OidcRefusal, type Oidc, type OidcClaims } from '../integrations/oidc.ts';
import { attemptLastsMs, keepAttempt, takeAttempt, type Attempt } from '../records/sign-in/attempts.ts';
import type { SessionThere } from '../records/sign-in/sessions.ts';
import type { Door } from '../records/sign-in/tables.ts';
import type { Begun } from './begin-session.ts';
import type { Deps } from './deps.ts';
import type { Session } from './session.ts';
import { newToken } from './survey-tokens.ts';

export type SigningIn = { deps: Deps; session: Session | null; header(name: string): string | undefined };

export type Leaving = {
  next: string;
  how: Parameters<Oidc['begin']>[1];
  /** The browser's own secret, when it has one. */
  browser?: string;
};

/** What a door's provider may make impossible by itself. */
type Refused = Extract<SignInRefusal, 'cancelled' | 'untrusted' | 'away' | 'tooWeak' | 'stale'>;

/** `why` is what stands in the way; `next` the path that one was going to. */
export type CameBack<Why> = { begun: Begun; to: string } | { refused: Why; next: string };

/** How long the browser keeps its secret. */
export const browserKeepsMs = attemptLastsMs;

type OidcDoor = Exclude<Door, 'saml'>;

/** Where the provider leads back to; each door has its own, as it is registered there. */
const callbackOf: Record<OidcDoor, string> = {
  staff: '/sign-in/callback',
  family: '/sign-in/family/callback',
};

/** Keeps a sign-in for this browser and gives where to send it. */
export async function leaveFor(
  { deps, session }: SigningIn,
  { door, provider }: { door: OidcDoor; provider: Oidc },
  { next, how, browser = newToken() }: Leaving,
): Promise<{ url: string; browser: string } | { refused: Refused }> {
  try {
    const { url, state, nonce, verifier } = await provider.begin(`${deps.publicUrl}${callbackOf[door]}`, how);
    const sessionId = how === 'fresh' ? (session?.id ?? null) : null;
    const begunAt = instant(Date.now());
    await keepAttempt(deps.db, { state, browser, door }, { nonce, verifier, next, sessionId, begunAt });
    return { url, browser };
  } catch (error) {
    return { refused: refusalOf(deps, door, error) };
  }
}

/** Judges what the browser came back with; `begin` then says for whom a session begins. */
export async function comeBack<Why>(
  { deps }: SigningIn,
  { door, provider }: { door: OidcDoor; provider: Oidc },
  { query, browser }: { query: URLSearchParams; browser: string | null },
  begin: (attempt: Attempt, claims: OidcClaims) => Promise<CameBack<Why>>,
): Promise<CameBack<Why | Refused>> {
  const state = query.get('state') ?? '';
  const attempt =
    browser === null ? null : await takeAttempt(deps.db, { state, browser, door }, instant(Date.now()));
  if (attempt === null) return refuse(deps, door, 'stale', '/');
  try {
    const callback = new URL(`${deps.publicUrl}${callbackOf[door]}?${query}`);
    const claims = await provider.finish(callback, { state, ...attempt });
    return await begin(attempt, claims);
  } catch (error) {
    return { refused: refusalOf(deps, door, error), next: attempt.next };
  }
}

/** A provider's clock may go after ours by so much. */
const skewMs = 60_000;

/** Asked to sign in again, it must be the same person, who did so since: not another who sat down meanwhile. */
export function signedInAnew(
  { session }: SigningIn,
  { sessionId, begunAt }: Attempt,
  { personId, authenticatedAtMs }: { personId: string; authenticatedAtMs: number },
): 'otherPerson' | 'untrusted' | null {
  if (sessionId === null) return null;
  if (session?.id !== sessionId || session.personId !== personId) return 'otherPerson';
  return authenticatedAtMs < begunAt - skewMs ? 'untrusted' : null;
}

/** By which session at the provider somebody begins one here. */
export const sessionThere = (door: Door, { subject, sessionId }: OidcClaims): SessionThere => ({
  door,
  subject,
  sessionId,
});

/** Says in the log that somebody wasn't let in, and why; never who. */
export function refuse<Why extends string>(
  deps: Deps,
  door: Door,
  refused: Why,
  next: string,
  why?: string,
): { refused: Why; next: string } {
  deps.log.warn({ door, refused, ...(why === undefined ? {} : { why }) }, 'a sign-in was refused');
  return { refused, next };
}

/** What the provider or the way to it made impossible. What is broken of ours goes on as it is. */
function refusalOf(deps: Deps, door: Door, error: unknown): Refused {
  if (!(error instanceof OidcRefusal)) throw error;
  deps.log.warn({ door, refused: error.reason, why: error.why }, 'a sign-in was refused');
  return error.reason;
}
