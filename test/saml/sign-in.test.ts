/** Staff sign in by SAML through a real identity provider; answers that don't hold let nobody in. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import type { IdpOptions } from 'samlp';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSaml } from '../../src/integrations/saml.ts';
import { readIdpMetadata } from '../../src/integrations/saml-metadata.ts';
import { allocated, pupils, serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openBrowser, type Browser, type Page } from '../web/browser.ts';
import { eppnAttribute, startIdp, type Answer, type Idp } from './idp.ts';

const publicUrl = 'http://localhost:3000';
const at = `${publicUrl}/sign-in/saml`;

const accounts = {
  ledare: { [eppnAttribute]: 'LEDARE@prov.example' },
  samordnare: { [eppnAttribute]: ['samordnare@prov.example'] },
  mentor: { [eppnAttribute]: 'mentor@prov.example' },
  'ledare på låtsas': { [eppnAttribute]: 'ledare@prov.example.evil.example' },
  'två namn': { [eppnAttribute]: ['ledare@prov.example', 'mentor@prov.example'] },
  ny: { [eppnAttribute]: 'ny@prov.example' },
  tom: { 'urn:oid:2.5.4.42': 'Eva' },
};

type Keys = { cert: string; key: string };
let town: Served;
let api: Served;
let idp: Idp;
let folder: string;
let another: Keys;
/** What the API logged since the test began. */
let logged: string;
const logTo = new Writable({
  write(chunk, _encoding, done) {
    logged += String(chunk);
    done();
  },
});
/** Which check said no. */
const why = (): unknown =>
  logged
    .split('\n')
    .filter((line) => line.includes('a sign-in was refused'))
    .map((line) => JSON.parse(line).why)
    .at(-1);

const newKeys = async (name: string): Promise<Keys> => {
  const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`];
  const what = ['-subj', `/CN=${name}`, '-days', '2', '-newkey', 'rsa:2048', '-nodes'];
  await promisify(execFile)('openssl', ['req', '-x509', ...what, ...files], { cwd: folder });
  const read = (file: string) => readFile(path.join(folder, file), 'utf8');
  return { cert: await read(`${name}.crt`), key: await read(`${name}.key`) };
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-saml-'));
  town = await served();
  const { db } = town.town.records;
  const name = (id: string, eppn: string) =>
    db.updateTable('person').set({ eppn }).where('id', '=', id).execute();
  await name(ids.teamLeader, 'ledare@prov.example');
  await name(ids.coordinator, 'samordnare@prov.example');
  await name(ids.mentor, 'mentor@prov.example');
  another = await newKeys('another');
  idp = await startIdp(await newKeys('idp'), `${at}/acs`, accounts);
  api = serve(town.town, {
    mode: 'live',
    logTo,
    saml: {
      idp: createSaml({
        entityId: `${at}/metadata`,
        acsUrl: `${at}/acs`,
        idp: readIdpMetadata(await idp.metadata(), null),
        strongAcr: [],
      }),
      personAttribute: eppnAttribute,
    },
  });
});
afterAll(async () => {
  await idp.close();
  await town.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  logged = '';
  idp.fault = {};
  idp.account = 'ledare';
});

const headOf = (page: Page) => page.$('h1').text().trim();
const whoOf = (page: Page) => page.$('.top__who span').text().trim();

/** What the provider's page posts, from another site and so without our cookies; where that leads. */
async function post({ SAMLResponse, RelayState }: Answer): Promise<string> {
  const posted = await request(api.app)
    .post('/sign-in/saml/acs')
    .type('form')
    .send({ SAMLResponse, RelayState });
  expect([posted.status, posted.headers['set-cookie']]).toEqual([303, undefined]);
  return String(posted.headers['location']);
}

/** Somebody's browser; `change` is done to the answer on its way. */
const somebody = (change: (answer: Answer) => Answer = (answer) => answer): Browser =>
  openBrowser(api.app, async (url) => post(change(await idp.answer(url))));

const signIn = (change?: (answer: Answer) => Answer): Promise<Page> =>
  somebody(change).open('/sign-in/start?next=/team');

const inXml =
  (how: (xml: string) => string) =>
  (answer: Answer): Answer => ({
    ...answer,
    SAMLResponse: Buffer.from(how(Buffer.from(answer.SAMLResponse, 'base64').toString())).toString('base64'),
  });

describe('signing in', () => {
  it('leads from the door through the provider to the page that was asked for', async () => {
    const browser = somebody();
    const page = await browser.follow(await browser.open('/team'), 'Logga in');
    expect([page.status, page.path, whoOf(page)]).toEqual([200, '/team', 'teamLeader Prov, teamledare']);
  });

  it('takes an answer that is signed as a whole too, and a list of one name', async () => {
    idp.account = 'samordnare';
    idp.fault = { signResponse: true };
    expect((await somebody().open('/sign-in/start?next=/cases')).path).toBe('/cases');
  });

  it('tells the provider who asks, where to answer, and whether to ask anew', async () => {
    const asked = async (how: string) => {
      const answer = await request(api.app).get(`/sign-in/start?how=${how}`);
      const to = new URL(String(answer.headers['location']));
      expect(`${to.origin}${to.pathname}`).toBe(`${idp.issuer}/sso`);
      expect(String(answer.headers['set-cookie'])).toMatch(
        /bryggan_signing_in=[^;]{32}.*HttpOnly.*SameSite=Lax/,
      );
      return inflateRawSync(Buffer.from(to.searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
    };
    const usual = await asked('usual');
    expect(usual).toContain(`AssertionConsumerServiceURL="${at}/acs"`);
    expect(usual).toContain(`>${at}/metadata</`);
    expect(usual).not.toContain('ForceAuthn="true"');
    expect(await asked('fresh')).toContain('ForceAuthn="true"');
  });

  it('is described in metadata that the provider takes in', async () => {
    const { status, text, headers } = await request(api.app).get('/sign-in/saml/metadata').buffer(true);
    expect([status, headers['content-type']]).toEqual([
      200,
      expect.stringContaining('application/samlmetadata+xml'),
    ]);
    expect(text).toContain(`entityID="${at}/metadata"`);
    expect(text).toMatch(/AssertionConsumerService[^>]*HTTP-POST[^>]*/);
    expect(text).toContain('WantAssertionsSigned="true"');
  });

  it('again is for the same person, who proves who they are anew', async () => {
    const caseId = await allocated(town, pupils.protected);
    idp.account = 'samordnare';
    const browser = somebody();
    expect((await browser.open(`/sign-in/start?next=/cases/${caseId}`)).text).toContain('Skyddad Elev');
    await town.town.records.db
      .updateTable('session')
      .set({ authenticated_at: new Date(Date.now() - 31 * 60_000) })
      .where('person_id', '=', ids.coordinator)
      .execute();
    const asked = await browser.open(`/cases/${caseId}`);
    expect(headOf(asked)).toBe('Logga in igen');
    const href = asked.$('main a.ds-button').attr('href') ?? '';
    idp.account = 'ledare';
    expect(headOf(await browser.open(href))).toBe('Någon annan loggade in');
    idp.account = 'samordnare';
    expect((await browser.open(href)).path).toBe(`/cases/${caseId}`);
  });
});

const untrusted = 'Inloggningen gick inte att lita på';
const stale = 'Inloggningen hann bli för gammal';

describe('nobody is let in', () => {
  it.each([
    ['whom the records don’t know', 'ny', 'Du finns inte i Bryggan'],
    ['of whom the provider tells no name', 'tom', 'Kommunens inloggning säger inte vem du är'],
    ['of whom it tells two', 'två namn', 'Kommunens inloggning säger inte vem du är'],
  ])('%s', async (_who, account, title) => {
    idp.account = account;
    const page = await signIn();
    expect([page.status, headOf(page)]).toEqual([403, title]);
  });

  const faults: [string, () => Partial<IdpOptions>, RegExp][] = [
    ['unsigned', () => ({ signAssertion: false }), /^Invalid signature$/],
    ['signed by another', () => another, /^Invalid signature$/],
    [
      'weakly signed',
      () => ({ signatureAlgorithm: 'rsa-sha1', digestAlgorithm: 'sha1' }),
      /^a weak signature$/,
    ],
    ['of another issuer', () => ({ issuer: 'https://other.example' }), /^Issuer$/],
    ['for another audience', () => ({ audience: 'https://other.example/metadata' }), /audience mismatch\.$/],
    ['for another’s address', () => ({ recipient: 'https://other.example/acs' }), /^Recipient$/],
    ['that has run out', () => ({ lifetimeInSeconds: -120 }), /^No valid subject confirmation/],
    [
      'that is a no',
      () => ({ samlStatusCode: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed', signAssertion: false }),
      /^Invalid signature$/,
    ],
  ];
  it.each(faults)('by an answer %s', async (_what, fault, check) => {
    idp.fault = fault();
    const page = await signIn();
    expect([page.status, headOf(page)]).toEqual([403, untrusted]);
    expect(page.$.html()).not.toContain('ledare@');
    expect(why()).toMatch(check);
  });

  const assertionIn = (xml: string): string =>
    /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? '';
  const signatureIn = (xml: string): string => /<Signature[\s\S]*<\/Signature>/.exec(xml)?.[0] ?? '';
  /** The same assertion about the team leader, unsigned and under another id. */
  const forged = (assertion: string): string =>
    assertion
      .replace(signatureIn(assertion), '')
      .replace(/ ID="[^"]+"/, ' ID="_forged"')
      .replaceAll('mentor@prov.example', 'ledare@prov.example');
  const wrapped: [string, (xml: string, assertion: string) => string, RegExp][] = [
    [
      'with another name in what was signed',
      (xml) => xml.replaceAll('mentor@', 'ledare@'),
      /^Invalid signature$/,
    ],
    ['without its signature', (xml) => xml.replace(signatureIn(xml), ''), /^Invalid signature$/],
    [
      'with a forged assertion before it',
      (xml, own) => xml.replace(own, forged(own) + own),
      /multiple assertions$/,
    ],
    [
      'with a forged assertion after it',
      (xml, own) => xml.replace(own, own + forged(own)),
      /multiple assertions$/,
    ],
    [
      'within a forged assertion',
      (xml, own) => xml.replace(own, forged(own).replace('</saml:Assertion>', `${own}</saml:Assertion>`)),
      /^Invalid signature$/,
    ],
    [
      'within the signature of a forged assertion',
      (xml, own) => {
        const bare = own.replace(signatureIn(own), '');
        const signature = signatureIn(own).replace('</Signature>', `<Object>${bare}</Object></Signature>`);
        return xml.replace(own, forged(own).replace('</saml:Issuer>', `</saml:Issuer>${signature}`));
      },
      /Referenced node does not refer/,
    ],
    [
      'put aside for a forged one that takes its signature',
      (xml, own) => {
        const bare = own.replace(signatureIn(own), '');
        const taken = forged(own).replace('</saml:Issuer>', `</saml:Issuer>${signatureIn(own)}`);
        return xml.replace(own, `<samlp:Extensions>${bare}</samlp:Extensions>${taken}`);
      },
      /Referenced node does not refer/,
    ],
    [
      'put aside for a forged one under the same id',
      (xml, own) => {
        const id = / ID="([^"]+)"/.exec(own)?.[1] ?? '';
        const twin = forged(own).replace('_forged', id);
        return xml.replace(own, `<samlp:Extensions>${own}</samlp:Extensions>${twin}`);
      },
      /^Invalid signature$/,
    ],
    [
      'with a document type',
      (xml) => `<!DOCTYPE x [<!ENTITY e "ledare@prov.example">]>${xml}`,
      /^a document type$/,
    ],
    ['cut short', (xml) => xml.slice(0, -40), /parse error/],
  ];
  it.each(wrapped)('by an answer %s', async (_what, change, check) => {
    idp.account = 'mentor';
    let changed = false;
    const page = await signIn(
      inXml((xml) => {
        const other = change(xml, assertionIn(xml));
        changed = other !== xml;
        return other;
      }),
    );
    expect(changed).toBe(true);
    expect(why()).toMatch(check);
    expect([page.status, headOf(page)]).toEqual([403, untrusted]);
  });

  it('as whom a comment makes of a longer name', async () => {
    idp.account = 'ledare på låtsas';
    // Comments are no part of what is signed.
    const page = await signIn(
      inXml((xml) => xml.replace('ledare@prov.example.evil', 'ledare@prov.example<!---->.evil')),
    );
    expect([page.status, headOf(page)]).toEqual([403, untrusted]);
  });

  it('by an answer to another request, in another browser, or given twice', async () => {
    const begin = async () => {
      const answer = await request(api.app).get('/sign-in/start?next=/team');
      return {
        cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
        answer: await idp.answer(String(answer.headers['location'])),
      };
    };
    const coming = async (to: string, headers: Record<string, string>) => {
      const { status, text, headers: sent } = await request(api.app).get(to).set(headers);
      return [status, /<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? sent['location']];
    };
    const [one, other] = [await begin(), await begin()];
    // Another's answer under one's own state.
    const swapped = await post({ ...one.answer, RelayState: other.answer.RelayState });
    expect(await coming(swapped, { cookie: other.cookie })).toEqual([403, untrusted]);
    // What was refused first stands, also when the right answer comes after it; then it is over.
    const third = await begin();
    await post({ ...one.answer, RelayState: third.answer.RelayState });
    expect(await coming(await post(third.answer), { cookie: third.cookie })).toEqual([403, untrusted]);
    const to = await post(one.answer);
    expect(await coming(to, {})).toEqual([403, stale]);
    expect(await coming(to, { cookie: other.cookie })).toEqual([403, stale]);
    expect(await coming(to, { cookie: one.cookie })).toEqual([303, '/team']);
    expect(await coming(await post(one.answer), { cookie: one.cookie })).toEqual([403, stale]);
  });

  it('by nothing, by what is no XML, or without having begun here', async () => {
    for (const body of ['', 'SAMLResponse=x', 'RelayState=x', 'SAMLResponse=PHg%2B&RelayState=x']) {
      const posted = await request(api.app).post('/sign-in/saml/acs').type('form').send(body);
      expect(posted.status).toBe(303);
      const { status, text } = await request(api.app).get(String(posted.headers['location']));
      expect([status, text]).toEqual([403, expect.stringContaining(stale)]);
    }
    const page = await signIn((answer) => ({ ...answer, SAMLResponse: 'AAAA' }));
    expect([page.status, headOf(page)]).toEqual([403, untrusted]);
  });

  it('where SAML isn’t set up', async () => {
    const closed = serve(town.town, { mode: 'live' });
    const asked = [
      await request(closed.app).post('/sign-in/saml/acs').type('form').send('SAMLResponse=x'),
      await request(closed.app).get('/sign-in/saml/metadata'),
      await request(closed.app).get('/sign-in/saml/finish'),
    ];
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
