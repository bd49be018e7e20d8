/**
 * The whole story (`npm run story`) twice on a real Postgres 15: undisturbed, and with worker and engine killed at
 * twenty points. Both must leave the same time lines and mails behind, but for the one thing that SMTP leaves open:
 * a mail whose 250 was lost with the worker comes once more, under the same Message-ID. They are told side by side,
 * since most of the time after a kill is waiting.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RecordsServer } from '../../src/records/server.ts';
import { diceFrom, drawFaults } from './faults.ts';
import { startLoadedPostgres } from './municipality.ts';
import { tell } from './telling.ts';

const seed = 20_261_122;
const kills = 20;
/** The story has at least so many commands and moves of the clock. */
const thingsTold = 260;

let folder: string;
let postgres: RecordsServer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-faults-'));
  await chmod(folder, 0o755);
  postgres = await startLoadedPostgres(path.join(folder, 'postgres'));
});

afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('kills of worker and engine change neither time line nor mail', { timeout: 900_000 }, async () => {
  const dice = diceFrom(seed);
  const faults = drawFaults(dice, kills - 1, thingsTold);
  const fatalMail = 10 + Math.floor(dice() * 40);
  const where = { postgres, folder, bundle: inject('workflowBundlePath') };
  const [undisturbed, disturbed] = await Promise.all([
    tell({ name: 'undisturbed', faults: [], fatalMail: null }, where),
    tell({ name: 'disturbed', faults, fatalMail }, where),
  ]);

  expect(undisturbed.things).toBeGreaterThanOrEqual(thingsTold);
  expect(undisturbed.phases).toEqual(['monitoring', 'monitoring', 'monitoring', 'monitoring']);
  expect(undisturbed.letters.length).toBeGreaterThan(50);
  expect(undisturbed.repeated).toEqual(new Map());

  const { struck, timelines, phases, letters, repeated, fatalMessageId } = disturbed;
  const events = undisturbed.timelines.flat().length;
  console.log(
    `${events} events, ${undisturbed.letters.length} mails; seed ${seed}; killed\n${struck.join('\n')}`,
  );
  expect(struck).toHaveLength(kills);
  expect(disturbed.things).toBe(undisturbed.things);
  expect(timelines).toEqual(undisturbed.timelines);
  expect(phases).toEqual(undisturbed.phases);
  expect(letters).toEqual(undisturbed.letters);
  // Another kill of the worker may meet a mail too; nothing else may repeat one, and none comes a third time.
  expect(repeated.size).toBeLessThanOrEqual(kills / 2);
  for (const copies of repeated.values()) expect(copies).toBe(2);
  expect(fatalMessageId).not.toBeNull();
  expect(repeated.get(fatalMessageId ?? '')).toBe(2);
});
