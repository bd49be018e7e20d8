/** Tells the school day that absence came in, so that it is looked at the same day. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { areArrivalsSeen, unseenArrivals } from '../records/school-day/standings.ts';
import type { Database } from '../records/schema.ts';
import { readMunicipality } from '../records/settings.ts';
import type { RehearsalClock } from '../temporal/rehearsal-clock.ts';
import { tellAbsenceArrived } from '../temporal/school-day.ts';

export type AbsenceNews = {
  /**
   * Absence has come in, as whoever brought it has noted. Answers when a look has seen it, or after a few seconds all
   * the same: the look goes on by itself. Never throws; whatever the engine couldn't be told now is told by `again`.
   */
  arrived(): Promise<void>;
  /** Tells of what came in and hasn't been looked at: now and then, and after an outage. Never throws. */
  again(): Promise<void>;
};

/** How long the answer to an import waits for the look. */
const patienceMs = 4_000;
const askEveryMs = 40;

export function createAbsenceNews(deps: {
  db: Kysely<Database>;
  client: Client;
  clock: Pick<RehearsalClock, 'bringUpWorkflow'> | null;
  log: Logger;
}): AbsenceNews {
  const { db, client, clock, log } = deps;

  const tell = async (): Promise<boolean> => {
    const municipality = await readMunicipality(db);
    return municipality !== null && tellAbsenceArrived(client, municipality.code, clock);
  };

  const orLeave = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      log.warn({ err: error }, 'absence that came in is still to be looked at');
    });

  return {
    arrived: () => orLeave(arrive()),
    again: () =>
      orLeave(
        unseenArrivals(db).then(async (waiting) => {
          if (waiting.length > 0) await tell();
        }),
      ),
  };

  async function arrive(): Promise<void> {
    const arrivals = await unseenArrivals(db);
    if (arrivals.length === 0 || !(await tell())) return;
    const until = Date.now() + patienceMs;
    while (Date.now() < until && !(await areArrivalsSeen(db, arrivals))) {
      await wait(askEveryMs);
    }
  }
}
