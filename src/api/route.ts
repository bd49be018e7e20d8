/**
 * One way to make a route: what it answers to, who may ask, what comes in and goes out. The same description is
 * served by express (`app.ts`) and told by OpenAPI (`openapi.ts`); a route without an `access` doesn't compile.
 */
import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { Access, Granted } from './access.ts';
import type { Deps } from './deps.ts';
import type { Caller } from './session.ts';
import { parseOrRefuse, refuseUnstorable } from './validate.ts';

export type Method = 'get' | 'post' | 'delete';

/** What express read, not yet checked. */
export type RawRequest = {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  /** Parsed JSON; undefined when nothing was sent. */
  json: unknown;
  header(name: string): string | undefined;
};

export type Reply = {
  status: number;
  /** Sent as JSON unless `mediaType` says otherwise. */
  body?: unknown;
  mediaType?: string;
  headers?: Record<string, string>;
  /** Sets (`token`) or clears (null) the session's cookie. */
  session?: { token: string; expiresAt: Date } | null;
};

export type Call<P, Q, B> = {
  deps: Deps;
  session: Caller | null;
  granted: Granted;
  params: P;
  query: Q;
  body: B;
  bytes: Buffer;
  /** Domain time of the request. */
  now: Instant;
  header(name: string): string | undefined;
};

export type RouteDoc = {
  method: Method;
  /** OpenAPI's way: `/cases/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  params: z.ZodObject;
  query: z.ZodObject;
  headers: z.ZodObject;
  body: { kind: 'none' } | { kind: 'json'; schema: z.ZodType; example?: unknown } | RawBody;
  answer: { status: number; description: string; schema?: z.ZodType; mediaType?: string };
};

/** Bytes as they are, of one of these media types, at most `limitBytes`; `upload`: as the configuration says. */
export type RawBody = { kind: 'raw'; mediaTypes: string[]; limitBytes: number | 'upload' };

export type Route = RouteDoc & {
  access: Access;
  run(
    call: Omit<Call<unknown, unknown, unknown>, 'params' | 'query' | 'body'>,
    raw: RawRequest,
  ): Promise<Reply>;
};

/** For a route without parameters, query or body. */
export const none = z.object({});

/**
 * Makes a route. Parsing happens after sign-in and permission; `handle` gets only what the schemas let through.
 */
export function defineRoute<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(spec: {
  method: Method;
  /** Below `/api/v1`. */
  path: string;
  /** Served at the path as it is: what a load balancer asks. */
  outsideApi?: true;
  tag: string;
  access: Access;
  summary: string;
  description?: string;
  params: P;
  query: Q;
  headers?: z.ZodObject;
  body: B;
  example?: unknown;
  raw?: Omit<RawBody, 'kind'>;
  answer: RouteDoc['answer'];
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply>;
}): Route {
  const { raw: rawBody, example, handle, body, headers = none, outsideApi, ...rest } = spec;
  return {
    ...rest,
    path: outsideApi === true ? spec.path : `/api/v1${spec.path}`,
    headers,
    body: describeBody(body, rawBody, example),
    async run(call, raw) {
      refuseUnstorable(raw.query, 'query');
      refuseUnstorable(raw.json);
      return handle({
        ...call,
        params: parseOrRefuse(spec.params, raw.params, 'path'),
        query: parseOrRefuse(spec.query, raw.query, 'query'),
        body: parseOrRefuse(body, raw.json ?? {}),
      });
    },
  };
}

function describeBody(
  schema: z.ZodType,
  raw: Omit<RawBody, 'kind'> | undefined,
  example: unknown,
): RouteDoc['body'] {
  if (raw !== undefined) return { kind: 'raw', ...raw };
  if (schema === none) return { kind: 'none' };
  return { kind: 'json', schema, ...(example === undefined ? {} : { example }) };
}
