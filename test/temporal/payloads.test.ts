/** What lies in the engine's own database when a case has been lived there: read as bytes, from the disk. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { newKeyRing, parseKeyRing, type KeyRing } from '../../src/key-ring/ring.ts';
import { startTemporal } from '../../src/temporal/server/start.ts';
import { actors, allocationSteps, orderSteps } from '../factories/case.ts';
import { aMunicipality } from '../setup/municipality.ts';
import { temporalBinary } from '../setup/temporal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-payloads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the activity that met it fails with. */
const relaySays = "The mail relay doesn't take mail now";

/** Lives a case up to its allocation, with mail that a relay first refuses, and reads the files of the database. */
const databaseOf = async (name: string, keys: KeyRing | null): Promise<string> => {
  const server = await startTemporal({
    binary: await temporalBinary(),
    port: null,
    uiPort: null,
    dbFile: path.join(folder, `${name}.db`),
    pidFile: null,
    namespace: 'ovning',
    searchAttributes: {},
    timeSkipping: true,
    throwAway: true,
    logFile: null,
    say: () => {},
  });
  let refusals = 0;
  const town = await aMunicipality({
    keys,
    servers: {
      databaseUrl: inject('databaseUrl'),
      workflowBundlePath: inject('workflowBundlePath'),
      temporalAddress: server.address,
      temporalNamespace: server.namespace,
    },
    inbox: { message: () => (++refusals > 1 ? null : { code: 451, message: 'come again' }) },
  });
  const caseId = await town.open();
  await town.live(caseId, [...orderSteps, ...allocationSteps]);
  await vi.waitFor(() => expect(town.mails.length).toBeGreaterThan(0), 30_000);
  expect((await town.stateOf(caseId)).stand.phase).toBe('assigned');
  await town.close();
  await server.stop();
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}.db`));
  const contents = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'latin1')));
  return contents.join('\n');
};

/** A command, an event, a person, a policy's field: what the payloads of a case are full of. */
const words = ['placeOrder', 'orderPlaced', actors.coordinator.personId, 'caseloadLimit', relaySays];

describe('the engine’s database', () => {
  it('shows what was sent where there are no keys', async () => {
    const plain = await databaseOf('plain', null);
    expect(words.filter((word) => !plain.includes(word))).toEqual([]);
  });

  it('shows nothing of a case where there are', async () => {
    const sealed = await databaseOf('sealed', parseKeyRing('engine', newKeyRing()));
    expect(sealed).toContain('caseWorkflow');
    expect(words.filter((word) => sealed.includes(word))).toEqual([]);
  });
});
