/** What a provider tells when somebody signed out there: a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4). */
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';

/** Whose sessions have ended: all of the subject's, or the one session; never neither. */
export type LoggedOut = { subject: string | null; sessionId: string | null; issuedAtMs: number };

/** The provider's keys, asked for when one is needed that isn't known, at most once a second. */
export type ProviderKeys = ReturnType<typeof createRemoteJWKSet>;

export const providerKeysAt = (address: string): ProviderKeys =>
  createRemoteJWKSet(new URL(address), { cooldownDuration: 1000, timeoutDuration: 10_000 });

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** Signatures by a key pair alone: a shared secret would let the client itself tell such things. */
const algorithms = ['RS256', 'PS256', 'ES256', 'RS384', 'PS384', 'ES384', 'RS512', 'PS512', 'ES512', 'EdDSA'];

/** A provider's clock may differ from ours by so much. */
const skewSeconds = 60;
/** Longer than it takes to tell; the specification asks for two minutes at most. */
const oldestSeconds = 300;

/** Judges a logout token (2.6). Throws, saying which check failed. */
export async function readLogoutToken(
  token: string,
  { issuer, clientId, keys }: { issuer: string; clientId: string; keys: ProviderKeys },
): Promise<LoggedOut> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms,
    clockTolerance: skewSeconds,
    maxTokenAge: oldestSeconds,
    requiredClaims: ['iat', 'jti', 'events'],
  });
  // Older providers leave the type out; an access token says another one.
  const { typ } = protectedHeader;
  if (typ !== undefined && !/^(application\/)?(logout\+jwt|jwt)$/i.test(typ)) throw new Error('typ');
  if (!isLogout(payload)) throw new Error('events');
  // What tells an ID token apart, which a page might have got hold of.
  if ('nonce' in payload) throw new Error('nonce');
  const subject = textOf(payload.sub, 'sub');
  const sessionId = textOf(payload['sid'], 'sid');
  if (subject === null && sessionId === null) throw new Error('sub or sid');
  return { subject, sessionId, issuedAtMs: (payload.iat ?? 0) * 1000 };
}

const isLogout = ({ events }: JWTPayload): boolean =>
  typeof events === 'object' &&
  events !== null &&
  logoutEvent in events &&
  typeof events[logoutEvent] === 'object' &&
  events[logoutEvent] !== null;

function textOf(claim: unknown, name: string): string | null {
  if (claim === undefined) return null;
  if (typeof claim !== 'string' || claim === '') throw new Error(name);
  return claim;
}
