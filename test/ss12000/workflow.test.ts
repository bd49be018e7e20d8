/** A source set over HTTP is read by its workflow: at once, by the clock, when it calls, and again after a bad day. */
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceWorkflowId } from '../../src/temporal/ids.ts';
import { serve, type Served, type SignedIn } from '../api/served.ts';
import { at } from '../factories/case.ts';
import { ids } from '../factories/parts.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { credentials, type Fault, type FakeSource, startFakeSource } from './fake-server.ts';
import { smallTown } from './town.ts';
import { eventually } from '../setup/eventually.ts';

let town: TestMunicipality;
let api: Served;
let leader: SignedIn;
let fake: FakeSource;
let fault: Fault | null = null;
let sourceId: string;

beforeAll(async () => {
  fake = await startFakeSource({ town: smallTown(), fault: () => fault });
  const secret = credentials.clientSecret;
  const { host } = new URL(fake.baseUrl);
  const secrets = {
    SKOLA: { secret, hosts: ['api.leverantor.example', host] },
    FRI: { secret, hosts: [] },
    ANNAN: { secret, hosts: ['api.leverantor.example', '127.0.0.1'] },
  };
  // Saturday: no hour of a school day comes by itself while the test looks around.
  town = await aMunicipality({ from: '2026-09-19', secrets });
  api = serve(town);
  leader = await api.as(ids.teamLeader, 'teamLeader');
});
afterAll(async () => {
  if (sourceId !== undefined)
    await town.engine.client.workflow.getHandle(sourceWorkflowId(sourceId)).terminate('the test is over');
  await api.close();
  await fake.close();
});

const body = () => ({
  name: 'Skolsystemet',
  baseUrl: fake.baseUrl,
  auth: { kind: 'oauth2', tokenUrl: fake.tokenUrl, clientId: credentials.clientId },
  secretRef: 'SKOLA',
  subscribes: true,
});

type Run = {
  what: string;
  status: string;
  report: { applied: Record<string, object>; failure: { code: string } | null };
};
const runs = async (): Promise<Run[]> =>
  Object((await leader.get(`/sources/${sourceId}/runs?limit=100`)).body).runs;
const doneRuns = async (what: string) =>
  (await runs()).filter((run) => run.what === what && run.status === 'done').length;
/** The worker reads as fast as the machine lets it. */
describe('a source', () => {
  it('is set by a team leader or registrar, on https or loopback, its secret left where it is', async () => {
    const rector = await api.as(ids.rector, 'rector');
    expect((await rector.send('post', '/sources', body())).status).toBe(403);
    expect((await rector.get('/sources')).status).toBe(403);
    for (const baseUrl of [
      'http://skolan.example/v2.0',
      'https://a:b@skolan.example',
      'file:///etc/passwd',
      'x',
    ])
      expect((await leader.send('post', '/sources', { ...body(), baseUrl })).status).toBe(422);
    expect((await leader.send('post', '/sources', { ...body(), secret: 'x' })).status).toBe(422);
    expect((await leader.send('post', '/sources', { ...body(), secretRef: '../x' })).status).toBe(422);
    const set = await leader.send('post', '/sources', body());
    expect(set).toMatchObject({ status: 201, body: { name: 'Skolsystemet', started: true } });
    sourceId = String(set.body['id']);
    expect((await leader.send('post', '/sources', body())).status).toBe(409);
    const listed = await leader.get('/sources');
    expect(listed.body).toMatchObject({ total: 1, sources: [{ id: sourceId, secretRef: 'SKOLA' }] });
    expect(JSON.stringify(listed.body)).not.toContain(credentials.clientSecret);
  });

  it('is read at once, the register before the absence', async () => {
    await eventually(async () => expect(await doneRuns('absence')).toBe(1));
    const [absence, register] = await runs();
    expect(register).toMatchObject({ what: 'register', report: { applied: { pupils: { added: 66 } } } });
    expect(absence).toMatchObject({ what: 'absence' });
    expect(Object(absence?.report.applied['absence']).added).toBeGreaterThan(150);
    const pupils = await town.records.db.selectFrom('pupil').select('id').where('class', '=', 'FA').execute();
    expect(pupils.length).toBeGreaterThan(10);
  });

  it('is told of as something new to look at', async () => {
    const arrivals = await town.records.db.selectFrom('absence_arrival').select('id').execute();
    expect(arrivals.length).toBeGreaterThan(0);
  });

  it('is read when somebody asks, and only by whom it is for', async () => {
    const before = await doneRuns('absence');
    const path = `/sources/${sourceId}/reading`;
    const mentor = await api.as(ids.mentor, 'mentor');
    expect((await mentor.send('post', path, { what: ['absence'] })).status).toBe(403);
    expect((await leader.send('post', path, { what: ['weather'] })).status).toBe(422);
    expect((await leader.send('post', '/sources/unknown/reading', {})).status).toBe(404);
    expect((await leader.get('/sources/unknown/runs')).status).toBe(404);
    const asked = await leader.send('post', path, { what: ['absence'] });
    expect(asked).toMatchObject({ status: 202, body: { what: ['absence'] } });
    await eventually(async () => expect(await doneRuns('absence')).toBe(before + 1));
  });

  it('calls with its secret, and is then read; another call is answered like an unknown source', async () => {
    const [subscription] = fake.subscriptions;
    const target = new URL(subscription?.target ?? '');
    expect(target.pathname).toBe(`/api/v1/sources/${sourceId}/events`);
    const call = (path: string) =>
      request(api.app)
        .post(path)
        .send({ modifiedEntites: ['Attendance'], deletedEntities: false });
    expect((await call(`${target.pathname}?key=wrong`)).status).toBe(404);
    expect((await call(target.pathname)).status).toBe(404);
    expect((await call('/api/v1/sources/unknown/events?key=')).status).toBe(404);
    const [absences, registers] = [await doneRuns('absence'), await doneRuns('register')];
    expect(await call(`${target.pathname}${target.search}`)).toMatchObject({
      status: 200,
      body: { heard: true },
    });
    await eventually(async () => expect(await doneRuns('absence')).toBe(absences + 1));
    expect(await doneRuns('register')).toBe(registers);
    // It calls for each change: within the minute no reading follows, but whoever asks isn't made to wait.
    for (let i = 0; i < 5; i += 1)
      expect((await call(`${target.pathname}${target.search}`)).status).toBe(200);
    await wait(1_500);
    expect(await doneRuns('absence')).toBe(absences + 1);
    await leader.send('post', `/sources/${sourceId}/reading`, { what: ['register'] });
    await eventually(async () => expect(await doneRuns('register')).toBe(registers + 1));
    expect(await doneRuns('absence')).toBe(absences + 1);
    const stored = await town.records.db
      .selectFrom('source_subscription')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(target.search).not.toContain(stored.secret_hash);
    expect(JSON.stringify(stored)).not.toContain(target.searchParams.get('key'));
  });

  it('is read by night and each hour of a school day, as the clock is moved; its subscription doesn’t end', async () => {
    const [absences, registers] = [await doneRuns('absence'), await doneRuns('register')];
    await town.clock.moveTo(at('2026-09-21', '10:30'));
    // Three by the hour, and the one that it called for before.
    await eventually(async () => expect(await doneRuns('absence')).toBe(absences + 4));
    expect(await doneRuns('register')).toBe(registers + 2);
    // It would have ended on the Monday morning.
    expect(fake.subscriptions).toHaveLength(1);
    expect(fake.subscriptions[0]?.renewals).toBeGreaterThan(0);
    expect(fake.subscriptions[0]?.expires.localeCompare('2026-10-01')).toBe(1);
  });

  it('that is away is told in its run, and read again at the next hour', async () => {
    fault = { kind: 'status', status: 403 };
    await leader.send('post', `/sources/${sourceId}/reading`, { what: ['register'] });
    const failed = async () => (await runs()).find(({ status }) => status === 'failed');
    await eventually(async () => expect((await failed())?.report.failure?.code).toBe('refused'));
    fault = null;
    const before = await doneRuns('register');
    await leader.send('post', `/sources/${sourceId}/reading`, { what: ['register'] });
    await eventually(async () => expect(await doneRuns('register')).toBe(before + 1));
  });

  it.each([
    ['nobody has set', 'SAKNAS', 'secret-not-set'],
    ['may be sent nowhere', 'FRI', 'host-not-set'],
    ['belongs to another host', 'ANNAN', 'host-refused'],
  ])('whose secret %s is told so, in its run, and nothing is sent', async (_, secretRef, code) => {
    const before = [fake.asked.length, fake.tokensGiven];
    const set = await leader.send('post', '/sources', { ...body(), name: secretRef, secretRef });
    const id = String(set.body['id']);
    const path = `/sources/${id}/runs`;
    await eventually(async () =>
      expect(Object((await leader.get(path)).body).runs).toMatchObject([
        {
          status: 'failed',
          report: { failure: { code, message: { sv: expect.any(String) } } },
        },
        { status: 'failed' },
      ]),
    );
    expect([fake.asked.length, fake.tokensGiven]).toEqual(before);
    await town.engine.client.workflow.getHandle(sourceWorkflowId(id)).terminate('the test is over');
  });

  it('goes on with another worker', async () => {
    await town.stopWorker();
    const before = await doneRuns('absence');
    await leader.send('post', `/sources/${sourceId}/reading`, { what: ['absence'] });
    await town.startWorker();
    await eventually(async () => expect(await doneRuns('absence')).toBe(before + 1));
  });
});

describe('roles that no duty tells', () => {
  const path = (role = '') => `/people/${ids.mentor}/roles${role}`;

  it('are given and taken by team leaders and registrars', async () => {
    const mentor = await api.as(ids.mentor, 'mentor');
    expect((await mentor.send('post', path(), { role: 'teamLeader' })).status).toBe(403);
    expect((await leader.send('post', path(), { role: 'rector' })).status).toBe(422);
    expect((await leader.send('post', '/people/unknown/roles', { role: 'registrar' })).status).toBe(404);
    const given = await leader.send('post', path(), { role: 'coordinator', stages: ['7-9'] });
    expect(given.status).toBe(201);
    expect(given.body['roles']).toContainEqual(
      expect.objectContaining({
        role: 'coordinator',
        title: 'Insatskoordinator',
        schoolUnit: null,
        class: null,
        stages: ['7-9'],
        until: null,
      }),
    );
    expect((await leader.send('delete', path('/coordinator'))).status).toBe(204);
    expect((await leader.send('delete', path('/coordinator'))).status).toBe(404);
  });
});
