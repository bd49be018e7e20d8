/**
 * Stands between the one that sends at random and the API: signs each request in, and counts for itself what came back.
 * So that the figures don't hang on what the sender says of itself, and a session that a request ended is begun anew.
 */
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that isn't answered for so long counts as unanswered. */
const patienceMs = 60_000;

export type Found = { method: string; path: string; status: number | null; requestId: string | null };

export type Figures = {
  requests: number;
  /** How often each status came; `unanswered` is one of them. */
  statuses: Map<string, number>;
  /** Requests by `GET /api/v1/cases/{id}`. */
  routes: Map<string, number>;
  /** 5xx and what got no answer. */
  bad: Found[];
};

export const noFigures = (): Figures => ({ requests: 0, statuses: new Map(), routes: new Map(), bad: [] });

export type Meter = { url: string; close(): Promise<void> };

/** Counts up; the map is the figures' own. */
const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

/** Path templates of the document, the most literal first. */
const matcher = (templates: readonly string[]) => {
  const patterns = templates
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
    .map((template) => ({
      template,
      parts: template.split('/').map((part) => (part.startsWith('{') ? null : part)),
    }));
  return (path: string): string | null => {
    const parts = path.split('/');
    const fits = patterns.find(
      (pattern) =>
        pattern.parts.length === parts.length &&
        pattern.parts.every((part, i) => part === null || part === parts[i]),
    );
    return fits?.template ?? null;
  };
};

/** `signIn` gives a token, null for nobody; it is asked again when the API no longer takes the one before. */
export const startMeter = async (args: {
  apiUrl: string;
  templates: readonly string[];
  signIn: (() => Promise<string>) | null;
  figures: Figures;
}): Promise<Meter> => {
  const { figures } = args;
  const target = new URL(args.apiUrl);
  const routeOf = matcher(args.templates);
  let token = args.signIn === null ? null : await args.signIn();

  const note = (incoming: IncomingMessage, status: number | null, requestId: string | null) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    const method = incoming.method ?? '';
    figures.requests += 1;
    count(figures.statuses, status === null ? 'unanswered' : String(status));
    const route = routeOf(path);
    if (route !== null) count(figures.routes, `${method} ${route}`);
    if (status === null || status >= 500) figures.bad.push({ method, path, status, requestId });
  };

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const headers = { ...incoming.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
    let noted = false;
    const once = (status: number | null, requestId: string | null) => {
      if (noted) return;
      noted = true;
      note(incoming, status, requestId);
    };
    const onward = send(
      {
        host: target.hostname,
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers,
        timeout: patienceMs,
      },
      (answer) => {
        const requestId = answer.headers['x-request-id'];
        once(answer.statusCode ?? null, typeof requestId === 'string' ? requestId : null);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        if (answer.statusCode === 401 && args.signIn !== null) {
          // Who lost the role by what was sent is nobody from then on.
          void args.signIn().then(
            (fresh) => {
              token = fresh;
            },
            () => undefined,
          );
        }
      },
    );
    onward.on('timeout', () => onward.destroy(new Error('no answer')));
    onward.on('error', () => {
      once(null, null);
      // Answered on the API's behalf, so that the sender goes on.
      if (!outgoing.headersSent) outgoing.writeHead(418).end();
    });
    incoming.pipe(onward);
  };

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
