/** Carries decisions of destruction to the engine, at once and until each has its certificate. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { destructionsUnderWay } from '../records/retention/decisions.ts';
import type { Database } from '../records/schema.ts';
import type { DestructionEngine } from '../temporal/destructions.ts';

export type Destructions = {
  /** Whether there is a ledger: nothing is destroyed without. */
  hasLedger: boolean;
  countRuns: DestructionEngine['countRuns'];
  /**
   * Starts what was decided and isn't certified: at once, now and then, and after an outage. Never throws; whatever the
   * engine couldn't be told now is told the next time.
   */
  goOn(): Promise<void>;
};

export const createDestructions = (deps: {
  db: Kysely<Database>;
  engine: DestructionEngine;
  hasLedger: boolean;
  log: Logger;
}): Destructions => ({
  hasLedger: deps.hasLedger,
  countRuns: deps.engine.countRuns,
  async goOn() {
    try {
      for (const id of await destructionsUnderWay(deps.db)) await deps.engine.start(id);
    } catch (error) {
      deps.log.warn({ err: error }, 'a decided destruction is still to be carried out');
    }
  },
});
