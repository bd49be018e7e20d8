/**
 * The worker: carries the cases and the mornings. Any number of them may run beside each other. Says
 * `worker: ready` on stdout when it takes tasks; SIGTERM or SIGINT lets what is under way finish.
 */
import { heartbeat, sleep } from '@temporalio/activity';
import { makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import type { Kysely } from 'kysely';
import { pino, type Logger } from 'pino';
import { createActivities } from './src/activities/index.ts';
import { createLoadCalendar } from './src/activities/load-calendar.ts';
import { domainTime } from './src/activities/mornings.ts';
import { readConfig, type Config } from './src/config.ts';
import { guardFetches } from './src/integrations/guarded-fetch.ts';
import { createSmtp, parseMailAddress } from './src/integrations/smtp.ts';
import { letGoOfParent, whenParentIsGone } from './src/parent.ts';
import { clockRecords } from './src/records/coming-moments.ts';
import { connectRecords } from './src/records/connect.ts';
import { migrate } from './src/records/migrate.ts';
import { applyLedgerAtStart } from './src/records/retention/open.ts';
import { readClock } from './src/records/rehearsal.ts';
import type { Database } from './src/records/schema.ts';
import { readMunicipality } from './src/records/settings.ts';
import { listSources } from './src/records/sources/sources.ts';
import { connectEngine, type Engine } from './src/temporal/client.ts';
import { keyRingOf } from './src/key-ring/ring.ts';
import { schoolDayWorkflowId, sourceWorkflowId, taskQueue } from './src/temporal/ids.ts';
import { absencePortOf } from './src/temporal/notice-absence.ts';
import { RehearsalClock } from './src/temporal/rehearsal-clock.ts';
import { ensureSchoolDay, tellAbsenceArrived } from './src/temporal/school-day.ts';
import { ensureSource } from './src/temporal/sources.ts';
import { type CaseHistories, createCaseHistories, deleteAgain } from './src/temporal/histories.ts';
import { createWorker } from './src/temporal/worker.ts';

const installRuntime = (log: Logger): void => {
  const tell = (level: 'debug' | 'error' | 'info' | 'trace' | 'warn', message: string, meta?: object) =>
    log[level](meta ?? {}, message);
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (level, message, meta) => tell(levelOf(level), message, meta),
      trace: (message, meta) => tell('trace', message, meta),
      debug: (message, meta) => tell('debug', message, meta),
      info: (message, meta) => tell('info', message, meta),
      warn: (message, meta) => tell('warn', message, meta),
      error: (message, meta) => tell('error', message, meta),
    },
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
  });
};

const levelOf = (level: string): 'debug' | 'error' | 'info' | 'trace' | 'warn' => {
  const lower = level.toLowerCase();
  return lower === 'debug' || lower === 'error' || lower === 'trace' || lower === 'warn' ? lower : 'info';
};

/** The municipality's mornings go on from wherever they are; a rehearsal's begin at its clock. */
const startMornings = async (engine: Engine, db: Kysely<Database>): Promise<void> => {
  const municipality = await readMunicipality(db);
  if (municipality === null) return;
  const clock = await readClock(db);
  await ensureSchoolDay(engine.client, {
    municipality: municipality.code,
    clockOffsetMs: clock === null ? 0 : clock.offsetMs + clock.skippedMs,
  });
};

/** Each source is read on, whoever set it. */
const startSources = async (engine: Engine, db: Kysely<Database>): Promise<void> => {
  const clock = await readClock(db);
  const clockOffsetMs = clock === null ? 0 : clock.offsetMs + clock.skippedMs;
  for (const { id } of await listSources(db))
    await ensureSource(engine.client, { sourceId: id, clockOffsetMs });
};

/** What it can't be told now stands in the records, and the API tells it later. */
const tellSchoolDay = async (
  config: Config,
  engine: Engine,
  db: Kysely<Database>,
  log: Logger,
): Promise<void> => {
  const municipality = await readMunicipality(db);
  if (municipality === null) return;
  const { mode } = config;
  const clock = mode === 'rehearsal' ? new RehearsalClock({ engine, records: clockRecords(db), mode }) : null;
  await tellAbsenceArrived(engine.client, municipality.code, clock).catch((error: unknown) =>
    log.warn({ error: String(error) }, 'the school day is still to hear of absence that came in'),
  );
};

/** What a restored backup of the records, or of the engine, has brought back. */
const destroyAgain = async (
  config: Config,
  db: Kysely<Database>,
  histories: CaseHistories,
  log: Logger,
): Promise<void> => {
  const { entries, again } = await applyLedgerAtStart(db, config);
  const caseIds = entries.flatMap((entry) =>
    entry.what === 'begun' ? entry.cases.map(({ caseId }) => caseId) : [],
  );
  const inEngine = await deleteAgain(histories, caseIds);
  if (again + inEngine > 0)
    log.warn(
      { records: again, histories: inEngine },
      'cases that a backup had brought back were destroyed again',
    );
};

const run = async (config: Config, log: Logger): Promise<void> => {
  if (config.databaseUrl === null) throw new Error('DATABASE_URL is needed: where the records are.');
  if (config.mail.smtpUrl === null) throw new Error('SMTP_URL is needed: where mail is handed in.');
  for (const name of config.net.inTheClear) log.warn(`${name}: what goes that way is not encrypted`);
  if (config.net.privateHosts !== null) guardFetches(config.net.privateHosts);
  const keys = keyRingOf('engine', config);
  installRuntime(log);
  const records = connectRecords(config.databaseUrl, {
    keys: keyRingOf('record', config),
    onIdleError: (error) => log.warn({ error: error.message }, 'a connection to the records broke'),
  });
  await migrate(records.db);
  const smtp = createSmtp({ url: config.mail.smtpUrl, tls: config.mail.tls });
  const connection = await NativeConnection.connect({
    address: config.temporal.address,
    tls: config.temporal.tls,
  });
  const engine = await connectEngine({ ...config.temporal, keys });
  const histories = createCaseHistories(engine.client);
  try {
    await destroyAgain(config, records.db, histories, log);
    const worker = await createWorker({
      connection,
      namespace: config.temporal.namespace,
      taskQueue,
      keys,
      bundle: config.workflowBundle,
      maxCachedCases: config.maxCachedCases,
      activities: createActivities({
        db: records.db,
        smtp,
        from: parseMailAddress(config.mail.from),
        publicUrl: config.publicUrl,
        language: 'sv',
        now: domainTime(records.db),
        progress: heartbeat,
        schoolDayWorkflowId,
        sources: {
          secretOf: config.sourceSecret,
          pause: sleep,
          alive: heartbeat,
          sourceWorkflowId,
          absenceArrived: () => tellSchoolDay(config, engine, records.db, log),
        },
        destruction: { ledger: config.destructionLedger, histories },
        absence: absencePortOf({
          db: records.db,
          engine,
          mode: config.mode,
          now: domainTime(records.db),
          calendarOf: createLoadCalendar({ db: records.db, now: domainTime(records.db) }),
        }),
      }),
    });
    const stop = () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    await startMornings(engine, records.db);
    await startSources(engine, records.db);
    const running = worker.run();
    // Started by another process of ours, it doesn't outlive it.
    whenParentIsGone(stop);
    process.stdout.write(`worker: ready (process ${process.pid}, namespace ${config.temporal.namespace})\n`);
    await running;
  } finally {
    await connection.close();
    await engine.close();
    smtp.close();
    await records.close();
    letGoOfParent();
  }
};

try {
  const config = readConfig();
  const log = pino({ name: 'worker', level: config.logLevel }, pino.destination(2));
  await run(config, log);
} catch (error) {
  process.stderr.write(`worker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
