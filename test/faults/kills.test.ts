/**
 * The same story twice on a real Postgres 15: undisturbed, and with worker and engine killed at twenty points.
 * Both must leave the same time lines and mails behind, but for the one thing that SMTP leaves open: a mail whose
 * 250 was lost with the worker comes once more, under the same Message-ID.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ReceivedMail } from '../../src/integrations/inbox.ts';
import type { RecordsServer } from '../../src/records/server.ts';
import { type Production, startProduction } from '../setup/production.ts';
import { cloneMunicipality, startLoadedPostgres } from './municipality.ts';
import { diceFrom, drawFaults, type Fault } from './faults.ts';
import { type Outcome, readOutcome } from './outcome.ts';
import { tellShortStory } from './short-story.ts';
import { createTeller, type Told } from './teller.ts';

const seed = 20_261_122;
const kills = 20;

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

type Disturbance = {
  meanwhile?: (production: Production, told: Told) => Promise<void>;
  mailed?: (production: Production, mail: ReceivedMail) => void;
};

/** One telling, on records and an engine of its own. */
const tell = async (name: string, disturb: Disturbance): Promise<Outcome & { told: number }> => {
  const databaseUrl = await cloneMunicipality(postgres, name);
  let running: Production | null = null;
  const production = await startProduction({
    postgresUrl: postgres.url('postgres'),
    databaseUrl,
    folder: path.join(folder, name),
    bundle: inject('workflowBundlePath'),
    beforeReply: (mail) => {
      if (running) disturb.mailed?.(running, mail);
      return Promise.resolve('reply');
    },
  });
  running = production;
  try {
    let told = 0;
    const cases = await tellShortStory(
      createTeller(production.apiUrl, async (one) => {
        await disturb.meanwhile?.(production, one);
      }),
    );
    return { ...(await readOutcome(production.records.db, cases)), told };
  } finally {
    await production.stop();
  }
};

const strike = async (production: Production, { victim, afterMs }: Fault): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  if (victim === 'worker') return production.worker.kill9();
  await production.cluster.kill9();
  await production.cluster.start();
};

test('kills of worker and engine change neither time line nor mail', { timeout: 900_000 }, async () => {
  const undisturbed = await tell('undisturbed', {});
  expect(undisturbed.repeated).toEqual(new Map());
  expect(undisturbed.phases).toEqual(['monitoring', 'assigned']);
  expect(undisturbed.letters.length).toBeGreaterThan(50);

  const dice = diceFrom(seed);
  const faults = new Map(drawFaults(dice, kills - 1, undisturbed.told).map((fault) => [fault.at, fault]));
  const fatalMail = undisturbed.letters[Math.floor(dice() * undisturbed.letters.length)]?.messageId;
  const struck: string[] = [];
  const disturbed = await tell('disturbed', {
    async meanwhile(production, { number, what }) {
      const fault = faults.get(number);
      if (!fault) return;
      struck.push(`${fault.victim} ${fault.afterMs} ms after ${number}: ${what}`);
      await strike(production, fault);
    },
    mailed(production, { messageId }) {
      if (messageId !== fatalMail || struck.includes(`worker before the 250 of ${messageId}`)) return;
      struck.push(`worker before the 250 of ${messageId}`);
      production.worker.kill9();
    },
  });

  console.log(`Seed ${seed}; killed\n${struck.join('\n')}`);
  expect(struck).toHaveLength(kills);
  expect(disturbed.timelines).toEqual(undisturbed.timelines);
  expect(disturbed.phases).toEqual(undisturbed.phases);
  expect(disturbed.letters).toEqual(undisturbed.letters);
  expect(disturbed.repeated.get(fatalMail ?? '')).toBe(2);
  // The other kills of the worker may meet a mail too; nothing else may repeat one.
  expect(disturbed.repeated.size).toBeLessThanOrEqual(kills / 2);
  expect(Math.max(...disturbed.repeated.values())).toBe(2);
});
