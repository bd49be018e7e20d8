import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { connectRecords } from '../records/connect.ts';
import { migrate } from '../records/migrate.ts';
import { ensureDatabase, RecordsServerError, startRecordsServer } from '../records/server.ts';
import { findTemporal } from '../temporal/server/find.ts';
import { startTemporal } from '../temporal/server/start.ts';
import { workflowBundle } from './bundle.ts';
import { runChild } from './children.ts';
import { openDataFolder } from './data-folder.ts';
import { startInboxInto } from './inbox.ts';
import { keepRunning } from './keep-running.ts';
import { loadMunicipality } from './municipality.ts';
import { needPort } from './need-port.ts';
import { StartError, type Say } from './say.ts';

/** How long worker and API of a killed run may take to notice that and to finish what is under way. */
const childrenLeaveWithinMs = 15_000;

/** The project's own folder: where the sample, the pinned modules and the sources stand. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export type RunningBryggan = {
  apiUrl: string;
  temporal: { address: string; namespace: string };
  temporalUiUrl: string | null;
  timeSkipping: boolean;
  databaseUrl: string;
  pids: { worker: () => number | undefined; api: () => number | undefined; temporal: number };
  stop: () => Promise<void>;
};

/**
 * Starts all of it on loopback, in this order: records, engine, inbox, worker, API; on the first start it loads
 * the made-up municipality. What was started is stopped again when a later part fails.
 * Throws errors whose message is one line with what is wrong and what to do.
 */
export const startBryggan = async (
  config: Config,
  environment: NodeJS.ProcessEnv,
  say: Say,
  options: { throwAway?: boolean } = {},
): Promise<RunningBryggan> => {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.toReversed()) await one().catch((error: unknown) => say(oneLine(error)));
    stops.length = 0;
  };
  try {
    return await startParts(config, environment, say, stops, stop, options.throwAway === true);
  } catch (error) {
    await stop();
    throw error;
  }
};

const startParts = async (
  config: Config,
  environment: NodeJS.ProcessEnv,
  say: Say,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
  throwAway: boolean,
): Promise<RunningBryggan> => {
  const { local } = config;
  const folder = openDataFolder(local.dataDir);
  stops.push(async () => folder.release());
  const patienceMs = folder.leftByKilledRun ? childrenLeaveWithinMs : 0;
  await needPort(config.port, 'PORT', patienceMs);
  if (config.mail.smtpUrl === null) await needPort(local.smtpPort, 'BRYGGAN_SMTP_PORT', patienceMs);

  const databaseUrl =
    config.databaseUrl ??
    (await startOwnRecords(folder.records, { port: local.dbPort, throwAway }, stops, say));
  const records = connectRecords(databaseUrl);
  stops.push(() => records.close());
  const moved = await migrate(records.db);
  if (moved.length > 0) say(`records: ${moved.length} migrations run`);

  const binary = await findTemporal({
    setting: local.temporalCli,
    cacheFolder: path.join(projectFolder, '.cache'),
    modules: path.join(projectFolder, 'tools', 'temporal'),
    env: environment,
    say,
  });
  const engine = {
    binary,
    port: local.temporalPort,
    uiPort: local.temporalUiPort,
    dbFile: folder.temporalDb,
    pidFile: folder.temporalPid,
    namespace: config.temporal.namespace,
    searchAttributes: {},
    timeSkipping: true,
    throwAway,
    logFile: path.join(folder.logs, 'temporal.log'),
    say,
  };
  const kept = await keepRunning('engine', () => startTemporal(engine), say);
  stops.push(() => kept.stop());
  const temporal = kept.first;
  say(`engine: Temporal at ${temporal.address}${temporal.timeSkipping ? '' : ', without time skipping'}`);

  const smtpUrl = config.mail.smtpUrl ?? (await startOwnInbox(records.db, local.smtpPort, stops));

  await loadMunicipality(records.db, {
    folder: path.resolve(projectFolder, local.sampleDir),
    policy: local.policy,
    nowMs: Date.now(),
    say,
  });

  const bundle =
    config.workflowBundle ?? (await workflowBundle(projectFolder, path.join(projectFolder, '.cache')));
  const env = {
    ...environment,
    TZ: 'UTC',
    BRYGGAN_MODE: 'rehearsal',
    DATABASE_URL: databaseUrl,
    ...(config.keys.engine === null ? { BRYGGAN_ENGINE_KEYS_FILE: folder.engineKeys } : {}),
    ...(config.keys.record === null ? { BRYGGAN_RECORD_KEYS_FILE: folder.recordKeys } : {}),
    BRYGGAN_DESTRUCTION_LEDGER: config.destructionLedger ?? folder.destructionLedger,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: smtpUrl,
    PORT: String(config.port),
    HOST: config.host,
    PUBLIC_URL: config.publicUrl,
    BRYGGAN_WORKFLOW_BUNDLE: bundle,
  };
  const child = { env, logFolder: folder.logs, ready: /\bready\b/, readyWithinMs: 60_000, say };
  const apiFile = path.join(projectFolder, 'src', 'api', 'main.ts');
  const [worker, api] = await Promise.allSettled([
    runChild({ ...child, name: 'worker', file: path.join(projectFolder, 'worker.ts') }),
    runChild({ ...child, name: 'api', file: apiFile }),
  ]);
  for (const one of [worker, api]) if (one.status === 'fulfilled') stops.push(() => one.value.stop());
  if (worker.status === 'rejected') throw worker.reason;
  if (api.status === 'rejected') throw api.reason;

  return {
    apiUrl: `http://${config.host}:${config.port}`,
    temporal: { address: temporal.address, namespace: temporal.namespace },
    temporalUiUrl: temporal.uiPort === null ? null : `http://127.0.0.1:${temporal.uiPort}`,
    timeSkipping: temporal.timeSkipping,
    databaseUrl,
    pids: { worker: worker.value.pid, api: api.value.pid, temporal: temporal.pid },
    stop,
  };
};

/**
 * A rehearsal's clock makes a year of rows in a minute: statistics must follow as fast, or the planner takes a table for
 * as empty as it was, and what was replaced must go.
 */
const ownSettings = { autovacuum_naptime: '5s' };

const startOwnRecords = async (
  folder: string,
  { port, throwAway }: { port: number; throwAway: boolean },
  stops: (() => Promise<void>)[],
  say: Say,
): Promise<string> => {
  const settings: Record<string, string> = {
    ...ownSettings,
    ...(throwAway ? { fsync: 'off', synchronous_commit: 'off' } : {}),
  };
  const start = () => startRecordsServer({ folder, port, settings });
  const kept = await keepRunning('records', start, say).catch((error: unknown) => {
    const taken = error instanceof RecordsServerError && error.code === 'port-taken';
    throw taken ? new StartError(`${error.message} The setting is BRYGGAN_DB_PORT.`) : error;
  });
  stops.push(() => kept.stop());
  const server = kept.first;
  await ensureDatabase(server, 'bryggan');
  say(
    `records: PostgreSQL on port ${server.port}${server.takenOver ? ', taken over from a killed run' : ''}`,
  );
  return server.url('bryggan');
};

const startOwnInbox = async (
  db: Parameters<typeof startInboxInto>[0],
  port: number,
  stops: (() => Promise<void>)[],
): Promise<string> => {
  const inbox = await startInboxInto(db, port);
  stops.push(() => inbox.stop());
  return inbox.url;
};

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
