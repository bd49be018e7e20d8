/** Signing in through a municipality's own provider: OpenID Connect, authorization code with PKCE. */
import * as client from 'openid-client';
import { proofOf, type Credentials } from './oidc-credentials.ts';
import { providerKeysAt, readLogoutToken, type LoggedOut, type ProviderKeys } from './oidc-logout.ts';

export type OidcSettings = {
  /** As the provider names itself. */
  issuer: string;
  clientId: string;
  credentials: Credentials;
  /** By spaces, `openid` among them. */
  scope: string;
  /** Strengths that are asked for where a fresh sign-in is; none: the provider's own choice. */
  strongAcr: readonly string[];
  /** Strengths of which each sign-in must have one; none: any will do. */
  demandedAcr: readonly string[];
  /** A sign-in at the provider that is older than so many seconds is done anew. */
  maxAgeSeconds: number;
};

/** What must be known again when the provider has answered. Kept by whoever asks, bound to the browser. */
export type OidcAttempt = { state: string; nonce: string; verifier: string };

export type OidcClaims = {
  /** Of the ID token and, where it lacks a claim, of the provider's userinfo. */
  claim(name: string): Promise<unknown>;
  /** When the person proved who they are, in ms. */
  authenticatedAtMs: number;
  acr: string | null;
  /** What the provider calls them, and their session there where it says. */
  subject: string;
  sessionId: string | null;
};

/**
 * - `cancelled`: the person, or the provider for them, said no.
 * - `untrusted`: the answer isn't one that this provider gave to this question.
 * - `away`: the provider doesn't answer, or not as one.
 * - `tooWeak`: the provider knows who it is, less surely than is demanded.
 */
export class OidcRefusal extends Error {
  readonly reason: 'cancelled' | 'untrusted' | 'away' | 'tooWeak';
  /** Which check said no, for the log: names of checks, claims and the standard's own codes; no values, no tokens. */
  readonly why: string;

  constructor(reason: OidcRefusal['reason'], cause: unknown) {
    const why = wordsOf(cause).join(': ');
    super(`sign-in by the provider: ${reason}: ${why}`);
    this.name = 'OidcRefusal';
    this.reason = reason;
    this.why = why;
  }
}

/** What each cause of an error says, the outermost first. What they hold besides is left: claims are among it. */
function wordsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return typeof error === 'string' ? [error] : [];
  const code = 'error' in error && typeof error.error === 'string' ? [error.error] : [];
  return [error.message, ...code, ...wordsOf(error.cause)];
}

export type Oidc = {
  /**
   * Where to send the browser. `fresh`: whoever has signed in there already does so once more, as strongly as is asked
   * for. `anybody`: does so once more, and may be somebody else. Throws OidcRefusal.
   */
  begin(redirectUri: string, how: 'usual' | 'fresh' | 'anybody'): Promise<{ url: string } & OidcAttempt>;
  /** Judges the address that the browser came back to. Throws OidcRefusal. */
  finish(callback: URL, attempt: OidcAttempt): Promise<OidcClaims>;
  /** Where one signs out at the provider as well, to come back to that page; null where it has no such place. */
  endSessionUrl(backTo: string): Promise<string | null>;
  /** Judges what the provider tells of a sign-out there. Throws OidcRefusal. */
  loggedOut(token: string): Promise<LoggedOut>;
};

/** Long enough for a provider that wakes up; shorter than a person's patience. */
const timeoutSeconds = 10;
/** A provider that moves its addresses is followed within the hour. */
const keptMs = 3_600_000;

/** On one machine, for tests and trials; elsewhere a provider is asked by https alone. */
const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

export function createOidc(settings: OidcSettings): Oidc {
  const issuer = new URL(settings.issuer);
  const insecure = issuer.protocol === 'http:' && isLoopback(issuer) ? [client.allowInsecureRequests] : [];
  let known: { server: client.ServerMetadata; keys: ProviderKeys | null; atMs: number } | null = null;

  const serverOf = async (): Promise<NonNullable<typeof known>> => {
    if (known !== null && Date.now() - known.atMs < keptMs) return known;
    const found = await client.discovery(issuer, settings.clientId, undefined, client.None(), {
      execute: insecure,
      timeout: timeoutSeconds,
    });
    const server = found.serverMetadata();
    const keys = server.jwks_uri === undefined ? null : providerKeysAt(server.jwks_uri);
    known = { server, keys, atMs: Date.now() };
    return known;
  };

  // Anew each time: no key is kept, so that one that the provider has changed is never asked for in vain.
  const configure = async (): Promise<client.Configuration> => {
    const { server } = await serverOf();
    const made = new client.Configuration(
      server,
      settings.clientId,
      undefined,
      await proofOf(settings.credentials, server),
    );
    made.timeout = timeoutSeconds;
    for (const allow of insecure) allow(made);
    // The ID token's signature is checked even though it comes straight from the provider.
    client.enableNonRepudiationChecks(made);
    return made;
  };

  return {
    async begin(redirectUri, how) {
      const config = await told(configure);
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        max_age: String(settings.maxAgeSeconds),
        ...(how === 'usual' ? {} : { prompt: 'login' }),
        ...(acrOf(settings, how).length > 0 ? { acr_values: acrOf(settings, how).join(' ') } : {}),
      });
      return { url: url.href, ...attempt };
    },

    async finish(callback, { state, nonce, verifier }) {
      const config = await told(configure);
      const tokens = await told(() =>
        client.authorizationCodeGrant(config, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          maxAge: settings.maxAgeSeconds,
        }),
      );
      const claims = tokens.claims();
      // Checked with `maxAge` above; said again for the types.
      if (claims?.auth_time === undefined) throw new OidcRefusal('untrusted', 'no auth_time');
      const acr = typeof claims['acr'] === 'string' ? claims['acr'] : null;
      const { demandedAcr } = settings;
      if (demandedAcr.length > 0 && (acr === null || !demandedAcr.includes(acr))) {
        throw new OidcRefusal('tooWeak', 'acr');
      }
      const more = once(() => told(() => client.fetchUserInfo(config, tokens.access_token, claims.sub)));
      const asksForMore = config.serverMetadata().userinfo_endpoint !== undefined;
      return {
        async claim(name) {
          if (claims[name] !== undefined || !asksForMore) return claims[name];
          return (await more())[name];
        },
        authenticatedAtMs: claims.auth_time * 1000,
        acr,
        subject: claims.sub,
        sessionId: typeof claims['sid'] === 'string' ? claims['sid'] : null,
      };
    },

    async endSessionUrl(backTo) {
      const config = await told(configure);
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: backTo }).href;
    },

    loggedOut: (token) =>
      told(async () => {
        const { server, keys } = await serverOf();
        if (keys === null) throw new Error('no keys');
        return readLogoutToken(token, { issuer: server.issuer, clientId: settings.clientId, keys });
      }),
  };
}

/** The strengths that are asked for. */
const acrOf = (
  { strongAcr, demandedAcr }: OidcSettings,
  how: Parameters<Oidc['begin']>[1],
): readonly string[] => (how === 'fresh' && strongAcr.length > 0 ? strongAcr : demandedAcr);

const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask());
};

/** Runs one exchange with the provider; whatever goes wrong is one of three reasons. */
async function told<T>(exchange: () => Promise<T>): Promise<T> {
  try {
    return await exchange();
  } catch (error) {
    throw new OidcRefusal(reasonOf(error), error);
  }
}

/** What the provider says when the person, or it for them, wouldn't (OpenID Connect Core 3.1.2.6, RFC 6749 4.1.2.1). */
const saidNo = new Set([
  'access_denied',
  'login_required',
  'interaction_required',
  'account_selection_required',
  'consent_required',
  'unmet_authentication_requirements',
]);
const notNow = new Set(['server_error', 'temporarily_unavailable']);

function reasonOf(error: unknown): OidcRefusal['reason'] {
  if (error instanceof client.AuthorizationResponseError) {
    if (notNow.has(error.error)) return 'away';
    return saidNo.has(error.error) ? 'cancelled' : 'untrusted';
  }
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Response && (cause.status >= 500 || cause.status === 429)) return 'away';
  // What `fetch` throws when nobody answers, or not in time.
  if (isOfNet(error) || isOfNet(cause)) return 'away';
  return 'untrusted';
}

const isOfNet = (error: unknown): boolean =>
  (error instanceof TypeError && error.message === 'fetch failed') ||
  (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)) ||
  (error instanceof Error && 'code' in error && error.code === 'OAUTH_TIMEOUT');
