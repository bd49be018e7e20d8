/** One telling of the whole story, on records and an engine of its own, and what befell it. */
import path from 'node:path';
import type { RecordsServer } from '../../src/records/server.ts';
import { live } from '../../src/start/story/live.ts';
import { lastDay, takeUpSchoolBySchool, theLives } from '../../src/start/story/lives.ts';
import { openWorld } from '../../src/start/story/world.ts';
import { type Production, startProduction } from '../setup/production.ts';
import type { Fault } from './faults.ts';
import { cloneMunicipality } from './municipality.ts';
import { type Outcome, readOutcome } from './outcome.ts';

export type Telling = {
  name: string;
  faults: Fault[];
  /** The mail, counted as they arrive, whose 250 no worker hears; null for none. */
  fatalMail: number | null;
};

export type Told = Outcome & {
  /** How many things were told. */
  things: number;
  /** What was killed, when. */
  struck: string[];
  fatalMessageId: string | null;
};

export const tell = async (
  { name, faults, fatalMail }: Telling,
  where: { postgres: RecordsServer; folder: string; bundle: string },
): Promise<Told> => {
  let running: Production | null = null;
  let mails = 0;
  let things = 0;
  let fatalMessageId: string | null = null;
  const struck: string[] = [];

  const production = await startProduction({
    postgresUrl: where.postgres.url('postgres'),
    databaseUrl: await cloneMunicipality(where.postgres, name),
    engineDatabase: `engine_${name}`,
    folder: path.join(where.folder, name),
    bundle: where.bundle,
    beforeReply: ({ messageId }) => {
      mails += 1;
      if (mails === fatalMail) {
        fatalMessageId = messageId;
        struck.push(`${name}: worker before the 250 of mail ${mails}`);
        running?.worker.kill9();
      }
      return Promise.resolve('reply');
    },
  });
  running = production;
  try {
    let keys = 0;
    const world = openWorld(production.apiUrl, {
      key: () => `told-${String((keys += 1)).padStart(4, '0')}`,
      async meanwhile(said, body) {
        if (said === '/session') return;
        things += 1;
        const number = things;
        for (const fault of faults.filter(({ at }) => at === number)) {
          const what = said === '/rehearsal/clock' ? `${said} ${JSON.stringify(body)}` : said;
          struck.push(`${name}: ${fault.victim} ${fault.afterMs} ms after ${number}, ${what}`);
          await strike(production, fault);
        }
      },
    });
    await takeUpSchoolBySchool(world);
    const lives = await theLives(world);
    await live(world, lives, lastDay);
    const cases = lives.map(({ caseId }) => caseId);
    return { ...(await readOutcome(production.records.db, cases)), things, struck, fatalMessageId };
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
