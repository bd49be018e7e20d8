/** The API as a process: reads the settings, connects, listens, and leaves in order. */
import type { Server } from 'node:http';
import { pino } from 'pino';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { instant } from '../domain/time.ts';
import { guardFetches } from '../integrations/guarded-fetch.ts';
import { createOidc } from '../integrations/oidc.ts';
import { createSaml } from '../integrations/saml.ts';
import { readIdpMetadata } from '../integrations/saml-metadata.ts';
import { whenParentIsGone } from '../parent.ts';
import { clockRecords } from '../records/coming-moments.ts';
import { connectRecords } from '../records/connect.ts';
import { migrate } from '../records/migrate.ts';
import { applyLedgerAtStart } from '../records/retention/open.ts';
import { claimMode } from '../records/settings.ts';
import { createCaseEngine } from '../temporal/case-engine.ts';
import { connectEngine } from '../temporal/client.ts';
import { keyRingOf } from '../key-ring/ring.ts';
import { RehearsalClock } from '../temporal/rehearsal-clock.ts';
import { createDestructionEngine } from '../temporal/destructions.ts';
import { createSourceEngine } from '../temporal/sources.ts';
import { createApp } from './app.ts';
import { createAbsenceNews } from './absence-news.ts';
import type { FamilyProvider, SamlProvider, SignIn, StaffProvider } from './deps.ts';
import { createLimits } from './limits.ts';
import { listen } from './listen.ts';
import { createDestructions } from './destructions.ts';
import { createMailNews } from './mail-news.ts';
import { createPupilNews } from './pupil-news.ts';
import { registerNow } from './registering.ts';
import { sealKept, sealLog } from './sealing.ts';
import { createPayloadCodec } from '../temporal/payload-codec.ts';
import { createStatisticsKeeper } from './statistics/keep.ts';
import { watchImports } from './watch-imports.ts';

/** How often a rehearsal lives the moments that real time has reached. */
const settleEveryMs = 10_000;

/** How soon a case hears of its pupil when whoever imported could not tell it. */
const newsEveryMs = 60_000;

/** How often the log of reads is sealed. */
const sealEveryMs = 60_000;

/** How soon statistics follow what has happened; a rehearsal's half-year passes in a minute. */
const keepEveryMs = { rehearsal: 5_000, live: 60_000 };

/** Requests under way get so long to finish when the process is told to stop. */
const leaveWithinMs = 10_000;

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel, base: { process: 'api' } });
  if (config.databaseUrl === null) throw new ConfigError('Settings to mend: DATABASE_URL: name the records');
  for (const name of config.net.inTheClear) log.warn(`${name}: what goes that way is not encrypted`);
  if (config.net.privateHosts !== null) guardFetches(config.net.privateHosts);
  const keys = keyRingOf('engine', config);
  const records = connectRecords(config.databaseUrl, {
    keys: keyRingOf('record', config),
    onIdleError: (error) => log.warn({ err: error }, 'a connection to the records broke'),
  });
  await migrate(records.db);
  await refuseOtherMode(records.db, config.mode);
  const { again } = await applyLedgerAtStart(records.db, config);
  if (again > 0) log.warn({ cases: again }, 'cases that a backup had brought back were destroyed again');
  const engine = await connectEngine({ ...config.temporal, keys }, { lazy: true });
  const clock =
    config.mode === 'rehearsal'
      ? new RehearsalClock({ engine, records: clockRecords(records.db), mode: config.mode })
      : null;
  const caseEngine = createCaseEngine(engine.client, { clock });
  const pupilNews = createPupilNews({ db: records.db, caseEngine, log });
  const now = () => clock?.now() ?? Promise.resolve(instant(Date.now()));
  const absenceNews = createAbsenceNews({ db: records.db, client: engine.client, clock, log });
  const mailNews = createMailNews({ db: records.db, client: engine.client, clock, log });
  const destructions = createDestructions({
    db: records.db,
    engine: createDestructionEngine(engine.client),
    hasLedger: config.destructionLedger !== null,
    log,
  });
  const app = createApp({
    db: records.db,
    caseEngine,
    pupilNews,
    absenceNews,
    mailNews,
    sources: createSourceEngine(engine.client, { clock }),
    destructions,
    clock,
    mode: config.mode,
    signIn: signInOf(config, log),
    publicUrl: config.publicUrl,
    log,
    now,
    emergencyHours: config.emergencyHours,
    uploadLimitBytes: config.uploadLimitBytes,
    codec:
      config.codecOrigin === null || keys === null
        ? null
        : {
            origin: config.codecOrigin,
            namespace: config.temporal.namespace,
            payloads: createPayloadCodec(keys),
          },
    limits: createLimits(records.db, config.net.limits),
    proxies: config.net.proxies,
    securityContacts: config.net.securityContacts,
    running: new Map(),
  });

  const server = await listen(app, { port: config.port, host: config.host });
  void sealKept(records.db, log);
  const settling = clock === null ? null : settleNowAndThen(clock, log);
  const statistics = createStatisticsKeeper({ db: records.db, now, log });
  const telling = setInterval(() => {
    void pupilNews.tell();
    void absenceNews.again();
    void mailNews.tell();
    void registerNow(records.db, log);
    void destructions.goOn();
  }, newsEveryMs);
  const keeping = setInterval(() => void statistics.keep(), keepEveryMs[config.mode]);
  void pupilNews.tell();
  void destructions.goOn();
  const sealing = setInterval(() => void sealLog(records.db, log), sealEveryMs);
  void statistics.keep();
  const watching = await watchImports(config.watched, { db: records.db, log, now, pupilNews, absenceNews });
  console.log(`ready: API at http://${config.host}:${portOf(server)} (${config.mode})`);

  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    clearInterval(settling ?? undefined);
    clearInterval(telling);
    clearInterval(sealing);
    clearInterval(keeping);
    statistics.stop();
    const hurry = setTimeout(() => server.closeAllConnections(), leaveWithinMs);
    server.close(() => {
      clearTimeout(hurry);
      void Promise.allSettled([engine.close(), records.close(), watching?.stop()]).then(() =>
        process.exit(0),
      );
    });
    server.closeIdleConnections();
  };
  process.once('SIGTERM', leave);
  process.once('SIGINT', leave);
  // Started by another process of ours, it doesn't outlive it.
  whenParentIsGone(leave);
}

/** The providers are asked at the first sign-in: their being away keeps nobody's API from starting. */
function signInOf({ mode, signIn, publicUrl }: Config, log: pino.Logger): SignIn {
  const { limits, strongAcr, oidc, saml, family } = signIn;
  if (mode === 'live' && oidc === null && saml === null) {
    log.warn('no staff can sign in: set BRYGGAN_OIDC_ISSUER, or BRYGGAN_SAML_IDP_METADATA_FILE');
  }
  const maxAgeSeconds = Math.round(limits.longestMs / 1000);
  return {
    limits,
    strongAcr,
    oidc: oidc === null ? null : staffProvider(oidc, { strongAcr, maxAgeSeconds }),
    saml: saml === null ? null : samlProvider(saml, { strongAcr, publicUrl }),
    family: family === null ? null : familyProvider(family, maxAgeSeconds),
  };
}

function staffProvider(
  { person, roles, ...settings }: NonNullable<Config['signIn']['oidc']>,
  how: { strongAcr: readonly string[]; maxAgeSeconds: number },
): StaffProvider {
  return { person, roles, provider: createOidc({ ...settings, ...how, demandedAcr: [] }) };
}

function samlProvider(
  { metadata, idpEntityId, entityId, personAttribute }: NonNullable<Config['signIn']['saml']>,
  { strongAcr, publicUrl }: { strongAcr: readonly string[]; publicUrl: string },
): SamlProvider {
  const at = `${publicUrl}/sign-in/saml`;
  const idp = idpOf(metadata, idpEntityId);
  const settings = { entityId: entityId ?? `${at}/metadata`, acsUrl: `${at}/acs`, idp, strongAcr };
  return { idp: createSaml(settings), personAttribute };
}

function idpOf(metadata: string, entityId: string | null): ReturnType<typeof readIdpMetadata> {
  try {
    return readIdpMetadata(metadata, entityId);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`Settings to mend: BRYGGAN_SAML_IDP_METADATA_FILE: ${why}`);
  }
}

function familyProvider(
  { numberClaim, acr, ...settings }: NonNullable<Config['signIn']['family']>,
  maxAgeSeconds: number,
): FamilyProvider {
  const provider = createOidc({ ...settings, strongAcr: [], demandedAcr: acr, maxAgeSeconds });
  return { provider, numberClaim, acr };
}

function portOf(server: Server): number | string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : String(address);
}

/** A live API never opens a rehearsal's records, nor the reverse: in a rehearsal anybody signs in as anybody. */
async function refuseOtherMode(
  db: ReturnType<typeof connectRecords>['db'],
  mode: 'rehearsal' | 'live',
): Promise<void> {
  const theirs = await claimMode(db, mode);
  if (theirs !== mode) {
    throw new ConfigError(
      `BRYGGAN_MODE is ${mode}, but the records of DATABASE_URL are ${modeWords[theirs]}`,
    );
  }
}

const modeWords = { live: 'those of a live municipality', rehearsal: "a rehearsal's" };

function settleNowAndThen(clock: RehearsalClock, log: pino.Logger): NodeJS.Timeout {
  let busy = false;
  return setInterval(() => {
    if (busy) return;
    busy = true;
    clock
      .settle()
      .catch((error: unknown) => log.warn({ err: error }, 'the rehearsal could not catch up with its time'))
      .finally(() => {
        busy = false;
      });
  }, settleEveryMs);
}

try {
  await start(readConfig());
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  console.error(taken ? `${message}: the port is taken; set PORT to another one` : message);
  process.exitCode = 1;
  process.exit();
}
