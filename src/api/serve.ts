/** The one door: sign-in → permission → body → the route's own work → answer. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import type { Instant } from '../domain/time.ts';
import { authorize } from './access.ts';
import type { Deps } from './deps.ts';
import { noteLook } from './looks.ts';
import { Problem } from './problem.ts';
import type { RawRequest, Reply, Route } from './route.ts';
import { type Caller, cookieName, readCaller } from './session.ts';
import { todayAt } from './today.ts';

/** JSON bodies are texts and choices: more than this is no form that a person filled in. */
const jsonLimitBytes = 256 * 1024;

/** Gives each request a number and logs it by its route's pattern: ids, no names, no bodies. */
export const trace =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    response.locals['requestId'] = requestId;
    response.set('x-request-id', requestId);
    response.on('finish', () => {
      const route: unknown = request.route;
      const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
      log.info(
        {
          requestId,
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
        },
        'request',
      );
    });
    next();
  };

/** The handler of one route. */
export function serve(deps: Deps, route: Route): RequestHandler {
  return async (request, response) => {
    const header = (name: string) => request.get(name);
    const [session, now] = await Promise.all([sessionOf(deps, route, header), deps.now()]);
    if (session !== null) await deps.limits.person(session.personId);
    if (session?.how === 'cookie') refuseCrossSite(request);
    // No id holds such a character, and Postgres doesn't take it.
    if (Object.values(request.params).some((part) => String(part).includes('\0'))) {
      throw new Problem('not-found');
    }
    const reply = await answer(deps, route, {
      session,
      now,
      params: request.params,
      query: { ...request.query },
      header,
      readBody: () => readBody(deps, route, request, response).then(() => bodyOf(route, request)),
    });
    send(deps, response, reply);
  };
}

/** What a route is asked with: by a client over HTTP, or by a page of ours in the same process. */
export type Asked = {
  session: Caller | null;
  now: Instant;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  header: RawRequest['header'];
  /** Called once the permission is given: nobody's body is read before that. */
  readBody(): Promise<{ json: unknown; bytes: Buffer }>;
};

/** Permission → body → log → the route's own work. Throws Problems. */
export async function answer(deps: Deps, route: Route, asked: Asked): Promise<Reply> {
  const { session, now, params, query, header } = asked;
  const { id } = params;
  const named = typeof id === 'string' ? { id } : {};
  const granted = await authorize(deps, route.access, session, named, todayAt(now));
  const { json, bytes } = await asked.readBody();
  if (session !== null) await noteLook(deps, `${route.method} ${route.path}`, session, granted, now);
  return route.run({ deps, session, granted, bytes, now, header }, { params, query, json, header });
}

function bodyOf(route: Route, request: Request): { json: unknown; bytes: Buffer } {
  const bytes = route.body.kind === 'raw' && Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { json: route.body.kind === 'json' ? request.body : undefined, bytes };
}

/** A session is looked up where it can matter; health answers without the records. */
async function sessionOf(deps: Deps, route: Route, header: RawRequest['header']): Promise<Caller | null> {
  return route.access.kind === 'open' ? null : readCaller(deps, header);
}

/** A cookie is sent by the browser whoever asks: changes are taken from our own pages only. */
export function refuseCrossSite(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (request.get('sec-fetch-site') === 'cross-site') throw new Problem('cross-site');
}

/** What isn't UTF-8 would be kept with its letters lost, for good: it's refused. */
const jsonReader = express.json({
  limit: jsonLimitBytes,
  type: () => true,
  verify: (_request, _response, bytes, encoding) => {
    if (encoding === 'utf-8' && !isUtf8(bytes)) throw new Problem('not-utf-8');
  },
});

async function readBody(deps: Deps, route: Route, request: Request, response: Response): Promise<void> {
  const { body } = route;
  if (body.kind === 'none') return;
  const sent =
    request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (body.kind === 'json') {
    if (!sent) return;
    if (request.is(['json', '+json']) === false) {
      throw new Problem('unsupported-media-type', { params: { expected: 'application/json' } });
    }
    return read(jsonReader, request, response);
  }
  if (sent && request.is(body.mediaTypes) === false) {
    throw new Problem('unsupported-media-type', { params: { expected: body.mediaTypes.join(', ') } });
  }
  const limit = body.limitBytes === 'upload' ? deps.uploadLimitBytes : body.limitBytes;
  return read(express.raw({ limit, type: () => true }), request, response);
}

const formReader = express.urlencoded({ extended: false, limit: 512 * 1024, parameterLimit: 4000 });

/** Reads what a browser's form sends; its fields are in `request.body` then. */
export const readForm = (request: Request, response: Response): Promise<void> =>
  read(formReader, request, response);

/** Runs one of express' body readers as a promise. */
const read = (reader: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    const next: NextFunction = (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Problem('malformed-json'));
    };
    void reader(request, response, next);
  });

function send(deps: Deps, response: Response, reply: Reply): void {
  response.status(reply.status).set({ 'cache-control': 'no-store', ...reply.headers });
  if (reply.session !== undefined) setSession(deps, response, reply.session);
  if (reply.body === undefined) {
    response.end();
  } else if (Buffer.isBuffer(reply.body)) {
    response.type(reply.mediaType ?? 'application/octet-stream').send(reply.body);
  } else if (typeof reply.body === 'string') {
    response.type(reply.mediaType ?? 'text/plain').send(reply.body);
  } else {
    response.type(reply.mediaType ?? 'application/json').send(JSON.stringify(reply.body));
  }
}

/** Sets the session's cookie, or (null) clears it. */
export function setSession(
  deps: Pick<Deps, 'publicUrl'>,
  response: Response,
  session: NonNullable<Reply['session']> | null,
): void {
  const options = {
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: deps.publicUrl.startsWith('https:'),
    path: '/',
  };
  if (session === null) response.clearCookie(cookieName, options);
  else response.cookie(cookieName, session.token, { ...options, expires: session.expiresAt });
}
