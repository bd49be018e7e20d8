/**
 * One request to a source, with all that networks do to it: too many requests, a server that restarts, a page cut
 * short, a token that ends. Tried again with growing pauses, within bounds; what stays wrong is a `SourceFailure`.
 */
import type { SourceFailureCode } from '../../domain/source-run.ts';
import { isAddressRefused } from '../guarded-fetch.ts';
import type { Bearer } from './token.ts';

/**
 * Why a source could not be read. `endpoint`: it doesn't serve that resource, which is no fault of its own. From
 * `secret-not-set` on they are settings of our own.
 */
export type FailureKind = Exclude<SourceFailureCode, 'product-failed'>;

export class SourceFailure extends Error {
  override name = 'SourceFailure';
  readonly kind: FailureKind;
  /** The last HTTP status, where there was an answer. */
  readonly status: number | null;

  constructor(kind: FailureKind, status: number | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.status = status;
  }
}

/** A setting of ours to mend: asking again leads to the same address. */
export const notThere = (cause: unknown): SourceFailure =>
  new SourceFailure('address-refused', null, 'the source is in a private network', { cause });

export type Patience = {
  /** Tries of one request, the first among them. */
  tries: number;
  /** The first pause; each further one is twice as long, up to `longestPauseMs`. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** How long one answer may take. */
  timeoutMs: number;
};

/** About five minutes of a source that is away: longer outages are the activity's own retries. */
export const usualPatience: Patience = {
  tries: 8,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  timeoutMs: 60_000,
};

/** What a request needs of its surroundings. */
export type Surroundings = {
  patience: Patience;
  /** Waits that long; a cancelled reading throws from here. */
  pause(ms: number): Promise<void>;
  /** Milliseconds of real time. */
  clock(): number;
};

export type Asked = { method?: 'GET' | 'POST' | 'PATCH'; url: URL; body?: unknown };

/** Statuses with which a source says that it hasn't got the resource at all. */
const notServed = new Set([404, 405, 501]);

/** A source may ask for so long a pause, and gets it. */
const longestAskedMs = 10 * 60_000;

/** More than this is no page: 64 MiB of text. */
const longestAnswer = 64 * 1024 * 1024;

type Outcome = { done: true; json: unknown } | { done: false; waitMs: number | null; failure: SourceFailure };

/** `Retry-After` in milliseconds: seconds, or a date. Null when there is none. */
export const retryAfterMs = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

/**
 * The answer's JSON. Throws SourceFailure: `endpoint`, `refused` and `address-refused` at once, the others when the patience is used up.
 * An expired token is exchanged once for each try. The address stands in no message: it may carry a page's token.
 */
export const requestJson = async (
  asked: Asked,
  bearer: Bearer,
  { patience, pause, clock }: Surroundings,
): Promise<unknown> => {
  let last = new SourceFailure('unreachable', null, 'nothing was tried');
  for (let tried = 0; tried < patience.tries; tried += 1) {
    const outcome = await tryOnce(asked, bearer, patience.timeoutMs, clock);
    if (outcome.done) return outcome.json;
    last = outcome.failure;
    if (last.kind === 'endpoint' || last.kind === 'refused' || last.kind === 'address-refused') throw last;
    if (tried + 1 < patience.tries) {
      const doubled = Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** tried);
      await pause(Math.max(doubled, Math.min(longestAskedMs, outcome.waitMs ?? 0)));
    }
  }
  throw last;
};

const tryOnce = async (
  { method = 'GET', url, body }: Asked,
  bearer: Bearer,
  timeoutMs: number,
  clock: () => number,
): Promise<Outcome> => {
  const again = (
    kind: FailureKind,
    status: number | null,
    message: string,
    waitMs: number | null = null,
    cause?: unknown,
  ): Outcome => ({ done: false, waitMs, failure: new SourceFailure(kind, status, message, { cause }) });
  let token: string;
  try {
    token = await bearer.token();
  } catch (error) {
    if (error instanceof SourceFailure) return { done: false, waitMs: null, failure: error };
    throw error;
  }
  let status: number | null = null;
  try {
    const answer = await fetch(url, {
      method,
      // A redirect could carry the token to another server.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    status = answer.status;
    const text = await answer.text();
    if (status === 401) {
      bearer.forget(token);
      return again('bad-token', status, 'the source does not take the token');
    }
    if (status === 429 || status >= 500) {
      if (notServed.has(status)) return again('endpoint', status, 'the source does not serve this');
      const waitMs = retryAfterMs(answer.headers.get('retry-after'), clock());
      return again('unreachable', status, `the source answered ${status}`, waitMs);
    }
    if (notServed.has(status)) return again('endpoint', status, 'the source does not serve this');
    if (!answer.ok) return again('refused', status, `the source answered ${status}`);
    if (text.length > longestAnswer) return again('unreadable', status, 'the answer is too long');
    return { done: true, json: text === '' ? null : JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError)
      return again('unreadable', status, 'the answer is no JSON', null, error);
    if (isAddressRefused(error)) throw notThere(error);
    // fetch tells every broken connection and every timeout as an error of these kinds.
    if (error instanceof TypeError || error instanceof DOMException)
      return again('unreachable', status, 'the source can not be reached', null, error);
    throw error;
  }
};
