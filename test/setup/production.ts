/** The compose file's processes on one machine: Postgres, the engine's cluster, worker, API and an SMTP inbox. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startInbox, type ReceivedMail } from '../../src/integrations/inbox.ts';
import { connectRecords, type Records } from '../../src/records/connect.ts';
import { saveReceived } from '../../src/records/inbox.ts';
import { type Child, runChild } from '../../src/start/children.ts';
import { recordKeys, recordKeysText } from './record-keys.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { aFreePort } from './port-base.ts';

const project = path.resolve(import.meta.dirname, '..', '..');

export type Production = {
  apiUrl: string;
  records: Records;
  cluster: Cluster;
  worker: Killable;
  api: Killable;
  stop(): Promise<void>;
};

/** A process that is started again when it ends, as a container is. */
export type Killable = { pid(): number | undefined; kill9(): void };

export type ProductionOptions = {
  /** The Postgres on which the cluster makes its databases. */
  postgresUrl: string;
  /** Records with a municipality in them. */
  databaseUrl: string;
  /** What the cluster's databases are called. */
  engineDatabase: string;
  /** For settings and logs. */
  folder: string;
  /** A workflow bundle. */
  bundle: string;
  /** Called when the inbox has stored a mail and hasn't said 250 yet. */
  beforeReply?: (mail: ReceivedMail) => Promise<'reply' | 'drop'>;
};

/** Starts them in the order in which they need each other; what was started is stopped again when one fails. */
export const startProduction = async (options: ProductionOptions): Promise<Production> => {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    return { ...(await startParts(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startParts = async (
  options: ProductionOptions,
  stops: (() => Promise<void>)[],
): Promise<Omit<Production, 'stop'>> => {
  const { folder, databaseUrl } = options;
  await mkdir(folder, { recursive: true });
  const records = connectRecords(databaseUrl, { keys: recordKeys });
  stops.push(() => records.close());
  const cluster = await startCluster(
    options.postgresUrl,
    path.join(folder, 'engine'),
    options.engineDatabase,
  );
  stops.push(() => cluster.stop());
  const inbox = await startInbox({
    port: 0,
    store: ({ to, date, ...mail }) => saveReceived(records.db, { ...mail, toAddress: to, receivedAt: date }),
    behaviour: options.beforeReply ? { beforeReply: options.beforeReply } : {},
  });
  stops.push(() => inbox.close());

  const port = await aFreePort();
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: 'UTC',
    BRYGGAN_MODE: 'rehearsal',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: cluster.address,
    TEMPORAL_NAMESPACE: 'ovning',
    SMTP_URL: inbox.url,
    PORT: String(port),
    PUBLIC_URL: 'https://bryggan.example',
    BRYGGAN_WORKFLOW_BUNDLE: options.bundle,
    BRYGGAN_RECORD_KEYS: recordKeysText,
  };
  const run = (name: 'worker' | 'api', file: string) =>
    runChild({
      name,
      file: path.join(project, file),
      env,
      logFolder: folder,
      ready: /\bready\b/,
      readyWithinMs: 60_000,
      say: () => undefined,
    });
  const worker = await run('worker', 'worker.ts');
  stops.push(() => worker.stop());
  const api = await run('api', path.join('src', 'api', 'main.ts'));
  stops.push(() => api.stop());

  return {
    apiUrl: `http://127.0.0.1:${port}`,
    records,
    cluster,
    worker: killable(worker),
    api: killable(api),
  };
};

const killable = ({ pid }: Child): Killable => ({
  pid,
  kill9() {
    const running = pid();
    if (running === undefined) return;
    try {
      process.kill(running, 'SIGKILL');
    } catch {
      // It is dead already and about to be started again.
    }
  },
});
