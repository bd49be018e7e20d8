/** How often one may ask: by address, by person, and for what could be guessed at in all `api`s together. */
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LimitSettings } from '../../src/api/limits.ts';
import { ids } from '../factories/parts.ts';
import { serve, served, type Served } from './served.ts';

let first: Served;
beforeAll(async () => {
  first = await served();
});
afterAll(() => first.close());

/** One more `api` over the same records, with its own memory. */
const api = (limits: Partial<LimitSettings>, proxies: string[] = []) =>
  serve(first.town, { limits, proxies });

/** As from another address: only a proxy's word is taken. */
const from = (address: string) => ({ 'x-forwarded-for': address });

const statuses = async (times: number, ask: () => PromiseLike<{ status: number }>): Promise<number[]> => {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push((await ask()).status);
  return all;
};

it('says whom to tell of a weakness, where the municipality has said so', async () => {
  const told = serve(first.town, { securityContacts: ['mailto:sakerhet@kommunen.example'] });
  const answer = await request(told.app).get('/.well-known/security.txt');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.text).toMatch(/^Contact: mailto:sakerhet@kommunen\.example\r\nExpires: \d{4}-/);
  expect((await request(api({}).app).get('/.well-known/security.txt')).status).toBe(404);
});

describe('an address', () => {
  it('is told when it may come again, a client by a problem and a browser by a page', async () => {
    const { app } = api({ address: 2 });
    expect(await statuses(3, () => request(app).get('/healthz'))).toEqual([200, 200, 429]);
    const problem = await request(app).get('/api/v1/session').set('accept', 'text/html');
    expect(problem.status).toBe(429);
    expect(problem.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem.body.code).toBe('too-many-requests');
    const seconds = Number(problem.headers['retry-after']);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    const page = await request(app).get('/sign-in').set('accept', 'text/html,application/xhtml+xml');
    expect(page.status).toBe(429);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['retry-after']).toMatch(/^\d+$/);
    expect(page.text).toContain('<h1>För många anrop</h1>');
    expect(page.text).toContain('Too many requests');
  });

  it('is the one that connects, whatever a header says, until a proxy is named', async () => {
    const { app } = api({ address: 2 });
    const asks = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((one) => from(one));
    const got: number[] = [];
    for (const headers of asks) got.push((await request(app).get('/healthz').set(headers)).status);
    expect(got).toEqual([200, 200, 429]);

    const behind = api({ address: 2 }, ['loopback']).app;
    const one = () => request(behind).get('/healthz').set(from('192.0.2.1'));
    expect(await statuses(3, one)).toEqual([200, 200, 429]);
    // What the client itself put before the proxy's word is not believed.
    expect((await request(behind).get('/healthz').set(from('203.0.113.9, 192.0.2.1'))).status).toBe(429);
    expect((await request(behind).get('/healthz').set(from('192.0.2.2'))).status).toBe(200);
  });
});

it('is a person’s limit in all their sessions, on routes and pages, and nobody else’s', async () => {
  const limited = api({ person: 4 });
  const [here, there] = [
    await limited.as(ids.coordinator, 'coordinator'),
    await limited.as(ids.coordinator, 'coordinator'),
  ];
  const other = await limited.as(ids.rector, 'rector');
  expect((await here.get('/session')).status).toBe(200);
  expect((await there.get('/session')).status).toBe(200);
  const page = () =>
    request(limited.app)
      .get('/cases')
      .set({ authorization: `Bearer ${here.token}`, accept: 'text/html' });
  expect(await statuses(3, page)).toEqual([200, 200, 429]);
  const refused = await page();
  expect(refused.headers['content-type']).toMatch(/^text\/html/);
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  expect(refused.text).toContain('För många anrop');
  expect((await there.get('/session')).status).toBe(429);
  expect((await other.get('/session')).status).toBe(200);
});

describe('what could be guessed at is counted in all processes together', () => {
  it('signing in', async () => {
    const apis = [api({ signIn: 4 }, ['loopback']).app, api({ signIn: 4 }, ['loopback']).app];
    const trying = async (address: string, n: number) => {
      const app = apis[n % 2];
      if (app === undefined) throw new Error('two of them');
      return (await request(app).post('/api/v1/session').set(from(address)).send({ personId: 'nobody' }))
        .status;
    };
    const got: number[] = [];
    for (let n = 0; n < 6; n += 1) got.push(await trying('192.0.2.10', n));
    expect(got).toEqual([422, 422, 422, 422, 429, 429]);
    expect(await trying('192.0.2.11', 0)).toBe(422);
    const { rows } = await sql`select * from request_tally`.execute(first.town.records.db);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('192.0.2');
  });

  it.each([
    ['/api/v1/answers', 1],
    ['/svara', 2],
    ['/times', 3],
    ['/calendar', 4],
  ])('links under %s', async (path, nth) => {
    const address = `198.51.100.${nth}`;
    const apis = [api({ wrongLinks: 3 }, ['loopback']).app, api({ wrongLinks: 3 }, ['loopback']).app];
    const got: number[] = [];
    for (const [n, guess] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      const app = apis[n % 2];
      if (app === undefined) throw new Error('two of them');
      got.push(
        (
          await request(app)
            .get(`${path}/${guess.repeat(30)}`)
            .set(from(address))
        ).status,
      );
    }
    expect(got.slice(0, 3).every((status) => status === 404)).toBe(true);
    expect(got.slice(3)).toEqual([429, 429]);
  });
});
