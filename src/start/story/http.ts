/** The story's only way in: HTTP, as any client. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

export class HttpRefusal extends Error {
  override name = 'HttpRefusal';
  readonly status: number;
  readonly problem: unknown;
  constructor(status: number, problem: unknown, what: string) {
    super(`${what}: ${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.problem = problem;
  }
}

export type Answered = { status: number; body: unknown };

/** One signed-in person. */
export type Speaker = {
  get: (path: string) => Promise<unknown>;
  /** A command, with an idempotency key of its own; sent again under the same key while the engine is away. */
  send: (path: string, body: unknown) => Promise<unknown>;
};

/** How a client tells its story: which key each command has, and what else happens as it is sent. */
export type Manner = {
  /** A new idempotency key. */
  key: () => string;
  /** Called as each command is sent, beside it; the answer waits for both. */
  meanwhile: (path: string, body: unknown) => Promise<void>;
};

const plainly: Manner = { key: randomUUID, meanwhile: () => Promise.resolve() };

const againWithinMs = 90_000;
const againEveryMs = 250;

const isPassing = (status: number): boolean => status === 502 || status === 503 || status === 504;

const once = async (url: string, init: RequestInit): Promise<Answered | null> => {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch (error) {
    // The API itself may be starting again; anything but a broken connection is the story's own mistake.
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** Sends until there is an answer that isn't «come again»: what a good client does, and safe by the key. */
const insist = async (url: string, init: RequestInit): Promise<Answered> => {
  const until = performance.now() + againWithinMs;
  for (;;) {
    const answer = await once(url, init);
    if (answer !== null && !isPassing(answer.status)) return answer;
    if (performance.now() > until)
      throw new HttpRefusal(answer?.status ?? 0, answer?.body, `${init.method} ${url}`);
    await wait(againEveryMs);
  }
};

const read = (answer: Answered, what: string): unknown => {
  if (answer.status >= 400) throw new HttpRefusal(answer.status, answer.body, what);
  return answer.body;
};

export const speaker = (apiUrl: string, token: string | null, manner: Manner = plainly): Speaker => {
  const headers = {
    accept: 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  return {
    get: async (path) =>
      read(await insist(`${apiUrl}/api/v1${path}`, { method: 'GET', headers }), `GET ${path}`),
    send: async (path, body) => {
      const [answer] = await Promise.all([
        insist(`${apiUrl}/api/v1${path}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': manner.key() },
          body: JSON.stringify(body),
        }),
        manner.meanwhile(path, body),
      ]);
      return read(answer, `POST ${path}`);
    },
  };
};
