/** Other systems: a secret for a token, a token for what its scopes give, every route asked in a client's name, and the end of it. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../src/api/openapi.ts';
import { routes } from '../../src/api/routes.ts';
import { webPages } from '../../src/api/web/pages-of-web.ts';
import { scopes, type Scope } from '../../src/domain/api-clients.ts';
import { listAudit } from '../../src/records/audit.ts';
import { ids } from '../factories/parts.ts';
import { browse } from '../web/browser.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let caseId: string;
let leader: SignedIn;

type Client = { id: string; secret: string };

const make = async (held: readonly Scope[], change: object = {}): Promise<Client> => {
  const body = { name: 'Skolplattformen', scopes: held, endsOn: '2027-06-30', label: 'första', ...change };
  const made = await leader.send('post', '/api-clients', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { client, secret } = Object(made.body);
  return { id: client.id, secret };
};

const ask = (fields: Record<string, string>, basic?: Client) => {
  const asking = request(api.app).post('/oauth/token').type('form');
  if (basic !== undefined) asking.auth(basic.id, basic.secret);
  return asking.send(fields);
};
const grant = { grant_type: 'client_credentials' };
const tokenOf = async (client: Client): Promise<string> => {
  const got = await ask(grant, client);
  expect(got.status, JSON.stringify(got.body)).toBe(200);
  return String(got.body.access_token);
};
const get = (path: string, token: string) =>
  request(api.app)
    .get(path)
    .set({ authorization: `Bearer ${token}` });

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  leader = await api.as(ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

describe('the token', () => {
  let client: Client;
  beforeAll(async () => {
    client = await make(['statistics:read', 'cases:read']);
  });

  it('is got by the secret in the header or in the form, for ten minutes, and not kept by anybody', async () => {
    const byHeader = await ask(grant, client);
    expect(byHeader.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'statistics:read cases:read',
    });
    expect(byHeader.headers['cache-control']).toBe('no-store');
    const fields = { ...grant, client_id: client.id, client_secret: client.secret, scope: 'statistics:read' };
    const byForm = await ask(fields);
    expect(byForm.body).toMatchObject({ scope: 'statistics:read' });
    expect((await get('/api/v1/cases', byForm.body.access_token)).status).toBe(403);
    expect((await get('/api/v1/statistics', byForm.body.access_token)).status).toBe(200);
  });

  it.each([
    ['a wrong secret', { ...grant }, 'wrong', 401, 'invalid_client'],
    ['an unknown scope', { ...grant, scope: 'everything' }, 'right', 400, 'invalid_scope'],
    ['a scope of others', { ...grant, scope: 'import:write' }, 'right', 400, 'invalid_scope'],
    ['another grant', { grant_type: 'password' }, 'right', 400, 'unsupported_grant_type'],
    ['no grant', {}, 'right', 400, 'invalid_request'],
  ])('is refused with %s, in the RFC’s words', async (_, fields, secret, status, error) => {
    const who = secret === 'right' ? client : { ...client, secret: 'x'.repeat(32) };
    const got = await ask(fields as Record<string, string>, who);
    expect({ status: got.status, body: got.body }).toEqual({ status, body: { error } });
    if (status === 401) expect(got.headers['www-authenticate']).toMatch(/^Basic /);
  });

  it('is asked for by a form alone', async () => {
    const got = await request(api.app).post('/oauth/token').auth(client.id, client.secret).send(grant);
    expect({ status: got.status, body: got.body }).toEqual({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it('lets in as that client, and the log says so', async () => {
    const token = await tokenOf(client);
    const shown = await get(`/api/v1/cases/${caseId}`, token);
    expect(shown.body).toMatchObject({ id: caseId, pupilName: 'Första Elev' });
    expect((await get('/api/v1/cases', token)).body.total).toBe(1);
    expect((await get(`/api/v1/cases/${caseId}/timeline`, token)).status).toBe(200);
    const { entries } = await listAudit(api.town.records.db, { personId: client.id });
    expect(entries.map(({ role }) => role)).toContain('client');
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['get /api/v1/cases/{id}', 'get /api/v1/cases', 'token given']),
    );
    const told = await leader.get(`/pupils/${pupils.first}/read-log`);
    expect(JSON.stringify(told.body)).toContain('Skolplattformen');
  });

  it('imports a file from a school’s system', async () => {
    const token = await tokenOf(await make(['import:write']));
    const csv = 'årskurs;minuter_per_dag\n8;320\n';
    const sent = await request(api.app)
      .post('/api/v1/imports?mode=good-rows&fileName=tid.csv')
      .set({ authorization: `Bearer ${token}`, 'content-type': 'text/csv' })
      .send(csv);
    expect({ status: sent.status, body: sent.body }).toMatchObject({ status: 201, body: { badRows: 0 } });
    expect((await get('/api/v1/imports', token)).status).toBe(200);
  });
});

describe('every route, in a client’s name', () => {
  const about = routes.filter(({ access }) => access.kind !== 'open' && access.kind !== 'rehearsal');
  const statusOf = async (method: string, path: string, token: string): Promise<number> => {
    const at = path.replace('{id}', caseId).replaceAll(/\{\w+\}/g, 'x');
    const agent = request(api.app);
    const sent =
      method === 'get' ? agent.get(at) : method === 'post' ? agent.post(at).send('[]') : agent.delete(at);
    return (await sent.set({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })).status;
  };

  it.each(scopes)('%s opens those that name it, and no other', { timeout: 300_000 }, async (scope) => {
    const token = await tokenOf(await make([scope]));
    const wrong: string[] = [];
    let opened = 0;
    for (const { method, path, access } of about) {
      const status = await statusOf(method, path, token);
      const names = access.kind === 'action' && access.client === scope;
      if (names) opened += 1;
      if (names ? status === 401 || status === 403 : status !== 403)
        wrong.push(`${method} ${path}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(opened).toBeGreaterThan(0);
  });

  it('no page knows a client: it is nobody there', { timeout: 300_000 }, async () => {
    const token = await tokenOf(await make([...scopes]));
    const wrong: string[] = [];
    for (const { method, path, access } of webPages) {
      if (method !== 'get' || access.kind === 'open' || access.kind === 'rehearsal') continue;
      const status = await statusOf(method, path, token);
      if (status !== 303 && status !== 302 && status !== 401) wrong.push(`${path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('the OpenAPI document says which scope opens each', () => {
    const document = openApiDocument(routes, 'http://localhost:3000');
    const security = document.paths?.['/api/v1/imports']?.post?.security;
    expect(security).toContainEqual({ client: ['import:write'] });
    expect(document.paths?.['/api/v1/people']?.get?.security).not.toContainEqual(
      expect.objectContaining({ client: expect.anything() }),
    );
    expect(JSON.stringify(document.components?.securitySchemes)).toContain('/oauth/token');
  });
});

describe('whoever has the settings', () => {
  it('alone gives access, and each wrong field is named', async () => {
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const body = { name: 'X', scopes: ['cases:read'], endsOn: '2027-06-30', label: 'x' };
    expect((await coordinator.send('post', '/api-clients', body)).status).toBe(403);
    expect((await coordinator.get('/api-clients')).status).toBe(403);
    for (const endsOn of ['2026-09-06', '2028-12-31']) {
      const refused = await leader.send('post', '/api-clients', { ...body, endsOn });
      expect(refused).toMatchObject({ status: 422, body: { field: '/endsOn' } });
    }
    expect((await leader.send('post', '/api-clients', { ...body, scopes: ['all'] })).status).toBe(422);
  });

  it('changes secrets without a pause: two at most, and a token ends with its own', async () => {
    const old = await make(['cases:read']);
    const oldToken = await tokenOf(old);
    const added = await leader.send('post', `/api-clients/${old.id}/secrets`, { label: 'ny' });
    const { secret, client } = Object(added.body);
    const fresh = { id: old.id, secret };
    const newToken = await tokenOf(fresh);
    expect((await leader.send('post', `/api-clients/${old.id}/secrets`, { label: 'tredje' })).status).toBe(
      422,
    );
    const first = client.secrets.find((one: { label: string }) => one.label === 'första');
    expect((await leader.send('delete', `/api-clients/${old.id}/secrets/${first.id}`)).status).toBe(204);
    expect((await ask(grant, old)).status).toBe(401);
    expect((await get('/api/v1/cases', oldToken)).status).toBe(401);
    expect((await get('/api/v1/cases', newToken)).status).toBe(200);
    // Ended for good, at once.
    expect((await leader.send('delete', `/api-clients/${old.id}`)).status).toBe(204);
    expect((await get('/api/v1/cases', newToken)).status).toBe(401);
    expect((await ask(grant, fresh)).status).toBe(401);
  });

  it('sees when each was used, and never a secret; the records hold hashes alone', async () => {
    const client = await make(['cases:read'], { name: 'Hemligt system' });
    await tokenOf(client);
    const told = await leader.get('/api-clients');
    expect(JSON.stringify(told.body)).not.toContain(client.secret);
    const one = Object(told.body).clients.find(({ id }: { id: string }) => id === client.id);
    expect(one.lastUsedAt).not.toBeNull();
    expect(one.secrets[0].lastUsedAt).not.toBeNull();
    const kept = await api.town.records.db.selectFrom('api_client_secret').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(client.secret);
  });

  it('does it on pages as well: the secret is shown once', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const list = await browser.follow(await browser.open('/settings'), 'Andra system');
    const form = await browser.follow(list, 'Ge ett system åtkomst');
    const typed = { name: 'Resultatsystemet', scopes: ['statistics:read'], label: 'nyckel' };
    const told = await browser.send(form, typed, { go: 'send' });
    expect(told.text).toContain('Hemligheten visas bara nu.');
    const [id = '', secret = ''] = told
      .$('main code')
      .map((_, one) => told.$(one).text())
      .get();
    expect((await ask(grant, { id, secret })).status).toBe(200);
    const again = await browser.open('/settings/clients');
    expect(again.text).toContain('Resultatsystemet');
    expect(again.text).not.toContain(secret);
    const ended = await browser.send(again, {}, { form: `form[action="/settings/clients/${id}/end"]` });
    expect(ended.text).toContain('Avslutat');
    expect((await ask(grant, { id, secret })).status).toBe(401);
  });

  it('has signed in a moment ago', async () => {
    const past = new Date(Date.now() - 6 * 60_000);
    const { db } = api.town.records;
    await db
      .updateTable('session')
      .set({ authenticated_at: past })
      .where('person_id', '=', ids.teamLeader)
      .execute();
    const body = { name: 'X', scopes: ['cases:read'], endsOn: '2027-06-30', label: 'x' };
    const refused = await leader.send('post', '/api-clients', body);
    expect(refused).toMatchObject({ status: 401, body: { code: 'sign-in-again' } });
    expect((await leader.get('/api-clients')).status).toBe(200);
  });

  it('need not remember the end: after the last day nothing is let in', async () => {
    leader = await api.as(ids.teamLeader, 'teamLeader');
    const client = await make(['cases:read'], { endsOn: '2026-09-07' });
    const token = await tokenOf(client);
    expect((await get('/api/v1/cases', token)).status).toBe(200);
    await api.town.moveTo('2026-09-08');
    expect((await get('/api/v1/cases', token)).status).toBe(401);
    expect((await ask(grant, client)).status).toBe(401);
  });
});
