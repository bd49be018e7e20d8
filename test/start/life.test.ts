/** `npm start` from the first time to the last: what it says, what a kill leaves, what Ctrl-C leaves. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { consent, fullOrder } from '../../src/start/story/bodies.ts';
import { isFree } from '../../src/ports.ts';
import { around, type Around } from '../../src/start/story/cast.ts';
import { openWorld, type World } from '../../src/start/story/world.ts';
import { fivePorts, type Ports, runStart, type Started } from './run-start.ts';
import { eventually } from '../setup/eventually.ts';

let folder: string;
let ports: Ports;
let running: Started;
let cast: Around;
let caseId: string;

const timeline = z.object({ events: z.array(z.object({ seq: z.number(), type: z.string() })) });
const mails = z.object({
  total: z.number(),
  mails: z.array(z.object({ key: z.string(), status: z.string() })),
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-start-'));
  await chmod(folder, 0o755);
  ports = await fivePorts();
});

afterAll(async () => {
  if (running?.child.exitCode === null && running.child.signalCode === null) {
    running.child.kill('SIGINT');
    await running.ended;
  }
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<void> => {
  running = runStart(folder, ports);
  await running.until(/Ctrl-C stops everything/);
};

const happened = async (): Promise<string[]> =>
  timeline
    .parse(await cast.teamLeader.as.get(`/cases/${caseId}/timeline`))
    .events.map(({ seq, type }) => `${seq} ${type}`);

/** All of them, page by page: schools owe much beside their cases. */
const sent = async (): Promise<string[]> => {
  const all: string[] = [];
  for (;;) {
    const page = mails.parse(await cast.teamLeader.as.get(`/mails?limit=500&offset=${all.length}`));
    all.push(...page.mails.map(({ key, status }) => `${key} ${status}`));
    if (page.mails.length === 0 || all.length >= page.total) return all;
  }
};

const moveTo = (until: string) => cast.teamLeader.as.send('/rehearsal/clock', { until });

test('the first start says where everything is and whom to sign in as', { timeout: 300_000 }, async () => {
  await start();
  const said = running.said.join('\n');
  expect(said).toContain(`http://127.0.0.1:${ports.PORT}/api/v1`);
  expect(said).toContain('/api/docs');
  for (const role of ['rector', 'teamLeader', 'coordinator', 'mentor', 'pupilHealth', 'guardian', 'pupil'])
    expect(said).toMatch(new RegExp(`^ +${role} `, 'm'));
  expect(await running.until(/memory: /)).toMatch(/\d+ MB in \d+ processes/);
});

test(
  'a case that is ordered goes on after kill -9 of the start and a new start',
  { timeout: 300_000 },
  async () => {
    const world: World = openWorld(`http://127.0.0.1:${ports.PORT}`);
    cast = await around(world, { schoolUnit: '98000001', className: '2A', givenName: 'Amina', nth: 0 });
    const guardians = cast.guardianIds.map((id) => ({ id, voice: world.family(id, 'guardian') }));
    const [first, second] = guardians;
    if (!first || !second) throw new Error('no family');
    await moveTo('2026-08-24');
    const order = { pupilId: cast.pupil.id, order: fullOrder('2026-08-24') };
    caseId = z.object({ caseId: z.string() }).parse(await cast.rector.as.send('/cases', order)).caseId;
    const give = async ({ id, voice }: typeof first) =>
      (await voice).send(
        `/cases/${caseId}/consents`,
        consent(id, 'coordinators', '2026-08-24', '2027-06-11', null),
      );
    await give(first);
    await moveTo('2026-09-07');
    const before = { happened: await happened(), sent: await sent() };
    expect(before.sent.length).toBeGreaterThan(0);

    running.child.kill('SIGKILL');
    await running.ended;
    await start();
    expect(await happened()).toEqual(before.happened);
    expect(await sent()).toEqual(before.sent);
    await give(second);
    expect(await happened()).toHaveLength(before.happened.length + 1);
  },
);

test('a kill in the middle of a move is made good by asking again', { timeout: 300_000 }, async () => {
  const before = await sent();
  const moving = moveTo('2026-10-05');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  running.child.kill('SIGKILL');
  await running.ended;
  await start();
  // The client asks again until the API is back.
  await moving;
  const after = await sent();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.length).toBeGreaterThan(before.length);
  expect(after.filter((mail) => !mail.endsWith(' sent'))).toEqual([]);
  expect(new Set(after).size).toBe(after.length);
});

test(
  'an engine or a database that dies is started again, and commands go on',
  { timeout: 300_000 },
  async () => {
    const engine = z.object({ server: z.object({ pid: z.number() }) });
    const { server } = engine.parse(JSON.parse(await readFile(path.join(folder, 'temporal.pid'), 'utf8')));
    process.kill(server.pid, 'SIGKILL');
    await running.until(/engine ended: starting it again/);
    const postmaster = await readFile(path.join(folder, 'records', 'data', 'postmaster.pid'), 'utf8');
    process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL');
    await running.until(/records ended: starting it again/);
    const before = await eventually(happened);
    await cast.teamLeader.as.send('/rehearsal/clock', { days: 1 });
    await cast.teamLeader.as.send(`/cases/${caseId}/allocation`, {
      coordinatorIds: [cast.coordinator.id],
      start: '2026-10-06',
    });
    expect((await happened()).slice(0, before.length)).toEqual(before);
    expect((await happened()).at(-1)).toMatch(/ allocated$/);
  },
);

test('Ctrl-C ends every process', { timeout: 120_000 }, async () => {
  const workers = await readFile(path.join(folder, 'logs', 'worker.log'), 'utf8');
  const pids = [...workers.matchAll(/ready \(process (\d+)/g)].map(([, pid]) => Number(pid));
  expect(pids.length).toBeGreaterThanOrEqual(3);
  running.child.kill('SIGINT');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(running.said.at(-1)).toContain('`npm start` goes on from here');
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  for (const port of Object.values(ports)) expect(await isFree(Number(port))).toBe(true);
});
