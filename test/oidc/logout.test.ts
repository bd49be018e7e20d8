/** Whoever signs out at the provider is signed out here, told by the provider itself; nothing else that is told ends anything. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOidc } from '../../src/integrations/oidc.ts';
import { serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openBrowser, type Browser } from '../web/browser.ts';
import { startFaultyProvider, type Fault, type FaultyProvider } from './faulty-provider.ts';
import { atProvider, client, startProvider, type AtProvider, type TestProvider } from './provider.ts';

const publicUrl = 'http://localhost:3000';
const eppn = 'ledare@prov.example';

let town: Served;
beforeAll(async () => {
  town = await served();
  await town.town.records.db.updateTable('person').set({ eppn }).where('id', '=', ids.teamLeader).execute();
});
afterAll(() => town.close());

const person = { claim: 'eduPersonPrincipalName', by: 'eppn' } as const;

/** The API by this provider, which is the staff's or, with nobody's claims, the families'. */
const liveBy = (issuer: string) => {
  const oidc = createOidc({
    issuer,
    clientId: client.clientId,
    credentials: { secret: client.clientSecret },
    scope: 'openid profile',
    strongAcr: [],
    demandedAcr: [],
    maxAgeSeconds: 43_200,
  });
  const family = { provider: oidc, numberClaim: 'nobody', acr: [] };
  return serve(town.town, { mode: 'live', oidc: { provider: oidc, person, roles: null }, family });
};

const isIn = async (browser: Browser): Promise<boolean> => (await browser.open('/team')).path === '/team';

describe('a real provider', () => {
  let provider: TestProvider;
  let api: Served;
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  const listening = createServer((asked, answer) => handle(asked, answer));

  beforeAll(async () => {
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const accounts = { ledare: { eduPersonPrincipalName: eppn } };
    provider = await startProvider(publicUrl, accounts, `${address}/sign-in/backchannel-logout`);
    api = liveBy(provider.issuer);
    handle = api.app;
  });
  afterAll(async () => {
    listening.closeAllConnections();
    await new Promise((resolve) => listening.close(resolve));
    await provider.close();
  });

  const signIn = async (): Promise<Browser & { there: AtProvider }> => {
    const there = atProvider(publicUrl);
    const browser = openBrowser(api.app, (url) => there.through(url, 'ledare'));
    expect((await browser.open('/sign-in/start?next=/team')).path).toBe('/team');
    return { ...browser, there };
  };

  it('tells of a sign-out there: that session ends here, the one in another browser goes on', async () => {
    const [office, home] = [await signIn(), await signIn()];
    const { end_session_endpoint: endSession } = await (
      await fetch(`${provider.issuer}/.well-known/openid-configuration`)
    ).json();
    const back = encodeURIComponent(`${publicUrl}/sign-in`);
    await office.there.through(
      `${endSession}?client_id=${client.clientId}&post_logout_redirect_uri=${back}`,
      'ledare',
    );
    expect([await isIn(office), await isIn(home)]).toEqual([false, true]);
    const rows = await town.town.records.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'session ended')
      .execute();
    expect(rows).toHaveLength(1);
  });
});

describe('what is told', () => {
  let provider: FaultyProvider;
  let api: Served;
  let browser: Browser;

  beforeAll(async () => {
    provider = await startFaultyProvider(client.clientId, { eduPersonPrincipalName: eppn });
    api = liveBy(provider.issuer);
  });
  afterAll(() => provider.close());
  beforeEach(async () => {
    provider.fault = {};
    browser = openBrowser(api.app, async (url) => {
      const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
      return `${back.pathname}${back.search}`;
    });
    expect((await browser.open('/sign-in/start?next=/team')).path).toBe('/team');
  });

  const now = () => Math.floor(Date.now() / 1000);
  const event = 'http://schemas.openid.net/event/backchannel-logout';
  const right = (): JWTPayload => ({
    iss: provider.issuer,
    aud: client.clientId,
    sub: 'somebody',
    iat: now(),
    exp: now() + 120,
    jti: 'once',
    events: { [event]: {} },
  });
  const tell = (token: string, path = '/sign-in/backchannel-logout') =>
    request(api.app).post(path).type('form').send({ logout_token: token });

  it('ends all of a person’s sessions where it names no session, and says so to nobody’s cache', async () => {
    const answer = await tell(await provider.sign(right(), 'logout+jwt'));
    expect([answer.status, answer.headers['cache-control'], answer.text]).toEqual([200, 'no-store', '']);
    expect(await isIn(browser)).toBe(false);
  });

  it('ends nothing that began after it was told', async () => {
    const token = await provider.sign({ ...right(), iat: now() - 120 });
    expect((await tell(token)).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  it('of another person ends nothing, and is a right answer all the same', async () => {
    expect((await tell(await provider.sign({ ...right(), sub: 'another' }))).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  it('by the families’ door ends no member of the staff’s session', async () => {
    const token = await provider.sign(right());
    expect((await tell(token, '/sign-in/family/backchannel-logout')).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  const wrong: [string, Record<string, unknown>, Fault?, string?][] = [
    ['without a signature', {}, { signed: 'none' }],
    ['signed by another', {}, { signed: 'other' }],
    ['by another issuer', { iss: 'https://other.example' }],
    ['for another client', { aud: 'another' }],
    ['long ago', { iat: now() - 3600, exp: now() + 60 }],
    ['too late', { exp: now() - 120 }],
    ['without a time', { iat: undefined }],
    ['without an id', { jti: undefined }],
    ['without the event', { events: {} }],
    ['without events', { events: undefined }],
    ['with another event', { events: { 'http://other.example': {} } }],
    ['as an ID token is, with a nonce', { nonce: 'of a sign-in' }],
    ['of nobody', { sub: undefined }],
    ['of somebody who is no word', { sub: undefined, sid: 17 }],
    ['as an access token', {}, {}, 'at+jwt'],
  ];
  it.each(wrong)('%s is refused', async (_how, claims, fault = {}, typ = 'logout+jwt') => {
    provider.fault = fault;
    const answer = await tell(await provider.sign({ ...right(), ...claims }, typ));
    expect([answer.status, answer.body]).toEqual([400, { error: 'invalid_request' }]);
    expect(await isIn(browser)).toBe(true);
  });

  it('as nothing, too much or no form is refused', async () => {
    for (const body of [
      '',
      'logout_token=',
      `logout_token=${'x'.repeat(20_000)}`,
      'logout_token=a&logout_token=b',
    ]) {
      const answer = await request(api.app).post('/sign-in/backchannel-logout').type('form').send(body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    expect(await isIn(browser)).toBe(true);
  });

  it('in a municipality without a provider leads nowhere', async () => {
    const closed = serve(town.town, { mode: 'live' });
    expect((await request(closed.app).post('/sign-in/backchannel-logout')).status).toBe(404);
  });
});
