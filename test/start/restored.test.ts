/**
 * A whole start whose data folder, records and engine in it, is backed up and restored: a case that was destroyed meanwhile
 * is found in neither once the restored start is ready.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { connectRecords } from '../../src/records/connect.ts';
import { runningRecordsUrl } from '../../src/records/server.ts';
import { openWorld, type World } from '../../src/start/story/world.ts';
import { connectEngine } from '../../src/temporal/client.ts';
import { createCaseHistories } from '../../src/temporal/histories.ts';
import { planOfNoYears } from '../retention/an-ended-case.ts';
import { foundIn } from '../retention/found-in.ts';
import { eventually } from '../setup/eventually.ts';
import { fivePorts, type Ports, runStart, type Started } from './run-start.ts';

let folder: string;
let ports: Ports;
let running: Started;
let world: World;

const data = () => path.join(folder, 'data');
const backup = () => path.join(folder, 'backup');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-restored-'));
  await chmod(folder, 0o755);
  ports = await fivePorts();
});
afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<void> => {
  running = runStart(data(), { ...ports, BRYGGAN_DESTRUCTION_LEDGER: path.join(folder, 'ledger') });
  await running.until(/Ctrl-C stops everything/);
  world = openWorld(`http://127.0.0.1:${ports.PORT}`);
};
const stop = async (): Promise<void> => {
  if (running.child.exitCode !== null || running.child.signalCode !== null) return;
  running.child.kill('SIGINT');
  await running.ended;
};

/** With its owners, as a backup keeps them. */
const copy = (from: string, to: string) => promisify(execFile)('cp', ['-a', from, to]);

/** Where the case is: tables of the records, and how many runs the engine holds. */
const whereIs = async (caseId: string): Promise<{ tables: string[]; runs: number }> => {
  const url = await runningRecordsUrl(path.join(data(), 'records'));
  if (url === null) throw new Error('no records');
  const records = connectRecords(url);
  const address = `127.0.0.1:${ports.BRYGGAN_TEMPORAL_PORT}`;
  const engine = await connectEngine({ address, namespace: 'ovning', keys: null });
  try {
    const found = await foundIn(records.db, [caseId]);
    return {
      tables: found[caseId] ?? [],
      runs: await createCaseHistories(engine.client).count(caseId),
    };
  } finally {
    await engine.close();
    await records.close();
  }
};

const stays = ['audit', 'destruction_item', 'registry_entry', 'reservation'];
const isGone = ({ tables, runs }: Awaited<ReturnType<typeof whereIs>>): void => {
  expect(tables.filter((table) => !stays.includes(table))).toEqual([]);
  expect(runs).toBe(0);
};

test(
  'a destroyed case isn’t there when the data folder of the day before is put back',
  { timeout: 600_000 },
  async () => {
    await start();
    const schoolUnit = '98000001';
    const [pupil] = await world.pupilsOf(schoolUnit, '2A');
    if (pupil === undefined) throw new Error('no pupil');
    const rector = await world.staff('rector', { schoolUnit });
    const today = await world.today();
    const concern = { pupilId: pupil.id, raisedOn: today, from: 'school', note: 'Allt fler korta dagar.' };
    const begun = z.object({ caseId: z.string() }).parse(await rector.as.send('/concerns', concern));
    const { caseId } = begun;
    await rector.as.send(`/cases/${caseId}/notice-end`, { reason: 'backAtSchool', note: 'Full närvaro.' });
    await world.moveTo('2026-09-21');
    const registrar = await world.staff('registrar');
    await registrar.as.send('/retention/plan', planOfNoYears);
    expect((await whereIs(caseId)).runs).toBe(1);
    await stop();
    await copy(data(), backup());

    await start();
    const again = await world.staff('registrar');
    const tried = z
      .object({ digest: z.string() })
      .parse(await again.as.send('/destructions/trial', { caseIds: [caseId] }));
    await again.as.send('/destructions', { caseIds: [caseId], trial: tried.digest });
    await eventually(async () => {
      const { destructions } = z
        .object({ destructions: z.array(z.object({ certificate: z.unknown() })) })
        .parse(await again.as.get('/destructions'));
      expect(destructions[0]?.certificate).not.toBeNull();
    });
    isGone(await whereIs(caseId));
    await stop();

    await rm(data(), { recursive: true });
    await copy(backup(), data());
    await start();
    isGone(await whereIs(caseId));
    const told = await (await world.staff('registrar')).as.get('/destructions');
    expect(JSON.stringify(told)).toContain('"outcome":"destroyed"');
  },
);
