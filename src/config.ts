/**
 * The only reader of the environment. Each setting: name, default, unit, effect. Entry points call `readConfig`
 * and hand the values down. A setting that is wrong is told by name, with what it should be.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { netSettings, readNet, type NetConfig } from './config-net.ts';
import { readSignIn, signInSettings, type SignInConfig } from './config-sign-in.ts';

const liveNamespace = 'live';
const rehearsalNamespace = 'ovning';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  /** `rehearsal`: made-up people, a clock that can be moved, sign-in by choosing a person. Else `live`. */
  BRYGGAN_MODE: z.enum(['live', 'rehearsal']).default('live'),
  /** Where the API listens. Anything but loopback must be asked for. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  /** The address that links in mails begin with; default `http://localhost:<PORT>`. */
  PUBLIC_URL: z.url().optional(),
  /** Postgres 15 or newer. `npm start` runs an embedded one when this is not set. */
  DATABASE_URL: z.string().min(1).optional(),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  /** Default: `live`, or `ovning` in a rehearsal. */
  TEMPORAL_NAMESPACE: z.string().min(1).optional(),
  /**
   * The ring that encrypts what the engine keeps: `<name>:<32 random bytes in base64>` by comma or line, the encrypting
   * key first. Needed when live; `npm start` makes one in its data folder.
   */
  BRYGGAN_ENGINE_KEYS: z.string().min(1).optional(),
  /** A file with the ring, instead. */
  BRYGGAN_ENGINE_KEYS_FILE: z.string().min(1).optional(),
  /** The ring that wraps each case's own key, which encrypts its stories and documents in the records; as above. */
  BRYGGAN_RECORD_KEYS: z.string().min(1).optional(),
  BRYGGAN_RECORD_KEYS_FILE: z.string().min(1).optional(),
  /**
   * The file in which destructions are written, apart from what is backed up: what a restored backup brings back is
   * destroyed again by it. Needed when live; `npm start` keeps one in its data folder.
   */
  BRYGGAN_DESTRUCTION_LEDGER: z.string().min(1).optional(),
  /** The engine's own pages, which may then ask the API what is encrypted there: scheme, host and port. Off when not set. */
  BRYGGAN_CODEC_ORIGIN: z.url().optional(),
  /** `smtp://user:password@host:587`. In a rehearsal the built-in inbox is used when this is not set. */
  SMTP_URL: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).default('bryggan@kommun.example'),
  ...signInSettings,
  ...netSettings,
  /** How many hours an emergency access lasts. */
  BRYGGAN_EMERGENCY_HOURS: z.coerce.number().int().min(1).max(24).default(4),
  /** The largest file that is received as a scan or paper, in MB (of 1024 kB). */
  BRYGGAN_UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(100).default(10),
  /** Log lines below this level are left out. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** Cases that the worker keeps in memory, at most; about 255 KiB each. */
  BRYGGAN_MAX_CACHED_CASES: z.coerce.number().int().min(1).default(500),
  /** A prebuilt workflow bundle; without it the worker builds its own at start. */
  BRYGGAN_WORKFLOW_BUNDLE: z.string().min(1).optional(),
  /** Files put here are imported by themselves; none is watched when this isn't set. */
  BRYGGAN_IMPORT_FOLDER: z.string().min(1).optional(),
  /** What a bad row does to its file there: `good-rows` takes in the others, `all-or-nothing` refuses the file. */
  BRYGGAN_IMPORT_MODE: z.enum(['good-rows', 'all-or-nothing']).default('good-rows'),

  // For `npm start` alone.
  /** The one folder with everything that lasts. */
  BRYGGAN_DATA_DIR: z.string().min(1).default('.bryggan'),
  BRYGGAN_DB_PORT: port.default(5439),
  BRYGGAN_TEMPORAL_PORT: port.default(7233),
  BRYGGAN_TEMPORAL_UI_PORT: port.default(8233),
  BRYGGAN_SMTP_PORT: port.default(2525),
  /** A `temporal` binary (CLI with server 1.32 or newer) to use before any other. */
  TEMPORAL_CLI: z.string().min(1).optional(),
  /** The folder with the municipality that is loaded at the first start. */
  BRYGGAN_SAMPLE_DIR: z.string().min(1).default('sample'),
  /** The way of working that a new municipality begins with: `uppsala` or `dals-ed`. */
  BRYGGAN_POLICY: z.enum(['uppsala', 'dals-ed']).default('uppsala'),
});

export type Config = {
  mode: 'live' | 'rehearsal';
  host: string;
  port: number;
  publicUrl: string;
  databaseUrl: string | null;
  temporal: { address: string; namespace: string; tls: NetConfig['engineTls'] };
  /** Each ring's text, for `parseKeyRing`; null only in a rehearsal. */
  keys: { engine: string | null; record: string | null };
  /** Null only in a rehearsal: nothing can be destroyed then. */
  destructionLedger: string | null;
  /** The origin of the engine's own pages; null: they are told nothing. */
  codecOrigin: string | null;
  mail: { smtpUrl: string | null; from: string; tls: NetConfig['smtpTls'] };
  net: Omit<NetConfig, 'engineTls' | 'smtpTls'>;
  signIn: SignInConfig;
  emergencyHours: number;
  /** The largest file that is received as a scan or paper. */
  uploadLimitBytes: number;
  logLevel: string;
  maxCachedCases: number;
  /**
   * The secret of a source that is read over the net: `BRYGGAN_SOURCE_<ref>_SECRET`, or what stands in the file that
   * `BRYGGAN_SOURCE_<ref>_SECRET_FILE` names; null when neither is set. Read when asked, so that it can be changed.
   * `hosts`, `BRYGGAN_SOURCE_<ref>_HOST`, are those that it may be sent to, by comma or space.
   */
  sourceSecret(ref: string): { secret: string; hosts: string[] } | null;
  workflowBundle: string | null;
  /** Null: no folder is watched. */
  watched: { folder: string; mode: 'good-rows' | 'all-or-nothing' } | null;
  local: {
    dataDir: string;
    dbPort: number;
    temporalPort: number;
    temporalUiPort: number;
    smtpPort: number;
    temporalCli: string | null;
    sampleDir: string;
    policy: 'uppsala' | 'dals-ed';
  };
};

/** The settings are wrong: the message names each one and what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** What a setting holds, or the file that `<name>_FILE` names; null when neither is set. */
const readSecret = (given: Record<string, string | undefined>, name: string): string | null => {
  const file = given[`${name}_FILE`];
  return given[name] ?? (file === undefined ? null : readFileSync(file, 'utf8').trim());
};

const sourceSecret = (
  given: Record<string, string | undefined>,
  ref: string,
): ReturnType<Config['sourceSecret']> => {
  const name = `BRYGGAN_SOURCE_${ref}`;
  const secret = readSecret(given, `${name}_SECRET`);
  const hosts = (given[`${name}_HOST`] ?? '').split(/[\s,]+/).filter((host) => host !== '');
  return secret === null ? null : { secret, hosts };
};

/** A file that a setting names; throws a ConfigError when it can't be read. */
const needFile = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`Settings to mend: ${setting}: ${why}`);
  }
};

/** The same; throws a ConfigError when the file can't be read. */
const needSecret = (given: Record<string, string | undefined>, name: string): string | null => {
  try {
    return readSecret(given, name);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`Settings to mend: ${name}_FILE: ${why}`);
  }
};

/** What a part of the settings says; what it complains of is a setting to mend. */
const part = <T>(readPart: () => T): T => {
  try {
    return readPart();
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof Error)) throw error;
    throw new ConfigError(`Settings to mend: ${error.message}`);
  }
};

/** Reads and checks the environment. Throws ConfigError. An empty value counts as not set. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Settings to mend: ${lines.join('; ')}`);
  }
  const env = read.data;
  // In a rehearsal anybody is anybody.
  if (env.BRYGGAN_MODE === 'rehearsal' && env.TEMPORAL_NAMESPACE === liveNamespace) {
    throw new ConfigError(
      'Settings to mend: BRYGGAN_MODE is rehearsal, where anybody signs in as anybody, and TEMPORAL_NAMESPACE is ' +
        `${liveNamespace}: give a rehearsal another namespace, such as ${rehearsalNamespace}`,
    );
  }
  const { engineTls, smtpTls, ...net } = part(() =>
    readNet(env, env.BRYGGAN_MODE, {
      databaseUrl: env.DATABASE_URL,
      temporalAddress: env.TEMPORAL_ADDRESS,
      smtpUrl: env.SMTP_URL,
    }),
  );
  return {
    mode: env.BRYGGAN_MODE,
    host: env.HOST,
    port: env.PORT,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL ?? null,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE ?? (env.BRYGGAN_MODE === 'live' ? liveNamespace : rehearsalNamespace),
      tls: engineTls,
    },
    keys: {
      engine: needSecret(given, 'BRYGGAN_ENGINE_KEYS'),
      record: needSecret(given, 'BRYGGAN_RECORD_KEYS'),
    },
    destructionLedger: env.BRYGGAN_DESTRUCTION_LEDGER ?? null,
    codecOrigin: env.BRYGGAN_CODEC_ORIGIN === undefined ? null : new URL(env.BRYGGAN_CODEC_ORIGIN).origin,
    mail: { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM, tls: smtpTls },
    net,
    signIn: part(() => readSignIn(env, env.BRYGGAN_MODE, (setting) => needSecret(given, setting), needFile)),
    emergencyHours: env.BRYGGAN_EMERGENCY_HOURS,
    uploadLimitBytes: env.BRYGGAN_UPLOAD_LIMIT_MB * 1024 * 1024,
    logLevel: env.LOG_LEVEL,
    maxCachedCases: env.BRYGGAN_MAX_CACHED_CASES,
    workflowBundle: env.BRYGGAN_WORKFLOW_BUNDLE ?? null,
    sourceSecret: (ref) => sourceSecret(given, ref),
    watched:
      env.BRYGGAN_IMPORT_FOLDER === undefined
        ? null
        : { folder: env.BRYGGAN_IMPORT_FOLDER, mode: env.BRYGGAN_IMPORT_MODE },
    local: {
      dataDir: env.BRYGGAN_DATA_DIR,
      dbPort: env.BRYGGAN_DB_PORT,
      temporalPort: env.BRYGGAN_TEMPORAL_PORT,
      temporalUiPort: env.BRYGGAN_TEMPORAL_UI_PORT,
      smtpPort: env.BRYGGAN_SMTP_PORT,
      temporalCli: env.TEMPORAL_CLI ?? null,
      sampleDir: env.BRYGGAN_SAMPLE_DIR,
      policy: env.BRYGGAN_POLICY,
    },
  };
};
