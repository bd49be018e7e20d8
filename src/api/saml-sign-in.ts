/**
 * Staff sign in by SAML 2.0. The provider's page posts its answer from another site, so that the browser sends no cookie of
 * ours with it: the answer is judged and kept, and the browser comes for what became of it by itself, with its secret.
 */
import { randomBytes } from 'node:crypto';
import type { SignInRefusal } from '../domain/sign-in/refusal.ts';
import { nameIn } from '../domain/sign-in/claims.ts';
import { instant } from '../domain/time.ts';
import { SamlRefusal } from '../integrations/saml.ts';
import { findPerson, findStaffAs } from '../records/people.ts';
import { keepAnswer, keepAttempt, nonceOf, takeAttempt } from '../records/sign-in/attempts.ts';
import type { PostedAnswer } from '../records/sign-in/tables.ts';
import type { Deps, SamlProvider } from './deps.ts';
import { refuse, type CameBack, type Leaving, type SigningIn } from './provider-round.ts';
import { beginAsStaff } from './staff-sign-in.ts';
import { newToken } from './survey-tokens.ts';

const door = 'saml';

/** Keeps a sign-in for this browser and gives where to send it. */
export async function leaveForIdp(
  { deps, session }: SigningIn,
  { idp }: SamlProvider,
  { next, how, browser = newToken() }: Leaving,
): Promise<{ url: string; browser: string }> {
  const state = newToken();
  // An XML id begins with no digit.
  const requestId = `_${randomBytes(20).toString('hex')}`;
  const url = await idp.begin({ requestId, relayState: state, how });
  const sessionId = how === 'fresh' ? (session?.id ?? null) : null;
  const begunAt = instant(Date.now());
  const attempt = { nonce: requestId, verifier: '', next, sessionId, begunAt };
  await keepAttempt(deps.db, { state, browser, door }, attempt);
  return { url, browser };
}

/** Judges a posted answer and keeps what came of it. Of a sign-in that nobody waits for nothing is kept. */
export async function receiveAnswer(
  deps: Deps,
  saml: SamlProvider,
  { state, samlResponse }: { state: string; samlResponse: string },
): Promise<void> {
  const requestId = await nonceOf(deps.db, { state, door }, instant(Date.now()));
  if (requestId === null) return;
  await keepAnswer(deps.db, { state, door }, await answerOf(deps, saml, samlResponse, requestId));
}

async function answerOf(
  deps: Deps,
  { idp, personAttribute }: SamlProvider,
  samlResponse: string,
  requestId: string,
): Promise<PostedAnswer> {
  try {
    const { attribute, authenticatedAtMs, acr } = await idp.finish(samlResponse, requestId);
    const name = nameIn(attribute(personAttribute));
    if (name === null) return no(deps, 'claimMissing');
    const [found, ...others] = await findStaffAs(deps.db, 'eppn', name);
    if (found === undefined || others.length > 0) return no(deps, 'unknownPerson');
    // However long the provider remembers somebody: no longer than a session of ours.
    if (authenticatedAtMs < Date.now() - deps.signIn.limits.longestMs)
      return no(deps, 'untrusted', 'AuthnInstant');
    return { personId: found.id, authenticatedAtMs, acr };
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    const said = error.message.startsWith('SAML provider returned');
    return no(deps, said ? 'cancelled' : 'untrusted', error.message);
  }
}

const no = (deps: Deps, refused: SignInRefusal, why?: string): PostedAnswer => ({
  refused: refuse(deps, door, refused, '', why).refused,
});

/** The browser comes for what became of its sign-in, with its own secret: a session begins, or it is told why not. */
export async function finishBySaml(
  call: SigningIn,
  { state, browser }: { state: string; browser: string | null },
): Promise<CameBack<SignInRefusal>> {
  const { deps } = call;
  const attempt =
    browser === null ? null : await takeAttempt(deps.db, { state, browser, door }, instant(Date.now()));
  if (!attempt?.answer) return refuse(deps, door, 'stale', '/');
  const { answer, next } = attempt;
  if ('refused' in answer) return { refused: answer.refused, next };
  const { personId, authenticatedAtMs, acr } = answer;
  const person = await findPerson(deps.db, personId);
  if (person === null || !person.active) return refuse(deps, door, 'unknownPerson', next);
  return beginAsStaff(call, attempt, { door, person, authenticatedAtMs, acr, there: null });
}
