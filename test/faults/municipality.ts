/** One loaded municipality, copied for each telling of a story so that people have the same ids in all of them. */
import pg from 'pg';
import { connectRecords } from '../../src/records/connect.ts';
import { recordKeys } from '../setup/record-keys.ts';
import { migrate } from '../../src/records/migrate.ts';
import { readClock, writeClock } from '../../src/records/rehearsal.ts';
import { ensureDatabase, type RecordsServer, startRecordsServer } from '../../src/records/server.ts';
import { loadMunicipality } from '../../src/start/municipality.ts';
import { installedPostgres } from '../setup/installed-postgres.ts';

const loaded = 'loaded';
const project = new URL('../..', import.meta.url).pathname;

/** Monday 2026-08-17, 06:00 in Sweden. */
const begins = Date.parse('2026-08-17T04:00:00Z');

/** The machine's PostgreSQL 15 with the sample in it. */
export const startLoadedPostgres = async (folder: string): Promise<RecordsServer> => {
  const server = await startRecordsServer({
    folder,
    port: 0,
    binaries: await installedPostgres(15),
    // Each of a cluster's four services has pools of its own.
    settings: { max_connections: '500' },
  });
  await ensureDatabase(server, loaded);
  const { db, close } = connectRecords(server.url(loaded));
  try {
    await migrate(db);
    const say = () => undefined;
    await loadMunicipality(db, { folder: `${project}sample`, policy: 'uppsala', nowMs: Date.now(), say });
  } finally {
    await close();
  }
  return server;
};

/** A copy whose clock begins now at the rehearsal's first moment; gives its URL. */
export const cloneMunicipality = async (server: RecordsServer, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)} template ${loaded}`);
  await client.end();
  const url = server.url(name);
  const { db, close } = connectRecords(url, { keys: recordKeys });
  try {
    if ((await readClock(db)) === null) throw new Error('The municipality was loaded without a clock.');
    await writeClock(db, { offsetMs: begins - Date.now(), skippedMs: 0 });
  } finally {
    await close();
  }
  return url;
};
