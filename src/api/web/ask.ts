/** A page asks the API's own route in the same process: the same gate, the same log, the same answers. */
import type { Instant } from '../../domain/time.ts';
import type { Deps } from '../deps.ts';
import { problemOf } from '../errors.ts';
import { Problem, type ProblemDocument } from '../problem.ts';
import type { Method, Reply, Route } from '../route.ts';
import { routes } from '../routes.ts';
import { answer } from '../serve.ts';
import type { Session } from '../session.ts';

/** The route of the API that answers to this; a name that isn't there fails at start. */
export function apiRoute(method: Method, path: `/${string}`): Route {
  const found = routes.find((route) => route.method === method && route.path === `/api/v1${path}`);
  if (found === undefined) throw new Error(`no route ${method} ${path}`);
  return found;
}

export type Asking = { deps: Deps; session: Session | null; now: Instant };

export type AskInput = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  json?: unknown;
  bytes?: Buffer;
  /** Names in small letters. */
  headers?: Record<string, string>;
};

export type Answered = { ok: true; reply: Reply } | { ok: false; problem: ProblemDocument };

/** Asks as the signed-in person. A no is a value; what is broken (records or engine away) too. */
export async function ask(asking: Asking, route: Route, input: AskInput = {}): Promise<Answered> {
  try {
    const reply = await replyOf(asking, route, input);
    return isProblem(reply.body) ? { ok: false, problem: reply.body } : { ok: true, reply };
  } catch (error) {
    const { document } = problemOf(error, '');
    if (error instanceof Problem) return { ok: false, problem: document };
    if (document.status !== 503) throw error;
    asking.deps.log.error({ err: error }, 'a page got no answer');
    return { ok: false, problem: document };
  }
}

/** The answer of a reading that the page can't do without. Throws the Problem that it is otherwise. */
export async function askBody(asking: Asking, route: Route, input: AskInput = {}): Promise<unknown> {
  return (await replyOf(asking, route, input)).body;
}

const replyOf = (
  { deps, session, now }: Asking,
  route: Route,
  { params = {}, query = {}, json, bytes = Buffer.alloc(0), headers = {} }: AskInput,
): Promise<Reply> =>
  answer(deps, route, {
    session,
    now,
    params,
    query,
    header: (name) => headers[name.toLowerCase()],
    readBody: () => Promise.resolve({ json, bytes }),
  });

const isProblem = (body: unknown): body is ProblemDocument =>
  typeof body === 'object' && body !== null && 'type' in body && 'status' in body && 'detail_en' in body;
