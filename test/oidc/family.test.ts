/** Guardians and older pupils sign in by e-ID, through a real broker, and do what is theirs to do; nobody else gets in. */
import { Writable } from 'node:stream';
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/time.ts';
import { createOidc } from '../../src/integrations/oidc.ts';
import { allocated, consentOf, order, pupils, serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openBrowser, type Browser, type Page } from '../web/browser.ts';
import { coordinationClaim, loa2, loa3, numberClaim, scope, startBroker, type Broker } from './broker.ts';
import { atProvider, type AtProvider } from './provider.ts';

const publicUrl = 'http://localhost:3000';

let town: Served;
let api: Served;
let broker: Broker;
/** All that the API logged, and every address that a browser was sent to. */
const logged: string[] = [];
const addresses: string[] = [];

const eIds = {
  mor: { acr: loa3, [numberClaim]: '198001010000' },
  far: { acr: loa3, [coordinationClaim]: '198001610002' },
  'mor med lösenord': { acr: loa2, [numberClaim]: '198001010000' },
  'gömd förälder': { acr: loa3, [numberClaim]: '198202020004' },
  'förälder till vuxen': { acr: loa3, [numberClaim]: '197003030003' },
  'god vän': { acr: loa3, [numberClaim]: '197505050005' },
  okänd: { acr: loa3, [numberClaim]: '199001010009' },
  'elev av 14': { acr: loa3, [numberClaim]: '201205140000' },
  'elev av 16': { acr: loa3, [numberClaim]: '201205140001' },
  'båda två': { acr: loa3, [numberClaim]: '200706060006' },
  utan: { acr: loa3 },
  motsägande: { acr: loa3, [numberClaim]: '198001010000', [coordinationClaim]: '198001610002' },
};

const someGuardian = { given_name: 'Någon', family_name: 'Annan', email: null, mobile: null };

beforeAll(async () => {
  town = await served();
  const { db } = town.town.records;
  const updated_at = new Date(await town.town.clock.now());
  const guardians: [string, string][] = [
    ['hidden-childs', '198202020004'],
    ['adults', '197003030003'],
    ['friend', '197505050005'],
    ['both', '200706060006'],
  ];
  await db
    .insertInto('guardian')
    .values(guardians.map(([id, civic_no]) => ({ id, civic_no, ...someGuardian, updated_at })))
    .execute();
  await db.updateTable('guardian').set({ civic_no: '198001610002' }).where('id', '=', ids.father).execute();
  const older = { first: localDate('2010-09-01'), grown: localDate('2007-06-06') };
  await db.updateTable('pupil').set({ birth_date: older.first }).where('id', '=', pupils.second).execute();
  const grown = { birth_date: older.grown, civic_no: '200706060006' };
  await db.updateTable('pupil').set(grown).where('id', '=', pupils.elsewhere).execute();
  await db.deleteFrom('guardianship').where('pupil_id', 'in', [pupils.protected, pupils.elsewhere]).execute();
  const relation = 'guardian' as const;
  await db
    .insertInto('guardianship')
    .values([
      { guardian_id: 'hidden-childs', pupil_id: pupils.protected, relation },
      { guardian_id: 'hidden-childs', pupil_id: pupils.third, relation },
      { guardian_id: 'adults', pupil_id: pupils.elsewhere, relation },
      { guardian_id: 'friend', pupil_id: pupils.first, relation: 'other' },
      { guardian_id: 'both', pupil_id: pupils.third, relation },
    ])
    .execute();
  broker = await startBroker(publicUrl, eIds);
  const oidc = createOidc({
    issuer: broker.issuer,
    clientId: broker.clientId,
    credentials: { key: broker.key },
    scope: `openid ${scope}`,
    strongAcr: [],
    demandedAcr: [loa3],
    maxAgeSeconds: 43_200,
  });
  const logTo = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  api = serve(town.town, { mode: 'live', family: { provider: oidc, numberClaim, acr: [loa3] }, logTo });
});
afterAll(async () => {
  await broker.close();
  await town.close();
});

type Somebody = Browser & { there: AtProvider; as(eId: keyof typeof eIds): void };

/** Somebody at a computer, who legitimates themselves as `eId` whenever the broker asks. */
function somebody(eId: keyof typeof eIds): Somebody {
  const there = atProvider(publicUrl);
  let who: string = eId;
  const browser = openBrowser(api.app, async (url) => {
    const back = await there.through(url, who);
    addresses.push(url, back);
    return back;
  });
  return { ...browser, there, as: (other) => (who = other) };
}

async function signIn(eId: keyof typeof eIds, next = '/'): Promise<Somebody & { page: Page }> {
  const browser = somebody(eId);
  const page = await browser.open(`/sign-in/family/start?next=${encodeURIComponent(next)}`);
  return { ...browser, page };
}

const headOf = (page: Page) => page.$('h1').text().trim();

const stateOf = async (caseId: string): Promise<Record<string, unknown>> => {
  const leader = await town.as(ids.teamLeader, 'teamLeader');
  return Object((await leader.get(`/cases/${caseId}`)).body['state']);
};

describe('a guardian', () => {
  it('gives consent, reads the plan, answers an invitation and withdraws, from the door to the end', async () => {
    const rector = await town.as(ids.rector, 'rector');
    const opened = await rector.send('post', '/cases', { pupilId: pupils.first, order });
    const caseId = String(opened.body['caseId']);

    const mother = somebody('mor');
    const door = await mother.open('/');
    expect([headOf(door), door.text]).toEqual([
      'Logga in',
      expect.stringContaining('Du behöver inte logga in'),
    ]);
    const day = await mother.follow(door, 'Logga in med e-legitimation');
    expect([day.status, day.path]).toEqual([200, '/']);
    expect(day.text).toContain('Första Elev');

    const given = await mother.send(await mother.follow(day, 'Ge samtycke'), {});
    expect(given.path).toContain('/?done=consentOwn');
    expect(await stateOf(caseId)).toMatchObject({
      consents: [
        { giver: { guardianId: ids.mother }, receiver: 'coordinators', form: { how: 'electronic' } },
      ],
    });

    const father = await town.as(ids.father, 'guardian');
    await father.send('post', `/cases/${caseId}/consents`, consentOf(ids.father));
    const meetingId = await underWay(caseId);
    const planned = await mother.open('/');
    expect(planned.text).toContain('Mentorn möter vid grinden.');
    const meeting = await mother.follow(planned, 'Se mötet och svara');
    await mother.send(
      meeting,
      {},
      { form: `form[action$="/meetings/${meetingId}/answer"]:has([value="accepted"])` },
    );
    expect((await mother.open('/')).text).toContain('Du har svarat: kommer');

    const withdrawal = await mother.follow(await mother.open('/'), 'Ta tillbaka');
    expect((await mother.send(withdrawal, {})).status).toBe(200);
    const { consents } = await stateOf(caseId);
    expect(consents).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          giver: { role: 'guardian', guardianId: ids.mother },
          withdrawnOn: '2026-09-07',
        }),
      ]),
    );
  });

  it('is found by a coordination number as well', async () => {
    const { page } = await signIn('far');
    expect([page.status, page.path]).toEqual([200, '/']);
  });

  it('proves themselves anew each time: the broker lets nobody in whom it remembers', async () => {
    const mother = await signIn('mor');
    await mother.send(mother.page, {}, { form: 'form[action="/sign-out"]' });
    const again = await mother.open('/sign-in/family/start');
    expect([again.path, mother.there.asked()]).toEqual(['/', true]);
  });

  it('signs out, and is told to close the browser', async () => {
    const { page, send, open } = await signIn('mor');
    const out = await send(page, {}, { form: 'form[action="/sign-out"]' });
    expect(out.text).toContain('stäng webbläsaren');
    expect(new URL(out.$('main a').first().attr('href') ?? '').origin).toBe(broker.issuer);
    expect(headOf(await open('/'))).toBe('Logga in');
  });

  it('is out at the next request when a child gets a protected identity', async () => {
    const { open } = await signIn('mor');
    expect((await open('/')).path).toBe('/');
    const mark = (security_marking: 'none' | 'secrecy') =>
      town.town.records.db
        .updateTable('pupil')
        .set({ security_marking })
        .where('id', '=', pupils.first)
        .execute();
    await mark('secrecy');
    expect(headOf(await open('/'))).toBe('Logga in');
    await mark('none');
    expect(headOf(await open('/'))).not.toBe('Logga in');
  });
});

describe('a pupil', () => {
  it('of 16 reads their own plan', async () => {
    const caseId = await allocated(town, pupils.second);
    await underWay(caseId);
    const { page } = await signIn('elev av 16');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Mentorn möter vid grinden.')]);
  });

  it('who is younger gets in once somebody judged that they speak for themselves', async () => {
    expect((await signIn('elev av 14')).page.status).toBe(403);
    const { cases } = await casesOf(pupils.first);
    const coordinator = await town.as(ids.coordinator, 'coordinator');
    const judged = await coordinator.send('post', `/cases/${cases[0]}/maturity`, {
      speaksForSelf: true,
      judgedOn: '2026-09-07',
      note: 'Förstår vad samtycket gäller.',
    });
    expect(judged.status, JSON.stringify(judged.body)).toBe(200);
    expect((await signIn('elev av 14')).page.status).toBe(200);
  });
});

describe('nobody is let in', () => {
  const notLetIn: (keyof typeof eIds)[] = ['okänd', 'gömd förälder', 'förälder till vuxen', 'god vän'];
  it('whom the register knows no child of, or of whose child it must tell nothing: all are told the same', async () => {
    const told = await Promise.all(
      notLetIn.map(async (eId) => {
        const { page, open } = await signIn(eId, '/cases');
        expect(headOf(await open('/cases'))).toBe('Logga in');
        return [page.status, headOf(page), page.text];
      }),
    );
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toEqual([
      403,
      'Du kommer inte in med e-legitimation',
      expect.stringMatching(/på papper.*Ring skolan/),
    ]);
  });

  it.each([
    ['by a sign-in that is too weak', 'mor med lösenord', 'Välj en säkrare e-legitimation'],
    ['of whom the broker tells no number', 'utan', 'Inloggningen säger inte vem du är'],
    ['of whom it tells two', 'motsägande', 'Inloggningen säger inte vem du är'],
    ['who is a pupil and a guardian, for us to choose', 'båda två', 'Du kommer inte in med e-legitimation'],
  ] as const)('%s', async (_who, eId, title) => {
    const { page, open } = await signIn(eId, '/cases');
    expect([page.status, headOf(page)]).toEqual([403, title]);
    expect(page.text).toContain('Ring skolan');
    expect(headOf(await open('/cases'))).toBe('Logga in');
  });

  it('by an answer that was meant for the staff’s door, or was used', async () => {
    const begun = await request(api.app).get('/sign-in/family/start');
    const cookie = String(begun.headers['set-cookie']).split(';')[0] ?? '';
    const back = await atProvider(publicUrl).through(String(begun.headers['location']), 'mor');
    const coming = async (path: string) => (await request(api.app).get(path).set({ cookie })).status;
    expect(await coming(back.replace('/family/', '/'))).toBe(404);
    expect([await coming(back), await coming(back)]).toEqual([303, 403]);
  });

  it('as another person than the one who signs in again', async () => {
    const mother = await signIn('mor');
    mother.there.forget();
    mother.as('far');
    const again = await mother.open('/sign-in/family/start?how=fresh&next=/');
    expect([again.status, headOf(again)]).toEqual([403, 'Någon annan loggade in']);
  });
});

it('asks the broker for the level and for the number by the profile’s names', async () => {
  const answer = await request(api.app).get('/sign-in/family/start?next=/cases');
  const { searchParams } = new URL(String(answer.headers['location']));
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${publicUrl}/sign-in/family/callback`,
    scope: `openid ${scope}`,
    acr_values: loa3,
    prompt: 'login',
  });
});

it('leaves no civic number in logs, addresses, sessions, sign-ins or the log of reads', async () => {
  const numbers = Object.values(eIds).flatMap((eId) => [
    Object(eId)[numberClaim],
    Object(eId)[coordinationClaim],
  ]);
  const { db } = town.town.records;
  const kept = await Promise.all(
    ['session', 'sign_in_attempt', 'audit'].map(async (table) => {
      const { rows } = await sql<{
        row: unknown;
      }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db);
      return JSON.stringify(rows);
    }),
  );
  expect(kept[0]).toContain(ids.mother);
  expect(logged.join('')).toContain('"why":"protectedChild"');
  expect(addresses.length).toBeGreaterThan(20);
  const all = [...kept, ...logged, ...addresses].join('\n');
  for (const number of numbers.filter((one) => one !== undefined)) expect(all).not.toContain(String(number));
});

const casesOf = async (pupilId: string): Promise<{ cases: string[] }> => {
  const rows = await town.town.records.db
    .selectFrom('case_file')
    .select('id')
    .where('pupil_id', '=', pupilId)
    .execute();
  return { cases: rows.map(({ id }) => id) };
};

/** The case is allocated where it isn't yet, mapped and planned, and the mother and the pupil are called to a meeting. */
async function underWay(caseId: string): Promise<string> {
  const { stand } = Object(await stateOf(caseId));
  if (stand.phase !== 'assigned') {
    const leader = await town.as(ids.teamLeader, 'teamLeader');
    const allocation = { coordinatorIds: [ids.coordinator], start: '2026-09-07' };
    const done = await leader.send('post', `/cases/${caseId}/allocation`, allocation);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }
  const coordinator = await town.as(ids.coordinator, 'coordinator');
  for (const part of ['pupil', 'educators', 'guardians']) {
    await coordinator.send('post', `/cases/${caseId}/mapping/${part}`, {
      respondent: part === 'educators' ? 'mentor' : part === 'guardians' ? 'guardian' : 'pupil',
      date: '2026-09-07',
      note: `Del: ${part}`,
    });
  }
  const plan = await coordinator.send('post', `/cases/${caseId}/plans`, {
    start: '2026-09-07',
    situation: 'Två dagar i veckan.',
    goals: [{ note: 'Tre dagar.' }],
    measures: [
      {
        owner: { party: 'mentor', personId: ids.mentor },
        start: '2026-09-07',
        note: 'Mentorn möter vid grinden.',
        howMeasured: 'Antal mornar.',
      },
    ],
  });
  expect(plan.status, JSON.stringify(plan.body)).toBe(200);
  const called = await coordinator.send('post', `/cases/${caseId}/meetings`, {
    kind: 'collaboration',
    time: { date: '2026-09-21', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Vad behövs?',
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
  });
  expect(called.status, JSON.stringify(called.body)).toBe(200);
  return String(Object(called.body['ids'])['meetingId']);
}
