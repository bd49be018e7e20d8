/** The OpenAPI 3.1 document, made of the same route table that is served. */
import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { scopeActions, scopes } from '../domain/api-clients.ts';
import { none, type Route } from './route.ts';
import { commandHeaders } from './schemas/answers.ts';
import { problemSchema } from './schemas/common.ts';

const problemStatuses = {
  400: 'The request could not be read.',
  401: 'Not signed in.',
  403: 'The role may not do this.',
  404: 'Not there, or not for you to see.',
  409: 'The case stands so that it cannot be done.',
  412: 'The case has changed since the revision in If-Match.',
  413: 'Too large.',
  422: 'A value is not valid; `errors` names each field.',
  429: 'Too often: wait as long as `Retry-After` says.',
  503: 'Engine or records are away; safe to repeat with the same key.',
};

type ProblemStatus = keyof typeof problemStatuses;

const problemContent = { 'application/problem+json': { schema: problemSchema } };

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** `publicUrl` without a slash at its end. */
export function openApiDocument(routes: readonly Route[], publicUrl: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'The token that `POST /session` gives.',
  });
  registry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'bryggan_session',
    description: 'Set by `POST /session`.',
  });
  registry.registerComponent('securitySchemes', 'client', {
    type: 'oauth2',
    description: 'Another system in its own name, where the route names a scope (RFC 6749 §4.4).',
    flows: {
      clientCredentials: {
        tokenUrl: `${publicUrl}/oauth/token`,
        scopes: Object.fromEntries(scopes.map((scope) => [scope, scopeActions[scope].join(', ')])),
      },
    },
  });
  for (const route of routes) registry.registerPath(pathOf(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Bryggan',
      version: '1.0.0',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      description: [
        'Case management for the people who bring children back to school.',
        '',
        'Sign in with `POST /api/v1/session` (rehearsal: choose a person from `GET /api/v1/rehearsal/people`).',
        'Each command takes an `Idempotency-Key`; the same key again gives the first answer. Each answer carries the',
        "case's revision as `ETag`; send it as `If-Match` to be refused if someone was before you.",
        'Errors are RFC 9457 problems with a stable `type`, Swedish `detail`, English `detail_en` and the `field`.',
        'Dates are local dates in Sweden. No answer here is legal advice.',
      ].join('\n'),
    },
    servers: [{ url: publicUrl }],
    tags: tagsOf(routes),
  });
}

const tagsOf = (routes: readonly Route[]) =>
  [...new Set(routes.map((route) => route.tag))].map((name) => ({ name }));

function pathOf(route: Route): RouteConfig {
  const open = route.access.kind === 'open' || route.access.kind === 'rehearsal';
  const needs = accessNote(route);
  return {
    method: route.method,
    path: route.path,
    operationId: operationId(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, needs].filter((text) => text !== undefined).join('\n\n'),
    security: open ? [] : [{ bearer: [] }, { cookie: [] }, ...byClient(route)],
    request: {
      ...(route.params === none ? {} : { params: route.params }),
      ...(route.query === none ? {} : { query: route.query }),
      ...(route.headers === none ? {} : { headers: route.headers }),
      ...bodyOf(route),
    },
    responses: { ...answerOf(route), ...problemsOf(route, open) },
  };
}

/** Only where the route names a scope. */
const byClient = ({ access }: Route) =>
  access.kind === 'action' && access.client !== undefined ? [{ client: [access.client] }] : [];

function bodyOf(route: Route): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  const { body } = route;
  if (body.kind === 'none') return {};
  if (body.kind === 'json') {
    const example = body.example === undefined ? {} : { example: body.example };
    return { body: { required: true, content: { 'application/json': { schema: body.schema, ...example } } } };
  }
  const bytes = { schema: { type: 'string' as const, format: 'binary' } };
  return {
    body: { required: true, content: Object.fromEntries(body.mediaTypes.map((type) => [type, bytes])) },
  };
}

function answerOf({ answer }: Route): RouteConfig['responses'] {
  if (answer.schema === undefined) {
    const content =
      answer.mediaType === undefined
        ? {}
        : { content: { [answer.mediaType]: { schema: { type: 'string' as const } } } };
    return { [answer.status]: { description: answer.description, ...content } };
  }
  return {
    [answer.status]: {
      description: answer.description,
      content: { [answer.mediaType ?? 'application/json']: { schema: answer.schema } },
    },
  };
}

function problemsOf(route: Route, open: boolean): RouteConfig['responses'] {
  const statuses: ProblemStatus[] = [
    429,
    ...(open ? [] : ([401, 403, 404] as const)),
    ...(route.body.kind === 'none' ? [] : ([400, 413, 422] as const)),
    ...(route.headers === commandHeaders ? ([409, 412, 503] as const) : []),
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { description: problemStatuses[status], content: problemContent }]),
  );
}

function accessNote({ access }: Route): string | undefined {
  switch (access.kind) {
    case 'open':
      return undefined;
    case 'rehearsal':
      return 'In rehearsal only.';
    case 'signedIn':
      return undefined;
    case 'action':
      return `Needs the right \`${access.action}\`${access.rehearsalOnly === true ? '. In rehearsal only' : ''}.`;
    case 'command':
      return `The case's command \`${access.command}\`.`;
  }
}

/** `get /api/v1/cases/{id}/timeline` → `getCasesByIdTimeline`. */
const operationId = ({ method, path }: Route): string =>
  method +
  path
    .replace(/^\/api\/v1/, '')
    .split(/[/-]/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{') ? `By${capital(part.slice(1, -1))}` : capital(part.replace(/\.\w+$/, '')),
    )
    .join('');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
