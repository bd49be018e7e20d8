/**
 * An SS 12000 source for tests, over real HTTP on loopback: pages by token, modification filters, OAuth 2 client
 * credentials, subscriptions; and the faults that suppliers have, when a test asks for them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Entity, type Town, uuidOf } from './town.ts';
import { violations } from './draft.ts';

/** What goes wrong with one answer. */
export type Fault =
  | { kind: 'status'; status: number; retryAfter?: string }
  | { kind: 'broken' }
  | { kind: 'wrong-shape' }
  | { kind: 'repeat' }
  | { kind: 'reset' }
  | { kind: 'token-ends' };

export type Asked = {
  /** The n-th request to the source, tokens aside; 1 is the first. */
  number: number;
  resource: string;
  /** The page within its listing, from 0. */
  page: number;
  query: URLSearchParams;
};

export type FakeSource = {
  /** With the version's path. */
  baseUrl: string;
  tokenUrl: string;
  town: Town;
  asked: Asked[];
  /** Where answers depart from the draft. */
  violations: string[];
  tokensGiven: number;
  subscriptions: { id: string; target: string; resources: unknown; expires: string; renewals: number }[];
  close(): Promise<void>;
};

export type FakeOptions = {
  town: Town;
  pageSize?: number;
  /** Seconds for which a token is good; it is told so. */
  tokenLife?: number;
  bearer?: string;
  fault?(asked: Asked): Fault | null;
  /** Resources that this supplier hasn't got. */
  missing?: Partial<Record<string, number>>;
  /** What it makes of an entity before it is sent. */
  twist?(resource: string, entity: Entity): unknown;
  /** The same of sums, which have no id. */
  twistSums?(sum: Record<string, unknown>): Record<string, unknown>;
  /** Called before each answer. */
  onAsked?(asked: Asked): void;
};

const version = '/v2.0';
const clientId = 'bryggan';
const clientSecret = 'hemlig & lång';
export const credentials = { clientId, clientSecret };

const listed = ['organisations', 'persons', 'duties', 'groups', 'calendarEvents', 'attendances', 'absences'];

const isListed = (name: string): name is keyof Omit<Town, 'deleted'> => listed.includes(name);

const reference = z.looseObject({ id: z.string() });

export async function startFakeSource(options: FakeOptions): Promise<FakeSource> {
  const { town, pageSize = 200 } = options;
  let tokens = new Set<string>(options.bearer === undefined ? [] : [options.bearer]);
  const lastPages = new Map<string, string>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const root = `http://127.0.0.1:${address.port}`;

  const it: FakeSource = {
    baseUrl: `${root}${version}`,
    tokenUrl: `${root}/oauth/token`,
    town,
    asked: [],
    violations: [],
    tokensGiven: 0,
    subscriptions: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  const send = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', root);
    if (url.pathname === '/oauth/token') return giveToken(request, response);
    const [resource = '', ...rest] = url.pathname.slice(version.length + 1).split('/');
    const { offset, listing } = placeOf(url);
    const asked: Asked = {
      number: it.asked.length + 1,
      resource,
      page: Math.floor(offset / pageSize),
      query: url.searchParams,
    };
    it.asked.push(asked);
    options.onAsked?.(asked);
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const fault = options.fault?.(asked) ?? null;
    if (fault?.kind === 'token-ends') tokens = new Set();
    if (!tokens.has(token)) return send(response, 401, { code: 'unauthorised', message: 'token' });
    if (fault?.kind === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'status') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      response.writeHead(fault.status, headers).end('{"code":"fault","message":"fault"}');
      return;
    }
    if (fault?.kind === 'broken') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[{"id":"');
      return;
    }
    if (fault?.kind === 'wrong-shape') return send(response, 200, { data: 'nothing of the kind' });
    const missing = options.missing?.[resource];
    if (missing !== undefined) return send(response, missing, { code: 'missing', message: 'missing' });
    if (resource === 'subscriptions') return subscribe(request, response, rest[0] ?? null);
    if (rest[0] === 'lookup') return lookUp(request, response, resource);
    const before = lastPages.get(listing);
    if (fault?.kind === 'repeat' && before !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(before);
      return;
    }
    if (
      url.searchParams.has('pageToken') &&
      [...url.searchParams.keys()].some((key) => key !== 'pageToken' && key !== 'limit')
    )
      return send(response, 400, { code: 'filter', message: 'a page token stands alone' });
    const body = page(resource, url, offset);
    if (body === null) return send(response, 404, { code: 'missing', message: 'missing' });
    if (options.twist === undefined) it.violations.push(...violations(resource, body));
    lastPages.set(listing, JSON.stringify(body));
    return send(response, 200, body);
  };

  const giveToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wanted = [clientId, clientSecret].map(encodeURIComponent).join(':');
    const given = (request.headers.authorization ?? '').replace(/^Basic /, '');
    const form = new URLSearchParams(await text(request));
    if (Buffer.from(given, 'base64').toString() !== wanted || form.get('grant_type') !== 'client_credentials')
      return send(response, 401, { error: 'invalid_client' });
    it.tokensGiven += 1;
    const token = uuidOf('token', String(it.tokensGiven));
    tokens.add(token);
    return send(response, 200, {
      access_token: token,
      token_type: 'Bearer',
      expires_in: options.tokenLife ?? 3600,
    });
  };

  const subscribe = async (
    request: IncomingMessage,
    response: ServerResponse,
    id: string | null,
  ): Promise<void> => {
    const body: unknown = JSON.parse((await text(request)) || '{}');
    // The first one is short, those that are renewed last for weeks.
    const days = (n: number) => new Date(Date.parse('2026-09-19T00:00:00Z') + n * 86_400_000).toISOString();
    if (request.method === 'POST') {
      const told = z.looseObject({ target: z.string(), resourceTypes: z.unknown() }).parse(body);
      const subscription = {
        id: uuidOf('subscription', String(it.subscriptions.length)),
        target: told.target,
        resources: told.resourceTypes,
        expires: days(2),
        renewals: 0,
      };
      it.subscriptions.push(subscription);
      return send(response, 201, { ...Object(body), id: subscription.id, expires: subscription.expires });
    }
    const there = it.subscriptions.find((one) => one.id === id);
    if (there === undefined) return send(response, 404, { code: 'missing', message: 'missing' });
    there.renewals += 1;
    there.expires = days(14 * (there.renewals + 1));
    return send(response, 200, {
      id: there.id,
      name: 'x',
      target: there.target,
      resourceTypes: [],
      expires: there.expires,
    });
  };

  const lookUp = async (
    request: IncomingMessage,
    response: ServerResponse,
    resource: string,
  ): Promise<void> => {
    const { ids } = z.looseObject({ ids: z.array(z.string()) }).parse(JSON.parse(await text(request)));
    if (!isListed(resource)) return send(response, 404, { code: 'missing', message: 'missing' });
    const found = town[resource]
      .filter(({ id }) => ids.includes(id))
      .map((one) => expanded(resource, one, 'activity'));
    return send(response, 200, found);
  };

  const expanded = (resource: string, entity: Entity, expand: string | null): unknown => {
    const told = options.twist === undefined ? entity : options.twist(resource, structuredClone(entity));
    if (resource !== 'calendarEvents' || expand !== 'activity') return told;
    const id = reference.safeParse(entity['activity']).data?.id;
    return { ...Object(told), _embedded: { activity: town.activities.find((one) => one.id === id) } };
  };

  const placeOf = (url: URL): { offset: number; listing: string } => {
    const token = url.searchParams.get('pageToken');
    if (token === null) {
      const filter = new URLSearchParams(url.searchParams);
      filter.delete('limit');
      return { offset: 0, listing: `${url.pathname}?${filter}` };
    }
    const [offset = '0', listing = ''] = Buffer.from(token, 'base64url').toString().split('\n');
    return { offset: Number(offset), listing };
  };

  const page = (resource: string, url: URL, offset: number): Record<string, unknown> | null => {
    const { listing } = placeOf(url);
    const filter = new URLSearchParams(listing.split('?')[1] ?? '');
    const limit = Math.min(pageSize, Number(url.searchParams.get('limit') ?? pageSize));
    const tokenAfter = (length: number) =>
      offset + limit < length ? Buffer.from(`${offset + limit}\n${listing}`).toString('base64url') : null;
    if (resource === 'deletedEntities') {
      const after = filter.get('after') ?? '';
      const ids: Record<string, string[]> = {};
      for (const one of town.deleted)
        if (Date.parse(one.at) > Date.parse(after))
          ids[one.resource] = [...(ids[one.resource] ?? []), one.id];
      return { data: ids, pageToken: null };
    }
    if (resource === 'aggregatedAttendance') {
      const sums = aggregated(town, filter.get('startDate') ?? '', filter.get('expand'));
      const told = sums.map((sum) => options.twistSums?.(structuredClone(sum)) ?? sum);
      return { data: told.slice(offset, offset + limit), pageToken: tokenAfter(told.length) };
    }
    if (!isListed(resource)) return null;
    const all = town[resource].filter((entity) => matches(resource, entity, filter));
    const data = all
      .slice(offset, offset + limit)
      .map((entity) => expanded(resource, entity, filter.get('expand')));
    return { data, pageToken: tokenAfter(all.length) };
  };

  return it;
}

const matches = (resource: string, entity: Entity, filter: URLSearchParams): boolean => {
  const after = filter.get('meta.modified.after');
  if (after !== null && Date.parse(entity.meta.modified) <= Date.parse(after)) return false;
  const type = filter.get('groupType');
  if (resource === 'groups' && type !== null && entity['groupType'] !== type) return false;
  if (resource === 'calendarEvents') {
    const starts = Date.parse(String(entity['startTime']));
    return (
      starts >= Date.parse(filter.get('startTime.onOrAfter') ?? '') &&
      starts <= Date.parse(filter.get('startTime.onOrBefore') ?? '')
    );
  }
  const ends = filter.get('endTime.onOrAfter');
  return resource !== 'absences' || ends === null || Date.parse(String(entity['endTime'])) > Date.parse(ends);
};

const minutesOf = z.looseObject({
  student: reference,
  calendarEvent: reference,
  attendanceMinutes: z.int(),
  validAbsenceMinutes: z.int(),
  invalidAbsenceMinutes: z.int(),
});

/** Sums per pupil and activity of one day. */
const aggregated = (town: Town, day: string, expand: string | null): Record<string, unknown>[] => {
  const events = new Map(
    town.calendarEvents
      .filter((event) => String(event['startTime']).startsWith(day))
      .map((event) => [event.id, reference.parse(event['activity']).id]),
  );
  const sums = new Map<
    string,
    { student: string; activity: string; present: number; valid: number; invalid: number }
  >();
  for (const attendance of town.attendances) {
    const told = minutesOf.parse(attendance);
    const activity = events.get(told.calendarEvent.id);
    if (activity === undefined) continue;
    const key = `${told.student.id} ${activity}`;
    const sum = sums.get(key) ?? { student: told.student.id, activity, present: 0, valid: 0, invalid: 0 };
    sum.present += told.attendanceMinutes;
    sum.valid += told.validAbsenceMinutes;
    sum.invalid += told.invalidAbsenceMinutes;
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ student, activity, present, valid, invalid }) => ({
    activity: { id: activity },
    student: { id: student },
    startDate: day,
    endDate: day,
    attendanceSum: present,
    validAbsenceSum: valid,
    invalidAbsenceSum: invalid,
    otherAttendanceSum: 0,
    reportedSum: present + valid + invalid,
    offeredSum: present + valid + invalid,
    ...(expand === 'activity'
      ? { _embedded: { activity: town.activities.find(({ id }) => id === activity) } }
      : {}),
  }));
};
