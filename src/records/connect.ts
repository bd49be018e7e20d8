/** The way into the records: a pool of connections with the types that schema.ts promises. */
import { Kysely, PostgresDialect, Transaction } from 'kysely';
import { Pool, TypeOverrides } from 'pg';
import type { KeyRing } from '../key-ring/ring.ts';
import type { Database } from './schema.ts';
import { carryRing } from './vault.ts';

/** What every repository takes first: the database, or a transaction on it. */
export type Db = Kysely<Database> | Transaction<Database>;

export type Records = {
  db: Kysely<Database>;
  /** Waits for running queries, then closes all connections. */
  close(): Promise<void>;
};

/** `date`: a local date is text and never an instant. */
const dateOid = 1082;

/**
 * Opens the records at a `postgres://` URL. Connects on first use. A connection that breaks while idle is
 * replaced by the pool; `onIdleError` is told, so that it can be logged. With `keys`, stories and documents are sealed
 * (`vault.ts`).
 */
export function connectRecords(
  url: string,
  options: { maxConnections?: number; onIdleError?: (error: Error) => void; keys?: KeyRing | null } = {},
): Records {
  const types = new TypeOverrides();
  types.setTypeParser(dateOid, (text) => text);
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    types,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'bryggan',
  });
  // Without a listener a server that goes away would end the process.
  pool.on('error', (error) => options.onIdleError?.(error));
  // The same of one that is held while nothing is asked, as between two batches of an import: its next query fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const plugins = options.keys == null ? [] : [carryRing(options.keys)];
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins });
  return { db, close: () => db.destroy() };
}

/**
 * Runs `work` in a transaction: a new one, or the caller's own when `db` is one already, so that repository
 * functions can be joined into one.
 */
export function inTransaction<T>(db: Db, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db instanceof Transaction ? work(db) : db.transaction().execute(work);
}
