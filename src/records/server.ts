/**
 * The records' own PostgreSQL: a real server in a data folder, on 127.0.0.1 only. In production the records are
 * somebody else's server (DATABASE_URL) and none of this runs.
 */
import { mkdir, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { tryPort } from '../ports.ts';
import { embeddedBinaries, majorVersion, type PostgresBinaries } from './server/binaries.ts';
import { RecordsServerError } from './server/error.ts';
import { dataFolderIn, initialise, readPassword } from './server/initialise.ts';
import { answersAs, findLeftOver, portIn, type RunningServer, stopServer } from './server/left-over.ts';
import { giveUpOwnership, takeOwnership } from './server/owner.ts';
import { host, launch } from './server/launch.ts';
import { runAsFor } from './server/run-as.ts';

export { RecordsServerError } from './server/error.ts';
export { embeddedBinaries, type PostgresBinaries } from './server/binaries.ts';

export type RecordsServerOptions = {
  /** Holds the data (`data/`), the password (0600), the log. Made if it isn't there. */
  folder: string;
  /** 0: any free one, or that of a server which a killed run left. */
  port: number;
  /** Defaults to npm's embedded one. */
  binaries?: PostgresBinaries;
  /** PostgreSQL settings on top of the usual, e.g. `{ fsync: 'off' }` for a test's throw-away data. */
  settings?: Record<string, string>;
};

export type RecordsServer = {
  port: number;
  pid: number;
  /** True when it was left running by a killed run and taken over. */
  takenOver: boolean;
  /** A `postgres://` URL with the password: never for a log. The database is made by `ensureDatabase`. */
  url(database: string): string;
  stop(): Promise<void>;
};

const adminUser = 'bryggan';

const urlWith = (password: string) => (port: number, database: string) =>
  `postgres://${adminUser}:${password}@${host}:${port}/${encodeURIComponent(database)}`;

/**
 * Starts the server, making its data on the first call. What a killed run left running is taken over when it has
 * the wanted port, and stopped otherwise.
 * @throws RecordsServerError with one line that says what is wrong and what to do
 */
export async function startRecordsServer(options: RecordsServerOptions): Promise<RecordsServer> {
  const folder = await makeFolder(options.folder);
  await takeOwnership(folder);
  try {
    return await startOwned(folder, options);
  } catch (error) {
    await giveUpOwnership(folder);
    throw error;
  }
}

async function startOwned(folder: string, options: RecordsServerOptions): Promise<RecordsServer> {
  const binaries = options.binaries ?? (await embeddedBinaries());
  const dataFolder = dataFolderIn(folder);
  const as = await runAsFor([binaries.postgres, dataFolder]);
  const durable = options.settings?.['fsync'] !== 'off';
  await initialise({ folder, binaries, as, adminUser, major: await majorVersion(binaries), durable });
  const password = await readPassword(folder);
  const urlAt = urlWith(password);
  const serve = (running: RunningServer, takenOver: boolean): RecordsServer => ({
    ...running,
    takenOver,
    url: (database) => urlAt(running.port, database),
    stop: async () => {
      await stopServer(running.pid);
      await giveUpOwnership(folder);
    },
  });

  const leftOver = await findLeftOver(dataFolder);
  if (leftOver !== null) {
    const portFits = options.port === 0 || options.port === leftOver.port;
    if (portFits && (await answersAs(urlAt(leftOver.port, 'postgres'), dataFolder)))
      return serve(leftOver, true);
    await stopServer(leftOver.pid);
  }
  const port = await portFor(options.port);
  const pid = await launch(
    { folder, dataFolder, binaries, as, port, settings: options.settings ?? {} },
    (at) => answersAs(urlAt(at, 'postgres'), dataFolder),
  );
  return serve({ pid, port }, false);
}

/**
 * The URL of the product's own database, where a server runs on this folder (as `npm start` keeps one); null where
 * none does. Starts and changes nothing.
 */
export async function runningRecordsUrl(folder: string): Promise<string | null> {
  const dataFolder = dataFolderIn(folder);
  const [password, port] = [await readPassword(folder).catch(() => null), await portIn(dataFolder)];
  if (password === null || port === null) return null;
  const url = urlWith(password)(port, 'bryggan');
  return (await answersAs(url, dataFolder)) ? url : null;
}

/** Makes a database unless it is there; returns whether it was made. `name` is the product's own choice. */
export async function ensureDatabase(server: RecordsServer, name: string): Promise<boolean> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return false;
    await client.query(`create database ${client.escapeIdentifier(name)}`);
    return true;
  } finally {
    await client.end();
  }
}

async function makeFolder(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true });
    const folder = await realpath(wanted);
    // Says whether files can be made here; a read-only file system isn't seen in the mode.
    await (await open(path.join(folder, 'postgres.log'), 'a', 0o600)).close();
    return folder;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new RecordsServerError(
      'unwritable',
      `The data folder ${wanted} can't be written to (${why}). Give this user the right to it, or choose another.`,
      { cause: error },
    );
  }
}

/** The wanted port if it's free, or any when 0. */
async function portFor(wanted: number): Promise<number> {
  const tried = await tryPort(wanted);
  if ('port' in tried) return tried.port;
  throw new RecordsServerError(
    'port-taken',
    `Port ${wanted} on ${host} is taken by another program (${tried.why}). Stop that one, or choose another port for the records.`,
  );
}
