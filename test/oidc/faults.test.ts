/** Answers that no right provider gives: each is refused by the check that is meant for it, and nobody is signed in. */
import type { JWTPayload } from 'jose';
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOidc, type Oidc, OidcRefusal } from '../../src/integrations/oidc.ts';
import { serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openBrowser, type Browser, type Page } from '../web/browser.ts';
import { startFaultyProvider, type Fault, type FaultyProvider } from './faulty-provider.ts';

const eppn = 'ledare@prov.example';

let town: Served;
let provider: FaultyProvider;
/** Which check said no, the last time. */
let why: string;

beforeAll(async () => {
  town = await served();
  await town.town.records.db.updateTable('person').set({ eppn }).where('id', '=', ids.teamLeader).execute();
  provider = await startFaultyProvider('bryggan', { eduPersonPrincipalName: eppn });
});
afterAll(async () => {
  await provider.close();
  await town.close();
});

/** The same, noting what it refuses for. */
const noting = (oidc: Oidc): Oidc => {
  const note = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      why = error instanceof OidcRefusal ? error.why : String(error);
      throw error;
    }
  };
  return {
    ...oidc,
    begin: (...asked) => note(oidc.begin(...asked)),
    finish: (...asked) => note(oidc.finish(...asked)),
  };
};

/** A browser at a municipality of this provider; `asked` are the questions that the provider got. */
function visiting(strongAcr: readonly string[] = []): { browser: Browser; asked: URLSearchParams[] } {
  const credentials = { secret: 'a-secret' };
  const client = { clientId: 'bryggan', credentials, scope: 'openid', strongAcr, demandedAcr: [] };
  const oidc = createOidc({ ...client, issuer: provider.issuer, maxAgeSeconds: 43_200 });
  const person = { claim: 'eduPersonPrincipalName', by: 'eppn' } as const;
  const staff = { provider: noting(oidc), person, roles: null };
  const { app } = serve(town.town, { mode: 'live', oidc: staff, strongAcr });
  const asked: URLSearchParams[] = [];
  const browser = openBrowser(app, async (url) => {
    asked.push(new URL(url).searchParams);
    const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '');
    return `${back.pathname}${back.search}`;
  });
  return { browser, asked };
}

/** Tries to sign in at a provider with this fault. */
async function trying(fault: Fault): Promise<{ page: Page; cookies: string }> {
  provider.fault = fault;
  why = '';
  const { browser } = visiting();
  const page = await browser.open('/sign-in/start?next=/team');
  return { page, cookies: (await browser.open('/team')).$('h1').text().trim() };
}

const now = () => Math.floor(Date.now() / 1000);
const without = (name: string) => (right: JWTPayload) => ({ ...right, [name]: undefined });

it('is nobody’s fault when all is right', async () => {
  const { page } = await trying({});
  expect([page.status, page.path, why]).toEqual([200, '/team', '']);
});

const faults: [string, Fault, RegExp][] = [
  ['metadata of another issuer', { issuer: 'https://other.example' }, /issuer/i],
  ['a token of another issuer', { claims: (right) => ({ ...right, iss: 'https://other.example' }) }, /"iss"/],
  ['a token without an issuer', { claims: without('iss') }, /"iss"/],
  ['an answer of another issuer', { answer: { iss: 'https://other.example' } }, /"iss"/],
  ['a token for another client', { claims: (right) => ({ ...right, aud: 'another' }) }, /"aud"/],
  [
    'a token for several clients, given to another',
    { claims: (right) => ({ ...right, aud: ['bryggan', 'another'], azp: 'another' }) },
    /"azp"/,
  ],
  ['another nonce', { claims: (right) => ({ ...right, nonce: 'of another sign-in' }) }, /"nonce"/],
  ['no nonce', { claims: without('nonce') }, /"nonce"/],
  ['a token that has run out', { claims: (right) => ({ ...right, exp: now() - 60 }) }, /"exp"/],
  ['a token that never runs out', { claims: without('exp') }, /"exp"/],
  ['a token of times to come', { claims: (right) => ({ ...right, nbf: now() + 600 }) }, /"nbf"/],
  ['a token without a signature', { signed: 'none' }, /"alg"/],
  ['a token signed by another', { signed: 'other' }, /signature/],
  [
    'a sign-in of yesterday',
    { claims: (right) => ({ ...right, auth_time: now() - 86_400 }) },
    /last End-User authentication/,
  ],
  ['a sign-in of nobody knows when', { claims: without('auth_time') }, /auth_time/],
  ['another state', { answer: { state: 'of another sign-in' } }, /^$/],
];

it.each(faults)('%s is refused', async (name, fault, check) => {
  const { page, cookies } = await trying(fault);
  // A state that we didn't give never reaches the provider's checks.
  const title =
    name === 'another state' ? 'Inloggningen hann bli för gammal' : 'Inloggningen gick inte att lita på';
  expect([page.status, page.$('h1').text().trim()]).toEqual([403, title]);
  expect(why).toMatch(check);
  expect(cookies).toBe('Logga in');
});

it('tells nobody why, and leaks nothing of it into the page', async () => {
  const { page } = await trying({ claims: (right) => ({ ...right, aud: 'another' }) });
  expect(page.$.html()).not.toMatch(/aud|code-\d|opens-nothing|ledare@/);
  const asked = await request(serve(town.town, { mode: 'live' }).app).get('/sign-in/callback?code=x');
  expect(asked.status).toBe(404);
});

it('asks for strength where a fresh sign-in is asked for, and takes no weaker one', async () => {
  const acr = (told: string) => ({ claims: (right: JWTPayload) => ({ ...right, acr: told }) });
  const { browser, asked } = visiting(['loa3', 'loa4']);
  provider.fault = acr('loa2');
  // For everyday work any will do.
  expect((await browser.open('/sign-in/start?next=/team')).path).toBe('/team');
  expect(asked.at(-1)?.has('acr_values')).toBe(false);
  const weak = await browser.open('/sign-in/start?how=fresh&next=/team');
  expect([weak.status, weak.$('h1').text().trim()]).toEqual([
    403,
    'Inloggningen var inte tillräckligt stark',
  ]);
  expect(asked.at(-1)?.get('acr_values')).toBe('loa3 loa4');
  expect(asked.at(-1)?.get('prompt')).toBe('login');
  provider.fault = acr('loa4');
  expect((await browser.open('/sign-in/start?how=fresh&next=/team')).path).toBe('/team');
  const { rows } =
    await sql`select acr from session where person_id = ${ids.teamLeader} and acr = 'loa4'`.execute(
      town.town.records.db,
    );
  expect(rows).toHaveLength(1);
});
