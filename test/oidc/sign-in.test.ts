/** Staff sign in through a real provider, page by page, and out again; whoever shouldn't be let in isn't. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOidc } from '../../src/integrations/oidc.ts';
import { allocated, pupils, serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openBrowser, type Browser, type Page } from '../web/browser.ts';
import { atProvider, client, startProvider, type AtProvider, type TestProvider } from './provider.ts';

const publicUrl = 'http://localhost:3000';

let town: Served;
let api: Served;
let provider: TestProvider;
let caseId: string;

const accounts = {
  ledare: { eduPersonPrincipalName: 'LEDARE@prov.example' },
  samordnare: { eduPersonPrincipalName: 'samordnare@prov.example' },
  rektor: { eduPersonPrincipalName: 'rektor@prov.example', groups: ['alla', 'sg-post'] },
  ny: { eduPersonPrincipalName: 'ny@prov.example' },
  utan: { eduPersonPrincipalName: 'utan@prov.example' },
  'samordnare på skolan': { eduPersonPrincipalName: 'Sam.Ordnare@skolan.example' },
  två: { eduPersonPrincipalName: 'delad@prov.example' },
  slutat: { eduPersonPrincipalName: 'slutat@prov.example' },
  tom: {},
};

beforeAll(async () => {
  // A municipality at work, then served as a live one.
  town = await served();
  const { db } = town.town.records;
  caseId = await allocated(town, pupils.protected);
  const name = (id: string, eppn: string) =>
    db.updateTable('person').set({ eppn }).where('id', '=', id).execute();
  await name(ids.teamLeader, 'ledare@prov.example');
  await name(ids.coordinator, 'samordnare@prov.example');
  await name(ids.rector, 'rektor@prov.example');
  const other = { given_name: 'Utan', family_name: 'Roll', email: null };
  await db
    .insertInto('person')
    .values([
      { id: 'without-role', ...other, eppn: 'utan@prov.example', active: true },
      { id: 'has-left', ...other, eppn: 'slutat@prov.example', active: false },
    ])
    .execute();
  await db
    .insertInto('person_eppn')
    .values([
      { person_id: ids.coordinator, name: 'sam.ordnare@skolan.example' },
      { person_id: ids.coordinator, name: 'delad@prov.example' },
      { person_id: ids.teamLeader, name: 'delad@prov.example' },
    ])
    .execute();
  provider = await startProvider(publicUrl, accounts);
  const oidc = createOidc({
    clientId: client.clientId,
    credentials: { secret: client.clientSecret },
    issuer: provider.issuer,
    scope: 'openid profile',
    strongAcr: [],
    demandedAcr: [],
    maxAgeSeconds: 43_200,
  });
  api = serve(town.town, {
    mode: 'live',
    oidc: {
      provider: oidc,
      person: { claim: 'eduPersonPrincipalName', by: 'eppn' },
      roles: { claim: 'groups', meanings: [{ value: 'sg-post', role: 'registrar' }] },
    },
  });
});
afterAll(async () => {
  await provider.close();
  await town.close();
});

/** Somebody at a computer: signs in at the provider as `login` whenever it asks. */
function somebody(login: string): Browser & { there: AtProvider; as(login: string): void } {
  const there = atProvider(publicUrl);
  let who = login;
  const browser = openBrowser(api.app, (url) => there.through(url, who));
  return { ...browser, there, as: (other) => (who = other) };
}

const headOf = (page: Page) => page.$('h1').text().trim();
const whoOf = (page: Page) => page.$('.top__who span').text().trim();

async function signIn(login: string, next = '/'): Promise<ReturnType<typeof somebody> & { page: Page }> {
  const browser = somebody(login);
  const page = await browser.open(`/sign-in/start?next=${encodeURIComponent(next)}`);
  return { ...browser, page };
}

describe('signing in', () => {
  it('leads from a link through the provider to the page that was asked for', async () => {
    const browser = somebody('ledare');
    const door = await browser.open('/team');
    expect([door.path.split('?')[0], headOf(door)]).toEqual(['/sign-in', 'Logga in']);
    const page = await browser.follow(door, 'Logga in');
    expect([page.status, page.path]).toEqual([200, '/team']);
    // The provider writes the name in other letters than the records.
    expect(whoOf(page)).toBe('teamLeader Prov, teamledare');
    expect(page.$('.rehearsal')).toHaveLength(0);
  });

  it('takes any of the names that a school’s system gives somebody', async () => {
    expect(whoOf((await signIn('samordnare på skolan')).page)).toBe('coordinator Prov, koordinator');
  });

  it('asks for PKCE, a nonce and a state, and nothing personal is in the address', async () => {
    const answer = await request(api.app).get('/sign-in/start?next=/cases');
    const { searchParams } = new URL(String(answer.headers['location']));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/sign-in/callback`,
      scope: 'openid profile',
    });
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(searchParams.get(name)?.length, name).toBeGreaterThan(40);
    expect(String(answer.headers['set-cookie'])).toMatch(
      /bryggan_signing_in=[^;]{32}.*Path=\/sign-in.*HttpOnly.*SameSite=Lax/,
    );
  });

  it('goes on to no other server than this', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const { page } = await signIn('ledare', next);
      expect([next, page.status, page.path]).toEqual([next, 200, '/']);
    }
  });

  it('gives roles that the provider tells, to choose from, and takes them when it no longer does', async () => {
    const first = await signIn('rektor', '/cases');
    expect(first.page.text).toContain('registrator');
    const chosen = await first.send(first.page, {}, { form: 'form:has(input[value="registrar"])' });
    expect([chosen.path, whoOf(chosen)]).toEqual(['/cases', 'rector Prov, registrator']);
    accounts.rektor.groups = ['alla'];
    const second = await signIn('rektor', '/cases');
    expect([second.page.path, whoOf(second.page)]).toEqual(['/cases', 'rector Prov, rektor']);
    // Whoever worked in the role that is gone is out at once.
    expect(headOf(await first.open('/cases'))).toBe('Logga in');
  });

  it('goes by keys that the provider changed midway', async () => {
    const browser = somebody('ledare');
    const answer = await request(api.app).get('/sign-in/start');
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const back = await browser.there.through(String(answer.headers['location']), 'ledare');
    await provider.rotate();
    const arrived = await request(api.app).get(back).set({ cookie });
    expect([arrived.status, arrived.headers['location']]).toEqual([303, '/']);
    expect((await signIn('ledare')).page.status).toBe(200);
  });
});

describe('nobody is let in', () => {
  const refused: [string, string, string][] = [
    ['whom the records don’t know', 'ny', 'Du finns inte i Bryggan'],
    ['whose name is another’s too', 'två', 'Du finns inte i Bryggan'],
    ['who has left', 'slutat', 'Du finns inte i Bryggan'],
    ['who holds no role', 'utan', 'Du har ingen roll i Bryggan'],
    ['of whom the provider says nothing', 'tom', 'Kommunens inloggning säger inte vem du är'],
  ];
  it.each(refused)('%s, and is told what to do', async (_who, login, title) => {
    const { page, open } = await signIn(login, '/cases');
    expect([page.status, headOf(page)]).toEqual([403, title]);
    expect(page.text.length).toBeGreaterThan(100);
    expect(page.$('main a').first().attr('href')).toBe('/sign-in/start?next=%2Fcases');
    expect(headOf(await open('/cases'))).toBe('Logga in');
  });

  it('who comes with an answer that was used, in another browser, or never asked for', async () => {
    const answer = await request(api.app).get('/sign-in/start');
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const back = await atProvider(publicUrl).through(String(answer.headers['location']), 'ledare');
    const coming = async (path: string, headers: Record<string, string>) => {
      const { status, text, headers: sent } = await request(api.app).get(path).set(headers);
      expect(String(sent['set-cookie'])).not.toContain('bryggan_session');
      return [status, /<h1[^>]*>([^<]*)/.exec(text)?.[1]];
    };
    const stale = [403, 'Inloggningen hann bli för gammal'];
    expect(await coming(back, {})).toEqual(stale);
    expect(await coming(back, { cookie: 'bryggan_signing_in=another' })).toEqual(stale);
    const taken = await request(api.app).get(back).set({ cookie });
    expect([taken.status, taken.headers['location']]).toEqual([303, '/']);
    expect(await coming(back, { cookie })).toEqual(stale);
    expect(await coming('/sign-in/callback', { cookie })).toEqual(stale);
    expect(await coming('/sign-in/callback?code=a&state=b', { cookie })).toEqual(stale);
  });

  it('with a code that another sign-in was given', async () => {
    const begin = async () => {
      const answer = await request(api.app).get('/sign-in/start');
      return {
        cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
        url: String(answer.headers['location']),
      };
    };
    const [one, other] = [await begin(), await begin()];
    const stolen = new URL(await atProvider(publicUrl).through(one.url, 'ledare'), publicUrl);
    const own = new URL(await atProvider(publicUrl).through(other.url, 'ny'), publicUrl);
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    const { status, text } = await request(api.app)
      .get(`${own.pathname}${own.search}`)
      .set({ cookie: other.cookie });
    expect([status, text]).toEqual([403, expect.stringContaining('Inloggningen gick inte att lita på')]);
  });

  it('whom the provider turned away, who is told so', async () => {
    const browser = openBrowser(api.app, (url) => {
      const state = new URL(url).searchParams.get('state') ?? '';
      const answer = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
      return Promise.resolve(`/sign-in/callback?${answer}`);
    });
    const page = await browser.open('/sign-in/start');
    expect([page.status, headOf(page)]).toEqual([403, 'Inloggningen blev inte av']);
  });

  it('by choosing a person, as in a rehearsal', async () => {
    const answer = await request(api.app)
      .post('/api/v1/session')
      .send({ personId: ids.teamLeader, role: 'teamLeader' });
    expect([answer.status, answer.body.code]).toEqual([404, 'rehearsal-only']);
    const form = await request(api.app)
      .post('/sign-in')
      .type('form')
      .send(`personId=${ids.teamLeader}&role=teamLeader`);
    expect(form.status).toBe(404);
    expect(form.headers['set-cookie']).toBeUndefined();
  });

  it('while the provider is away; and then again', async () => {
    const browser = somebody('ledare');
    const answer = await request(api.app).get('/sign-in/start');
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const back = await browser.there.through(String(answer.headers['location']), 'ledare');
    provider.away(true);
    const page = await request(api.app).get(back).set({ cookie });
    provider.away(false);
    expect([page.status, page.text]).toEqual([
      503,
      expect.stringContaining('Kommunens inloggning svarar inte'),
    ]);
    expect((await signIn('ledare')).page.status).toBe(200);
  });
});

describe('signing in again', () => {
  const grownOld = () =>
    town.town.records.db
      .updateTable('session')
      .set({ authenticated_at: new Date(Date.now() - 31 * 60_000) })
      .where('person_id', '=', ids.coordinator)
      .execute();

  it('asks at the provider once more, and leads back to where one was going', async () => {
    const browser = await signIn('samordnare', `/cases/${caseId}`);
    expect(browser.page.text).toContain('Skyddad Elev');
    await grownOld();
    const asked = await browser.open(`/cases/${caseId}/consents`);
    expect(headOf(asked)).toBe('Logga in igen');
    const back = await browser.open(asked.$('main a.ds-button').attr('href') ?? '');
    // Whoever sits there has a session at the provider, which isn't enough.
    expect(browser.there.asked()).toBe(true);
    expect([back.status, back.path]).toEqual([200, `/cases/${caseId}/consents`]);
  });

  it('is for the same person alone', async () => {
    const browser = await signIn('samordnare');
    await grownOld();
    const asked = await browser.open(`/cases/${caseId}`);
    browser.there.forget();
    browser.as('ledare');
    const page = await browser.open(asked.$('main a.ds-button').attr('href') ?? '');
    expect([page.status, headOf(page)]).toEqual([403, 'Någon annan loggade in']);
    expect(headOf(await browser.open(`/cases/${caseId}`))).toBe('Logga in igen');
  });
});

describe('signing out', () => {
  it('ends the session here, and leads on to end the provider’s', async () => {
    const browser = await signIn('ledare');
    const out = await browser.send(browser.page, {}, { form: 'form[action="/sign-out"]' });
    expect([out.path, headOf(out)]).toEqual(['/signed-out', 'Du är utloggad från Bryggan']);
    const there = new URL(out.$('main a').first().attr('href') ?? '');
    expect(there.origin).toBe(provider.issuer);
    expect(Object.fromEntries(there.searchParams)).toEqual({
      client_id: client.clientId,
      post_logout_redirect_uri: `${publicUrl}/sign-in`,
    });
    expect(headOf(await browser.open('/team'))).toBe('Logga in');
    // Until then the provider lets the next one in without asking.
    await browser.open('/sign-in/start');
    expect(browser.there.asked()).toBe(false);
    expect(await browser.there.through(there.href, 'ledare')).toBe('/sign-in');
    await browser.open('/sign-in/start');
    expect(browser.there.asked()).toBe(true);
  });
});

describe('a live municipality without a provider', () => {
  it('says so at its door', async () => {
    const closed = serve(town.town, { mode: 'live' });
    const page = await openBrowser(closed.app).open('/team');
    expect(page.text).toContain('Ingen kan logga in än');
    expect((await request(closed.app).get('/sign-in/start')).status).toBe(404);
  });
});
