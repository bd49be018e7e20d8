/** What is promised: each route has its right, the OpenAPI document is whole, the pages can be read. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes.ts';
import { actionRights, commandRights } from '../../src/domain/permissions.ts';
import { problemTexts } from '../../src/texts/problems.ts';
import { ids } from '../factories/parts.ts';
import { pupils, served, type Served } from './served.ts';

let api: Served;
beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

/** Served without sign-in, each for a reason that stands in its access. */
const openRoutes = [
  'get /healthz',
  'get /readyz',
  'get /api/v1/answers/{token}',
  'get /api/v1/meeting-times/{token}',
  'get /api/v1/rehearsal/clock',
  'get /api/v1/rehearsal/people',
  'get /api/v1/remit',
  'post /api/v1/answers/{token}',
  'post /api/v1/meeting-times/{token}',
  'post /api/v1/session',
  'post /api/v1/sources/{id}/events',
  'post /oauth/token',
];

const document = openApiDocument(routes, 'http://localhost:3000');
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ name: `${method} ${path}`, path, operation }];
  }),
);

const example = (path: string) => path.replaceAll(/\{\w+\}/g, 'x');

describe('every route', () => {
  it('names a right that the permissions know', () => {
    for (const { access } of routes) {
      if (access.kind === 'command') expect(commandRights).toHaveProperty(access.command);
      if (access.kind === 'action') expect(actionRights).toHaveProperty([access.action]);
    }
    const open = routes.filter(({ access }) => access.kind === 'open' || access.kind === 'rehearsal');
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(openRoutes.toSorted());
  });

  it('turns away whoever is not signed in', async () => {
    for (const { method, path, access } of routes) {
      if (access.kind === 'open' || access.kind === 'rehearsal') continue;
      const answer = await request(api.app)[method](example(path));
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });

  it('stands in the document once, and no other does', () => {
    expect(operations.map((one) => one.name).sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  it('covers every command that people may send', () => {
    const served = new Set(
      routes.flatMap(({ access }) => (access.kind === 'command' ? [access.command] : [])),
    );
    const byData = ['updatePupil', 'reportUndeliverable', 'noticeAbsence'];
    expect(
      Object.keys(commandRights)
        .filter((type) => !byData.includes(type))
        .sort(),
    ).toEqual([...served].sort());
  });

  it('has an example that its own schema takes', () => {
    for (const { body, path, access } of routes) {
      if (body.kind !== 'json' || (access.kind === 'command' && access.command === 'changePolicy')) continue;
      expect([path, body.schema.safeParse(body.example).error?.issues ?? []]).toEqual([path, []]);
    }
  });
});

describe('the OpenAPI document', () => {
  it('is 3.1, with unique operation ids, and each path parameter told', async () => {
    const answer = await request(api.app).get('/api/v1/openapi.json');
    expect(answer.body.openapi).toBe('3.1.0');
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, path, operation } of operations) {
      const told = (operation.parameters ?? []).flatMap((one) =>
        !('$ref' in one) && one.in === 'path' ? [one.name] : [],
      );
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect([name, told.sort()]).toEqual([name, wanted.sort()]);
      expect(Object.keys(operation.responses ?? {}).length).toBeGreaterThan(0);
      expect(operation.summary).not.toBe('');
    }
  });

  it('refers to nothing that is not there', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(refs.length).toBeGreaterThan(10);
    for (const [, kind, name] of refs) {
      expect(document.components).toHaveProperty([String(kind), String(name)]);
    }
  });

  it('is a page to read, without scripts', async () => {
    const page = await request(api.app).get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('/api/v1/cases/{id}/plans');
    expect(page.text).not.toMatch(/<script|(?:href|src)="https?:\/\/(?!localhost)/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await request(api.app).get('/api/docs.css')).status).toBe(200);
  });

  it('has a page for each problem', async () => {
    for (const code of Object.keys(problemTexts)) {
      expect((await request(api.app).get(`/problems/${code}`)).status).toBe(200);
    }
    expect((await request(api.app).get('/problems/constructor')).status).toBe(404);
  });
});

describe('signing in', () => {
  it('is by choosing a person; the cookie is closed to scripts', async () => {
    const people = await request(api.app).get('/api/v1/rehearsal/people');
    const roles = new Set(people.body.people.map((one: { role: string }) => one.role));
    expect([...roles]).toEqual(expect.arrayContaining(['rector', 'teamLeader', 'guardian', 'pupil']));
    const signed = await request(api.app).post('/api/v1/session').send({ personId: ids.rector });
    expect(signed).toMatchObject({ status: 201, body: { role: 'rector', personId: ids.rector } });
    const cookie = String(signed.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const me = await request(api.app).get('/api/v1/session').set({ cookie });
    expect(me).toMatchObject({ status: 200, body: { role: 'rector' } });
    await request(api.app).delete('/api/v1/session').set({ cookie });
    expect((await request(api.app).get('/api/v1/session').set({ cookie })).status).toBe(401);
  });

  it('refuses nobody and a role that is not held', async () => {
    const sign = (body: object) => request(api.app).post('/api/v1/session').send(body);
    expect(await sign({ personId: 'nobody' })).toMatchObject({ status: 422, body: { field: '/personId' } });
    expect((await sign({ personId: ids.rector, role: 'teamLeader' })).status).toBe(422);
  });
});

describe('health', () => {
  it('says what answers', async () => {
    expect((await request(api.app).get('/healthz')).body).toEqual({ ok: true });
    const ready = await request(api.app).get('/readyz');
    expect(ready).toMatchObject({ status: 200, body: { ready: true, records: true, engine: true } });
  });
});

describe('the rehearsal', () => {
  it('moves its clock by days and to a date, forward only, and shows what went out', async () => {
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    expect((await leader.get('/rehearsal/clock')).body).toMatchObject({ today: '2026-09-07', movable: true });
    expect((await leader.send('post', '/rehearsal/clock', { days: 1 })).body).toMatchObject({
      today: '2026-09-08',
    });
    const until = await leader.send('post', '/rehearsal/clock', { until: '2026-09-14' });
    expect(until.body).toMatchObject({ today: '2026-09-14' });
    expect(String(until.body['now'])).toMatch(/^2026-09-14T06:00/);
    const back = await leader.send('post', '/rehearsal/clock', { until: '2026-09-10' });
    expect(back).toMatchObject({ status: 422, body: { code: 'date-in-past' } });
    expect(await leader.send('post', '/rehearsal/clock', { until: '2026-02-31' })).toMatchObject({
      status: 422,
    });
    expect(await leader.send('post', '/rehearsal/clock', { days: 0 })).toMatchObject({ status: 422 });
    expect(await leader.get('/mails')).toMatchObject({ status: 200, body: { total: 0 } });
  });

  it('is not there in live use: no choosing, no clock, no mails', async () => {
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const live = await served({ mode: 'live' });
    try {
      const away = { status: 404, body: { code: 'rehearsal-only' } };
      const sign = await request(live.app).post('/api/v1/session').send({ personId: pupils.first });
      expect(sign).toMatchObject(away);
      expect(await request(live.app).get('/api/v1/rehearsal/people')).toMatchObject(away);
      const authorization = `Bearer ${leader.token}`;
      const clock = request(live.app).post('/api/v1/rehearsal/clock').set({ authorization });
      expect(await clock.send({ days: 1 })).toMatchObject(away);
      expect(await request(live.app).get('/api/v1/mails').set({ authorization })).toMatchObject(away);
    } finally {
      await live.close();
    }
  });
});
