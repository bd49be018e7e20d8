/** A database of its own for a test file: empty, migrated, copied in some 50 ms. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { Client } from 'pg';
import { inject } from 'vitest';
import { connectRecords } from '../../src/records/connect.ts';
import type { Database } from '../../src/records/schema.ts';
import { templateName } from './postgres.ts';
import { recordKeys } from './record-keys.ts';

export type FreshDatabase = {
  db: Kysely<Database>;
  /** For processes that connect by themselves. */
  url: string;
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
};

/** Makes a database on the run's server, or on the server at `serverUrl`. */
export async function freshDatabase(serverUrl: string = inject('databaseUrl')): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${templateName}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const { db, close } = connectRecords(url.href, { keys: recordKeys });
  return {
    db,
    url: url.href,
    drop: async () => {
      await close();
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, command: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}
