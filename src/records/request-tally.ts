/** The counts that all `api`s share, kept by rate-limiter-flexible in a table of the records. */
import { CompiledQuery, type Kysely } from 'kysely';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from './schema.ts';

/** Counts `points` in a minute under a name. While the records are away each process counts for itself. */
export function sharedTally(db: Kysely<Database>, name: string, points: number): RateLimiterPostgres {
  const counted = { points, duration: 60, keyPrefix: name };
  return new RateLimiterPostgres({
    ...counted,
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) =>
        db.executeQuery(CompiledQuery.raw(text, values)),
    },
    storeType: 'pool',
    tableName: 'request_tally',
    tableCreated: true,
    // Whoever is over it is told so without a question to the records.
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: new RateLimiterMemory(counted),
  });
}
