/**
 * Staff sign in through the municipality's provider: away to it, back from it, and who of the records they are then.
 * Default deny: whoever isn't on the staff, or holds no role, gets no session.
 */
import type { SignInRefusal } from '../domain/sign-in/refusal.ts';
import { instant } from '../domain/time.ts';
import { nameIn, rolesIn } from '../domain/sign-in/claims.ts';
import { OidcRefusal, type OidcClaims } from '../integrations/oidc.ts';
import { findPerson, findStaffAs, type Person } from '../records/people.ts';
import { setClaimedRoles } from '../records/roles.ts';
import { attemptLastsMs, keepAttempt, takeAttempt, type Attempt } from '../records/sign-in/attempts.ts';
import { beginSession, type Begun } from './begin-session.ts';
import type { Deps, StaffProvider } from './deps.ts';
import { roleTitles } from './resources/people-roles.ts';
import { rolesOf, type Session } from './session.ts';
import { newToken } from './survey-tokens.ts';

type Call = { deps: Deps; session: Session | null; header(name: string): string | undefined };

type Leaving = { next: string; how: Parameters<StaffProvider['provider']['begin']>[1] };

const callbackPath = '/sign-in/callback';

/** Keeps a sign-in for this browser and gives where to send it. `browser` is the browser's own secret, when it has one. */
export async function leaveForProvider(
  { deps, session }: Call,
  { provider }: StaffProvider,
  { next, how, browser = newToken() }: Leaving & { browser?: string },
): Promise<{ url: string; browser: string } | { refused: SignInRefusal }> {
  try {
    const { url, state, nonce, verifier } = await provider.begin(`${deps.publicUrl}${callbackPath}`, how);
    const sessionId = how === 'fresh' ? (session?.id ?? null) : null;
    const begunAt = instant(Date.now());
    await keepAttempt(deps.db, { state, browser }, { nonce, verifier, next, sessionId, begunAt });
    return { url, browser };
  } catch (error) {
    return { refused: refusalOf(deps, error) };
  }
}

export type CameBack = { begun: Begun; to: string } | { refused: SignInRefusal; next: string };

/** Judges what the browser came back with, and begins a session for whom the provider means. */
export async function comeBackFromProvider(
  call: Call,
  staff: StaffProvider,
  { query, browser }: { query: URLSearchParams; browser: string | null },
): Promise<CameBack> {
  const { deps } = call;
  const state = query.get('state') ?? '';
  const attempt =
    browser === null ? null : await takeAttempt(deps.db, { state, browser }, instant(Date.now()));
  if (attempt === null) return refuse(deps, 'stale', '/');
  try {
    const callback = new URL(`${deps.publicUrl}${callbackPath}?${query}`);
    const claims = await staff.provider.finish(callback, { state, ...attempt });
    return await begin(call, staff, attempt, claims);
  } catch (error) {
    return { refused: refusalOf(deps, error), next: attempt.next };
  }
}

async function begin(
  call: Call,
  staff: StaffProvider,
  attempt: Attempt,
  claims: OidcClaims,
): Promise<CameBack> {
  const { deps, session } = call;
  const { next, sessionId } = attempt;
  const name = nameIn(await claims.claim(staff.person.claim));
  if (name === null) return refuse(deps, 'claimMissing', next);
  const [found, ...others] = await findStaffAs(deps.db, staff.person.by, name);
  if (found === undefined || others.length > 0) return refuse(deps, 'unknownPerson', next);
  // Asked to sign in again, it must be the same person, who did so since: not another who sat down meanwhile.
  const again = sessionId !== null;
  if (again && (session?.id !== sessionId || session.personId !== found.id)) {
    return refuse(deps, 'otherPerson', next);
  }
  if (again && claims.authenticatedAtMs < attempt.begunAt - skewMs) return refuse(deps, 'untrusted', next);
  const { strongAcr } = deps.signIn;
  if (again && strongAcr.length > 0 && (claims.acr === null || !strongAcr.includes(claims.acr))) {
    return refuse(deps, 'tooWeak', next);
  }
  const person = await withToldRoles(deps, staff, claims, found);
  const roles = person === null ? [] : rolesOf(person);
  const kept = roles.find((role) => session?.personId === found.id && role === session.role);
  const role = kept ?? roles[0];
  if (role === undefined) return refuse(deps, 'noRole', next);
  const begun = await beginSession(call, {
    personId: found.id,
    role,
    authenticatedAt: instant(claims.authenticatedAtMs),
    acr: claims.acr,
  });
  const chooses = roles.length > 1 && kept === undefined;
  return { begun, to: chooses ? `/sign-in/role?next=${encodeURIComponent(next)}` : next };
}

/** A provider's clock may go after ours by so much. */
const skewMs = 60_000;

/** Roles that the provider tells are written down, so that others see them too: who gets mail, who may be chosen. */
async function withToldRoles(
  { db }: Deps,
  { roles }: StaffProvider,
  claims: OidcClaims,
  person: Person,
): Promise<Person | null> {
  if (roles === null) return person;
  const told = rolesIn(await claims.claim(roles.claim), roles.meanings);
  await setClaimedRoles(
    db,
    person.id,
    told.map((role) => ({ role, title: roleTitles[role] })),
  );
  return findPerson(db, person.id);
}

/** How long the browser keeps its secret. */
export const browserKeepsMs = attemptLastsMs;

const refuse = (
  deps: Deps,
  refused: SignInRefusal,
  next: string,
): { refused: SignInRefusal; next: string } => {
  deps.log.warn({ refused }, 'a sign-in was refused');
  return { refused, next };
};

/** What the provider or the way to it made impossible. What is broken of ours goes on as it is. */
function refusalOf(deps: Deps, error: unknown): SignInRefusal {
  if (!(error instanceof OidcRefusal)) throw error;
  deps.log.warn({ refused: error.reason, why: error.why }, 'a sign-in was refused');
  return error.reason;
}
