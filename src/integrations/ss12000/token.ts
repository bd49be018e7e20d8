/** How the product shows who it is: a fixed bearer token, or OAuth 2 client credentials that are exchanged for one. */
import { z } from 'zod';
import { isAddressRefused } from '../guarded-fetch.ts';
import { notThere, SourceFailure } from './http.ts';

export type Bearer = {
  /** A token that should be good now. Throws SourceFailure. */
  token(): Promise<string>;
  /** The source didn't take it: the next call brings another one, where there can be another one. */
  forget(token: string): void;
};

/** A token that the supplier handed out once. */
export const fixedBearer = (secret: string): Bearer => ({ token: async () => secret, forget: () => {} });

const granted = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string().transform(Number)]).optional(),
});

/** Exchanged so long before its end that a page under way doesn't meet it. */
const earlyMs = 30_000;
/** Where the server doesn't say how long. */
const usualLifeS = 300;

/** RFC 6749, 4.4: id and secret in the Authorization header. `clock` is real time in milliseconds. */
export const clientCredentials = (args: {
  tokenUrl: URL;
  clientId: string;
  secret: string;
  scope: string | null;
  timeoutMs: number;
  clock(): number;
}): Bearer => {
  let held: { token: string; until: number } | null = null;
  let underWay: Promise<string> | null = null;

  const exchange = async (): Promise<string> => {
    const credentials = [args.clientId, args.secret].map(encodeURIComponent).join(':');
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (args.scope !== null) form.set('scope', args.scope);
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(args.tokenUrl, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(args.timeoutMs),
        headers: {
          accept: 'application/json',
          authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        },
        body: form,
      });
      text = await answer.text();
    } catch (cause) {
      if (isAddressRefused(cause)) throw notThere(cause);
      throw new SourceFailure('unreachable', null, 'the token server can not be reached', { cause });
    }
    if (answer.status === 429 || answer.status >= 500)
      throw new SourceFailure('unreachable', answer.status, `the token server answered ${answer.status}`);
    if (!answer.ok)
      throw new SourceFailure('refused', answer.status, `the token server answered ${answer.status}`);
    const read = granted.safeParse(parsed(text));
    if (!read.success) throw new SourceFailure('unreadable', answer.status, 'the token server gave no token');
    const lifeMs = (read.data.expires_in ?? usualLifeS) * 1000;
    // A life shorter than the margin is used for half of it.
    held = { token: read.data.access_token, until: args.clock() + Math.max(lifeMs / 2, lifeMs - earlyMs) };
    return held.token;
  };

  return {
    token() {
      if (held !== null && held.until > args.clock()) return Promise.resolve(held.token);
      underWay ??= exchange().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    forget(token) {
      if (held?.token === token) held = null;
    },
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
