/**
 * The settings of what goes over the net: who may ask how often, where we may fetch, and how the ways to records, engine and
 * mail relay are kept from others. Read by `config.ts` alone.
 */
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { words } from './config-sign-in.ts';

const perMinute = (usual: number) => z.coerce.number().int().min(1).max(1_000_000).default(usual);
const file = z.string().min(1).optional();

/** Names that express knows for networks, besides addresses and subnets. */
const namedNetworks = ['loopback', 'linklocal', 'uniquelocal'];

const isNetwork = (text: string): boolean => {
  if (namedNetworks.includes(text)) return true;
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
};

export const netSettings = {
  /** Requests a minute from one address, and by one person, in each `api`. Live; a rehearsal has room for scripts. */
  BRYGGAN_LIMIT_ADDRESS: perMinute(1200),
  BRYGGAN_LIMIT_PERSON: perMinute(600),
  /** Steps of signing in a minute from one address, and links that lead nowhere; in all `api`s together. */
  BRYGGAN_LIMIT_SIGN_IN: perMinute(120),
  BRYGGAN_LIMIT_WRONG_LINKS: perMinute(60),
  /** Addresses or networks of the reverse proxies in front, by comma: only they are believed on who asks. */
  BRYGGAN_PROXIES: words.pipe(
    z.array(z.string().refine(isNetwork, 'must be addresses or networks, such as 10.1.2.3 or 10.1.0.0/16')),
  ),
  /** Whom to tell of a weakness: `mailto:`, `https:` or `tel:`, by comma, the best first. */
  BRYGGAN_SECURITY_CONTACT: words.pipe(
    z.array(
      z
        .string()
        .regex(/^(?:mailto:[^@]+@[^@]+|https:\/\/.+|tel:\+[0-9-]+)$/, 'must be mailto:, https: or tel:'),
    ),
  ),
  /** Hosts within the municipality's own network that may be fetched from, by comma. Live. */
  BRYGGAN_PRIVATE_HOSTS: words,
  /** `required`: mail is handed in over TLS alone, with a certificate that holds. `if-offered`: or in the clear. */
  SMTP_TLS: z.enum(['required', 'if-offered']).optional(),
  /** Whom to trust besides the system's own authorities; PEM. */
  SMTP_TLS_CA_FILE: file,
  /** The way to the engine is TLS when it says so, or when one of the files below is named. */
  TEMPORAL_TLS: z.enum(['true', 'false']).optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file,
  TEMPORAL_TLS_CLIENT_CERT_PATH: file,
  TEMPORAL_TLS_CLIENT_KEY_PATH: file,
  /** The name that the engine's certificate holds, where it is another than the address. */
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional(),
};

const shape = z.object(netSettings);
type Env = z.output<typeof shape>;

/** As `@temporalio` takes it. The server's certificate is always checked. */
export type EngineTls = {
  serverNameOverride?: string;
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
};

export type SmtpTls = { required: boolean; ca: string | null };

export type NetConfig = {
  limits: { address: number; person: number; signIn: number; wrongLinks: number };
  proxies: readonly string[];
  securityContacts: readonly string[];
  /** Null in a rehearsal, where anything may be fetched. */
  privateHosts: readonly string[] | null;
  smtpTls: SmtpTls;
  /** Null: in the clear. */
  engineTls: EngineTls | null;
  /** Ways beyond this machine that are in the clear, for the log at the start. */
  inTheClear: readonly string[];
};

/** A rehearsal is clicked through by scripts; live use is people. */
const rehearsalPerMinute = 60_000;

const loopbackNames = new Set(['localhost', '']);
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isThisMachine = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  return family === 0
    ? loopbackNames.has(bare.toLowerCase())
    : loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6');
};

/** Throws with the setting's name. */
const read = (name: string, path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
};

/**
 * What `DATABASE_URL` says of TLS, in libpq's words. Only what checks the server's certificate and name is taken, since
 * the others read as safe and aren't.
 */
const databaseTls = (url: string | undefined): { host: string; on: boolean } | null => {
  if (url === undefined) return null;
  if (!URL.canParse(url))
    throw new Error('DATABASE_URL: must be postgres://user:password@host:port/database');
  const { hostname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  const others = ['ssl', 'uselibpqcompat'].filter((name) => searchParams.has(name));
  if (others.length > 0) throw new Error(`DATABASE_URL: say sslmode=verify-full instead of ${others[0]}`);
  if (mode !== null && mode !== 'verify-full' && mode !== 'disable') {
    throw new Error(`DATABASE_URL: sslmode is ${mode}, which doesn't check who answers: write verify-full`);
  }
  const socket = searchParams.get('host');
  return { host: socket?.startsWith('/') === true ? '' : hostname, on: mode === 'verify-full' };
};

const engineTlsOf = (env: Env): EngineTls | null => {
  const {
    TEMPORAL_TLS: said,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: ca,
    TEMPORAL_TLS_CLIENT_CERT_PATH: crt,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
    TEMPORAL_TLS_SERVER_NAME: name,
  } = env;
  if ((crt === undefined) !== (key === undefined)) {
    const missing = crt === undefined ? 'TEMPORAL_TLS_CLIENT_CERT_PATH' : 'TEMPORAL_TLS_CLIENT_KEY_PATH';
    throw new Error(`${missing}: a client's certificate and its key belong together`);
  }
  const named = ca ?? crt ?? name;
  if (said === 'false' && named !== undefined)
    throw new Error('TEMPORAL_TLS: is false, and a certificate is named');
  if (said !== 'true' && named === undefined) return null;
  return {
    ...(name === undefined ? {} : { serverNameOverride: name }),
    ...(ca === undefined ? {} : { serverRootCACertificate: read('TEMPORAL_TLS_SERVER_CA_CERT_PATH', ca) }),
    ...(crt === undefined || key === undefined
      ? {}
      : {
          clientCertPair: {
            crt: read('TEMPORAL_TLS_CLIENT_CERT_PATH', crt),
            key: read('TEMPORAL_TLS_CLIENT_KEY_PATH', key),
          },
        }),
  };
};

/** Mail leaves this machine encrypted, unless the setting says otherwise. */
const smtpTlsOf = (env: Env, url: URL | null, live: boolean): SmtpTls => {
  const options = [...(url?.searchParams.keys() ?? [])];
  const weakening = options.find((name) =>
    /^(ignoreTLS|opportunisticTLS|tls\.rejectUnauthorized)$/.test(name),
  );
  if (live && weakening !== undefined) {
    throw new Error(
      `SMTP_URL: ${weakening} lets anybody be the relay: name its authority in SMTP_TLS_CA_FILE`,
    );
  }
  const usual = live && url !== null && !isThisMachine(url.hostname) ? 'required' : 'if-offered';
  const { SMTP_TLS_CA_FILE: ca } = env;
  return {
    required: (env.SMTP_TLS ?? usual) === 'required',
    ca: ca === undefined ? null : read('SMTP_TLS_CA_FILE', ca).toString('utf8'),
  };
};

/** Throws with the setting's name. */
export const readNet = (
  env: Env,
  mode: 'live' | 'rehearsal',
  given: { databaseUrl: string | undefined; temporalAddress: string; smtpUrl: string | undefined },
): NetConfig => {
  const live = mode === 'live';
  if (given.smtpUrl !== undefined && !/^smtps?:\/\//.test(given.smtpUrl))
    throw new Error('SMTP_URL: must be smtp://host:port or smtps://host:port');
  const smtpUrl = given.smtpUrl === undefined ? null : new URL(given.smtpUrl);
  const database = databaseTls(given.databaseUrl);
  const engineTls = engineTlsOf(env);
  const smtpTls = smtpTlsOf(env, smtpUrl, live);
  const engineHost = given.temporalAddress.replace(/:\d+$/, '');
  const ways = [
    { name: 'DATABASE_URL', clear: database !== null && !database.on && !isThisMachine(database.host) },
    { name: 'TEMPORAL_ADDRESS', clear: engineTls === null && !isThisMachine(engineHost) },
    {
      name: 'SMTP_URL',
      clear:
        smtpUrl !== null &&
        smtpUrl.protocol === 'smtp:' &&
        !smtpTls.required &&
        !isThisMachine(smtpUrl.hostname),
    },
  ];
  const room = (usual: number) => (live ? usual : Math.max(usual, rehearsalPerMinute));
  return {
    limits: {
      address: room(env.BRYGGAN_LIMIT_ADDRESS),
      person: room(env.BRYGGAN_LIMIT_PERSON),
      signIn: room(env.BRYGGAN_LIMIT_SIGN_IN),
      wrongLinks: env.BRYGGAN_LIMIT_WRONG_LINKS,
    },
    proxies: env.BRYGGAN_PROXIES,
    securityContacts: env.BRYGGAN_SECURITY_CONTACT,
    privateHosts: live ? env.BRYGGAN_PRIVATE_HOSTS : null,
    smtpTls,
    engineTls,
    inTheClear: ways.filter(({ clear }) => clear).map(({ name }) => name),
  };
};
