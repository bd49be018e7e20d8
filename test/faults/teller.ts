/** Tells a story over HTTP, with keys of its own choosing: told twice, the same cases, meetings and mails arise. */
import { z } from 'zod';

/** What is said to the API: each has a number, from 1 on. */
export type Told = { number: number; what: string };

export type Teller = {
  /** Signs in and gives the voice of that person. */
  as(personId: string, role: string): Promise<Voice>;
  /** A `GET` without signing in. */
  get(path: string): Promise<unknown>;
};

export type Voice = {
  get(path: string): Promise<unknown>;
  /** A command, or a move of the clock. */
  say(path: string, body: unknown): Promise<unknown>;
};

/** How long a client keeps on asking an API whose engine or worker is away. */
const patienceMs = 90_000;
const againEveryMs = 250;
const comeAgain = [502, 503, 504];

const signedIn = z.object({ token: z.string() });

/** `meanwhile` is called as each is sent: the place to kill something. */
export const createTeller = (
  apiUrl: string,
  meanwhile: (told: Told) => Promise<void> = () => Promise.resolve(),
): Teller => {
  let number = 0;

  const ask = async (token: string | null, path: string, init: RequestInit): Promise<unknown> => {
    const headers = { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...init.headers };
    const until = performance.now() + patienceMs;
    for (;;) {
      const answer = await tryOnce(`${apiUrl}/api/v1${path}`, { ...init, headers });
      if (answer !== null && answer.status < 400) return answer.body;
      const waits = answer === null || comeAgain.includes(answer.status);
      if (!waits || performance.now() > until)
        throw new Error(`${init.method} ${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
      await new Promise((resolve) => setTimeout(resolve, againEveryMs));
    }
  };
  const post = (token: string | null, path: string, body: unknown, key: string) =>
    ask(token, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });

  return {
    get: (path) => ask(null, path, { method: 'GET' }),
    async as(personId, role) {
      const { token } = signedIn.parse(
        await post(null, '/session', { personId, role }, `sign-in-${personId}`),
      );
      return {
        get: (path) => ask(token, path, { method: 'GET' }),
        async say(path, body) {
          number += 1;
          const key = `told-${String(number).padStart(4, '0')}`;
          const what = `${path} ${path === '/rehearsal/clock' ? JSON.stringify(body) : ''}`.trim();
          const [answer] = await Promise.all([post(token, path, body, key), meanwhile({ number, what })]);
          return answer;
        },
      };
    },
  };
};

/** Null when the connection broke: the API may be starting again. */
const tryOnce = async (url: string, init: RequestInit): Promise<{ status: number; body: unknown } | null> => {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs * 2) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};
