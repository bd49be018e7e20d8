import { createServer, type Server } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseSourceAddress } from './address.ts';
import { type EntityKind, readEntity } from './entities.ts';
import { retryAfterMs, SourceFailure } from './http.ts';
import { clientCredentials } from './token.ts';

describe('a source’s address', () => {
  it('is https, or http on this machine', () => {
    for (const good of [
      'https://api.example/v2.0',
      'http://127.0.0.1:8080/v2',
      'http://localhost/v2',
      'http://[::1]/',
    ])
      expect([good, parseSourceAddress(good)?.href !== undefined]).toEqual([good, true]);
    for (const bad of [
      'http://api.example',
      'http://127.0.0.1.example',
      'ftp://x',
      'https://a:b@x',
      'https://x/#y',
      '',
      'x',
    ])
      expect([bad, parseSourceAddress(bad)]).toEqual([bad, null]);
  });
});

describe('Retry-After', () => {
  it('is seconds, or a moment', () => {
    const now = Date.parse('2026-09-01T10:00:00Z');
    expect(retryAfterMs('17', now)).toBe(17_000);
    expect(retryAfterMs('Tue, 01 Sep 2026 10:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Tue, 01 Sep 2026 09:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });
});

describe('an entity', () => {
  it('is read by what can be read of it, and tells the rest', () => {
    const read = readEntity('person', {
      id: 'a',
      givenName: 'Kim',
      securityMarking: 'Kvarskriven',
      civicNo: { value: 201205149808 },
      emails: [{ value: 'a@b.example' }, 7],
      enrolments: [
        { enroledAt: { id: 's' }, schoolType: 'GRUND', schoolYear: '7', startDate: '2026-08-18T00:00:00Z' },
      ],
      invented: true,
    });
    if (!read.ok) throw new Error('not read');
    expect(read.value).toMatchObject({
      givenName: 'Kim',
      familyName: null,
      securityMarking: null,
      civicNo: { value: '201205149808' },
      responsibles: null,
      enrolments: [{ enroledAt: 's', schoolType: null, schoolYear: 7, startDate: '2026-08-18' }],
    });
    expect(read.notes.map(({ field, code }) => `${field} ${code}`).sort()).toEqual([
      'emails unreadable',
      'enrolments.schoolType unknown-value',
      'familyName missing',
      'securityMarking unknown-value',
    ]);
  });

  it('has moments with an offset, or on the wall in Sweden', () => {
    const startTime = (text: unknown) => {
      const read = readEntity('calendarEvent', { id: 'a', startTime: text });
      if (!read.ok) throw new Error('not read');
      return read.value.startTime === null ? null : new Date(read.value.startTime).toISOString();
    };
    expect(startTime('2026-09-01T08:10:00+02:00')).toBe('2026-09-01T06:10:00.000Z');
    expect(startTime('2026-09-01T08:10:00+0200')).toBe('2026-09-01T06:10:00.000Z');
    expect(startTime('2026-09-01T08:10:00')).toBe('2026-09-01T06:10:00.000Z');
    expect(startTime('2026-12-01T08:10')).toBe('2026-12-01T07:10:00.000Z');
    expect(startTime('2027-01-01T00:00:30.1234567')).toBe('2026-12-31T23:00:30.000Z');
    // The clocks change on 25 October 2026 at three.
    expect(startTime('2026-10-25T01:00:00')).toBe('2026-10-24T23:00:00.000Z');
    expect(startTime('2026-10-25T04:00:00')).toBe('2026-10-25T03:00:00.000Z');
    for (const bad of ['2026-02-31T08:00:00', '2026-09-01', '2026-09-01T25:00', '0000-01-01T00:00', 8, {}])
      expect([bad, startTime(bad)]).toEqual([bad, null]);
  });

  it('is never more than refused, whatever comes; its notes say nothing of what stood there', () => {
    const kinds: EntityKind[] = [
      'organisation',
      'person',
      'duty',
      'group',
      'calendarEvent',
      'attendance',
      'absence',
    ];
    const fields = [
      'id',
      'givenName',
      'enrolments',
      'groupMemberships',
      'meta',
      '_embedded',
      'startTime',
      'student',
    ];
    const raw = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), raw, (kind, value) => {
        const read = readEntity(kind, value);
        if (!read.ok) return;
        for (const note of read.notes) expect(Object.keys(note).sort()).toEqual(['code', 'field']);
      }),
    );
  });
});

describe('client credentials', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  const tokenServer = async (answer: (n: number) => { status: number; body: string }) => {
    let asked = 0;
    server = createServer((_request, response) => {
      const { status, body } = answer((asked += 1));
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => {
      server?.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    return { url: new URL(`http://127.0.0.1:${port}/`), asked: () => asked };
  };
  const bearerOf = (tokenUrl: URL, clock: () => number) =>
    clientCredentials({ tokenUrl, clientId: 'x', secret: 'y', scope: null, timeoutMs: 2000, clock });

  it('are exchanged once, again before the token ends, and when it is refused', async () => {
    const body = (n: number) => JSON.stringify({ access_token: `t${n}`, expires_in: 3600 });
    const { url, asked } = await tokenServer((n) => ({ status: 200, body: body(n) }));
    let now = 0;
    const bearer = bearerOf(url, () => now);
    expect(await Promise.all([bearer.token(), bearer.token()])).toEqual(['t1', 't1']);
    now = 3569_000;
    expect(await bearer.token()).toBe('t1');
    now = 3571_000;
    expect(await bearer.token()).toBe('t2');
    bearer.forget('t1');
    expect(await bearer.token()).toBe('t2');
    bearer.forget('t2');
    expect(await bearer.token()).toBe('t3');
    expect(asked()).toBe(3);
  });

  it('that are wrong are refused at once; a server that is away is tried again', async () => {
    const kindOf = async (status: number, body: string) => {
      const { url } = await tokenServer(() => ({ status, body }));
      const error: unknown = await bearerOf(url, () => 0)
        .token()
        .catch((failure: unknown) => failure);
      server?.close();
      return error instanceof SourceFailure ? error.kind : error;
    };
    expect(await kindOf(401, '{}')).toBe('refused');
    expect(await kindOf(503, '')).toBe('unreachable');
    expect(await kindOf(200, '<html>')).toBe('unreadable');
  });
});
