/** Tells the school day that mail waits which no case sends: a poll's, one about an emergency access. What it is stands in the records. */
import type { Client } from '@temporalio/client';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { emergencyMailWaits } from '../records/emergency-access.ts';
import { pollMailWaits } from '../records/polls/mails.ts';
import type { Database } from '../records/schema.ts';
import { readMunicipality } from '../records/settings.ts';
import type { RehearsalClock } from '../temporal/rehearsal-clock.ts';
import { tellMailWaits } from '../temporal/school-day.ts';

export type MailNews = {
  /**
   * Mail waits, as the records say: at once, now and then, and after an outage. Never throws; whatever the engine
   * couldn't be told now is told the next time.
   */
  tell(): Promise<void>;
};

export const createMailNews = (deps: {
  db: Kysely<Database>;
  client: Client;
  clock: Pick<RehearsalClock, 'bringUpWorkflow'> | null;
  log: Logger;
}): MailNews => ({
  async tell() {
    const { db, client, clock, log } = deps;
    try {
      if (!(await pollMailWaits(db)) && !(await emergencyMailWaits(db))) return;
      const municipality = await readMunicipality(db);
      if (municipality !== null) await tellMailWaits(client, municipality.code, clock);
    } catch (error) {
      log.warn({ err: error }, 'mail of a poll or an emergency access is still to be sent');
    }
  },
});
