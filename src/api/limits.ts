/**
 * How often one address and one person may ask, and how often somebody may try to sign in or guess at a link. What
 * keeps a process from drowning is counted by the process itself; what guards a secret is counted in the records, for all
 * `api`s together, so that a second `api` gives nobody a second try.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import type { Kysely } from 'kysely';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { sharedTally } from '../records/request-tally.ts';
import type { Database } from '../records/schema.ts';
import { escape, page } from './html.ts';
import { sendProblem } from './errors.ts';
import { Problem } from './problem.ts';

/** All of them a minute. */
export type LimitSettings = {
  /** Requests from one address, in each `api`. */
  address: number;
  /** Requests by one signed-in person, in each `api`. */
  person: number;
  /** Steps of signing in from one address, in all `api`s together. */
  signIn: number;
  /** Links to answer by that led nowhere, from one address, in all `api`s together. */
  wrongLinks: number;
};

export type Limits = {
  address: RequestHandler;
  signIn: RequestHandler;
  /** Counts the requests that went wrong alone: a class that answers at the same time isn't held up. */
  wrongLinks: RequestHandler;
  /** Throws the Problem `too-many-requests`. */
  person(personId: string): Promise<void>;
};

export function createLimits(db: Kysely<Database>, settings: LimitSettings): Limits {
  const perMinute = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ points, duration: 60, keyPrefix });
  const people = perMinute('person', settings.person);
  return {
    address: counting(perMinute('address', settings.address)),
    signIn: counting(sharedTally(db, 'sign-in', settings.signIn)),
    wrongLinks: counting(sharedTally(db, 'wrong-link', settings.wrongLinks), 'wrong'),
    person: (personId) => consume(people, personId),
  };
}

/** A home has a whole /64 of IPv6: its addresses count as one. The last part of an address isn't needed, nor kept. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [front = '', back] = plain.split('%', 1)[0]?.toLowerCase().split('::') ?? [];
  const head = front.split(':').filter((part) => part !== '');
  const tail = (back ?? '').split(':').filter((part) => part !== '');
  const filled =
    back === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** What is kept of an address: enough to know it again. */
const keyOf = (request: Request): string =>
  createHash('sha256')
    .update(networkOf(request.ip ?? ''))
    .digest('base64url');

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = String(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw new Problem('too-many-requests', { headers: { 'retry-after': seconds } });
  }
}

const counting =
  (limiter: RateLimiterAbstract, what: 'all' | 'wrong' = 'all'): RequestHandler =>
  async (request, response, next) => {
    const key = keyOf(request);
    try {
      await consume(limiter, key);
    } catch (error) {
      if (error instanceof Problem) return sendTooMany(request, response, error);
      throw error;
    }
    if (what === 'wrong') {
      response.once('finish', () => {
        // Taken back; that the records are away loses nobody more than a try.
        if (response.statusCode < 400) void limiter.reward(key, 1).catch(() => undefined);
      });
    }
    next();
  };

/** A client gets its problem, a browser a page that needs nothing from the records. */
function sendTooMany(request: Request, response: Response, problem: Problem): void {
  if (request.path.startsWith('/api/') || request.accepts(['json', 'html']) !== 'html') {
    return sendProblem(response, problem);
  }
  const { title, title_en, detail, detail_en, status } = problem.document;
  response
    .status(status)
    .set({ ...problem.headers, 'cache-control': 'no-store' })
    .type('html')
    .send(
      page(
        'sv',
        title,
        `<h1>${escape(title)}</h1><p>${escape(detail)}</p>
     <section lang="en"><h2>${escape(title_en)}</h2><p>${escape(detail_en)}</p></section>`,
      ),
    );
}
