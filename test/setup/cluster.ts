/** The Temporal cluster server on a real Postgres: the compose file's engine, without containers. */
import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Connection, type ConnectionOptions } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Certificates } from './certificates.ts';
import { launchCluster, type ClusterProcess } from './cluster-process.ts';
import { freePortBase } from './port-base.ts';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const serverProgram = path.join(project, '.cache', 'temporal-server');
const schemaProgram = path.join(project, '.cache', 'temporal-sql-tool');
const templates = path.join(project, 'tools', 'temporal-cluster');

export type Cluster = {
  address: string;
  pid(): number;
  /** Ends the server without a word, as a lost machine does. Its data are Postgres' affair. */
  kill9(): Promise<void>;
  /** Starts again on the same data and ports, and waits until both namespaces answer. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

export const namespaces = ['ovning', 'live'] as const;

/**
 * Makes Temporal's two databases on the Postgres at `postgresUrl`, named by `database`, starts the server with its settings and logs in
 * `folder`, and registers the namespaces. With certificates it lets in those alone who show one. Throws when the programs aren't built.
 */
export const startCluster = async (
  postgresUrl: string,
  folder: string,
  database = 'temporal',
  certificates: Certificates | null = null,
): Promise<Cluster> => {
  await needPrograms();
  const postgres = new URL(postgresUrl);
  await makeSchema(postgres, database);
  await mkdir(folder, { recursive: true });
  const base = await freePortBase();
  const address = `127.0.0.1:${base}0`;
  await writeSettings(postgres, folder, { BASE: base, DB: database, TLS: tlsSettings(certificates) });
  const tls = certificates === null ? null : clientTls(certificates);

  const launch = () => launchCluster({ program: serverProgram, folder, address, tls });
  let running: ClusterProcess = await launch();
  await registerNamespaces(address, tls);
  return {
    address,
    pid: () => running.pid,
    kill9: () => running.end('SIGKILL'),
    async start() {
      running = await launch();
      await namespacesAnswer(address, tls);
    },
    stop: () => running.end('SIGTERM'),
  };
};

type Tls = NonNullable<ConnectionOptions['tls']> | null;

const clientTls = ({ authority, client }: Certificates): Tls => ({
  serverRootCACertificate: readFileSync(authority.crt),
  clientCertPair: { crt: readFileSync(client.crt), key: readFileSync(client.key) },
});

/** The server's own parts come to its door by TLS as well. */
const tlsSettings = (certificates: Certificates | null): string => {
  if (certificates === null) return '';
  const { authority, server } = certificates;
  const own = { certFile: server.crt, keyFile: server.key };
  const client = { serverName: 'localhost', rootCaFiles: [authority.crt] };
  const tls = {
    frontend: { server: { ...own, requireClientAuth: true, clientCaFiles: [authority.crt] }, client },
    systemWorker: { ...own, client },
  };
  return `, tls: ${JSON.stringify(tls)}`;
};

const needPrograms = async (): Promise<void> => {
  for (const program of [serverProgram, schemaProgram]) {
    await access(program).catch(() => {
      throw new Error(
        `${path.relative(project, program)} isn't built: run scripts/build-temporal-cluster.sh (needs Go), then the test again.`,
      );
    });
  }
};

/** What the compose file's schema job does. */
const makeSchema = async (postgres: URL, name: string): Promise<void> => {
  for (const [database, schema] of [
    [name, 'temporal'],
    [`${name}_visibility`, 'visibility'],
  ] as const) {
    const where = ['--plugin', 'postgres12', '--ep', postgres.hostname, '-p', postgres.port];
    const who = ['-u', postgres.username, '--pw', decodeURIComponent(postgres.password), '--db', database];
    const run = (...args: string[]) => promisify(execFile)(schemaProgram, [...where, ...who, ...args]);
    await run('create');
    await run('setup-schema', '-v', '0.0');
    await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
};

const writeSettings = async (
  postgres: URL,
  folder: string,
  own: { BASE: string; DB: string; TLS: string },
): Promise<void> => {
  const values: Record<string, string> = {
    SHARDS: '4',
    PG_PORT: postgres.port,
    PG_USER: postgres.username,
    PG_PASSWORD: decodeURIComponent(postgres.password),
    ...own,
  };
  const template = await readFile(path.join(templates, 'server.yaml'), 'utf8');
  const server = template.replaceAll(/__([A-Z_]+?)__/g, (whole, name: string) => values[name] ?? whole);
  await writeFile(path.join(folder, 'server.yaml'), server, { mode: 0o600 });
  const dynamic = await readFile(path.join(templates, 'dynamicconfig.yaml'), 'utf8');
  await writeFile(path.join(folder, 'dynamicconfig.yaml'), dynamic);
};

const registerNamespaces = async (address: string, tls: Tls): Promise<void> => {
  const connection = await Connection.connect({ address, tls });
  try {
    for (const namespace of namespaces) {
      await connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs('72 hours'),
      });
    }
  } finally {
    await connection.close();
  }
  await namespacesAnswer(address, tls);
};

/** The services see a new namespace, and a started server its shards, only after a while. */
const namespacesAnswer = async (address: string, tls: Tls): Promise<void> => {
  const connection = await Connection.connect({ address, tls });
  const until = performance.now() + 60_000;
  try {
    for (const namespace of namespaces) {
      for (;;) {
        try {
          await connection.workflowService.countWorkflowExecutions({ namespace });
          await describeNothing(connection, namespace);
          break;
        } catch (error) {
          if (performance.now() > until) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    }
  } finally {
    await connection.close();
  }
};

/** Each shard must answer, so workflows of several names are asked for; none is there. */
const describeNothing = async (connection: Connection, namespace: string): Promise<void> => {
  const names = Array.from({ length: 8 }, (_, i) => `nothing-${i}`);
  await Promise.all(
    names.map(async (workflowId) => {
      try {
        await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
      } catch (error) {
        const isNotFound = error instanceof Error && 'code' in error && error.code === 5;
        if (!isNotFound) throw error;
      }
    }),
  );
};
