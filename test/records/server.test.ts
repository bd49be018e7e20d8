/** The records' own server: what is started, taken over, stopped, and refused with one line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { Client, type QueryResultRow } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from '../../src/processes.ts';
import { eventually } from '../setup/eventually.ts';
import { aFreePort } from '../setup/port-base.ts';
import {
  embeddedBinaries,
  type RecordsServer,
  RecordsServerError,
  type RecordsServerOptions,
  startRecordsServer,
} from '../../src/records/server.ts';

type Up = { pid: number; port: number; takenOver: boolean };

let folder: string;
const servers = new Set<RecordsServer>();
const keepers = new Set<ChildProcess>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-server-'));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  for (const keeper of keepers) keeper.kill('SIGKILL');
  keepers.clear();
  for (const server of servers) await server.stop();
  servers.clear();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<RecordsServerOptions> = {}): Promise<RecordsServer> {
  const server = await startRecordsServer({ folder, port: 0, settings: { fsync: 'off' }, ...options });
  servers.add(server);
  return server;
}

const stop = async (server: RecordsServer) => {
  servers.delete(server);
  await server.stop();
};

/** Starts another process that keeps a server on the folder. */
async function keeper(port = 0): Promise<{ process: ChildProcess; up: Up }> {
  const script = fileURLToPath(new URL('./keeper.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  keepers.add(child);
  const up = await new Promise<Up>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`The keeper ended with ${code}.`)));
  });
  return { process: child, up };
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

async function query<T extends QueryResultRow>(server: RecordsServer, text: string): Promise<T[]> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const refusal = async (starting: Promise<unknown>): Promise<RecordsServerError> => {
  const error: unknown = await starting.catch((error: unknown) => error);
  if (!(error instanceof RecordsServerError)) throw new Error(`Not refused: ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return error;
};

describe('a records server', () => {
  test('keeps its data over a restart, and its password to itself', async () => {
    const first = await start();
    await query(first, 'create table kept as select 7 as n');
    await stop(first);
    expect(isAlive(first.pid)).toBe(false);
    expect((await stat(path.join(folder, 'password'))).mode & 0o777).toBe(0o600);
    const second = await start();
    expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(second.takenOver).toBe(false);
  });

  test('refuses a wrong password, and listens on the loopback alone', async () => {
    const server = await start();
    const wrong = new Client({ connectionString: server.url('postgres').replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
    expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(server, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((one) => !one.internal && one.family === 'IPv4');
    for (const { address } of others) {
      const from = new URL(server.url('postgres'));
      from.hostname = address;
      await expect(new Client({ connectionString: from.href }).connect()).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('what is wrong with a statement is logged without its values', async () => {
    const server = await start();
    await query(server, 'create table t (name text unique)');
    await query(server, "insert into t values ('Åsa Hemlig')");
    await expect(query(server, "insert into t values ('Åsa Hemlig')")).rejects.toThrow('duplicate key');
    const log = await readFile(path.join(folder, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('Hemlig');
  });
});

describe('after a kill -9 of the process that kept it', () => {
  test('it is taken over with all it holds', async () => {
    const first = await keeper();
    await killed(first.process);
    expect(isAlive(first.up.pid)).toBe(true);
    const server = await start({ port: first.up.port });
    expect(server).toMatchObject({ pid: first.up.pid, port: first.up.port, takenOver: true });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(server);
    expect(isAlive(first.up.pid)).toBe(false);
  });

  test('it is stopped and started anew when another port is wanted', async () => {
    const first = await keeper();
    await killed(first.process);
    const port = await aFreePort();
    const server = await start({ port });
    expect(server).toMatchObject({ port, takenOver: false });
    expect(isAlive(first.up.pid)).toBe(false);
  });

  test('a server that was killed as well starts again from its pid file', async () => {
    const first = await keeper();
    await killed(first.process);
    process.kill(first.up.pid, 'SIGKILL');
    // A busy machine takes its time to end it, and until then it answers.
    await eventually(() => expect(isAlive(first.up.pid)).toBe(false));
    const server = await start();
    expect(server.takenOver).toBe(false);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a pid file whose number is another program’s by now is no hindrance', async () => {
    await stop(await start());
    const pidFile = path.join(folder, 'data', 'postmaster.pid');
    await writeFile(pidFile, `${process.pid}\n${path.join(folder, 'data')}\n1700000000\n5432\n\n127.0.0.1\n`);
    const server = await start();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a first start that was cut off half-way is made anew', async () => {
    await mkdir(path.join(folder, 'data.making', 'base'), { recursive: true });
    await writeFile(path.join(folder, 'data.making', 'PG_VERSION'), '18\n');
    const server = await start();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('one line says what is wrong', () => {
  test('a folder that a living process uses, even with another port', async () => {
    const first = await keeper();
    const refused = await refusal(start());
    expect(refused.code).toBe('in-use');
    expect(refused.message).toContain(String(first.process.pid));
    expect(isAlive(first.up.pid)).toBe(true);
  });

  test('a taken port', async () => {
    const other = createServer();
    const port = await aFreePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const refused = await refusal(start({ port }));
    expect(refused.code).toBe('port-taken');
    expect(refused.message).toContain(String(port));
    await new Promise((resolve) => other.close(resolve));
    expect((await start({ port })).port).toBe(port);
  });

  test('data of a newer PostgreSQL, which is left untouched', async () => {
    await stop(await start());
    const versionFile = path.join(folder, 'data', 'PG_VERSION');
    await writeFile(versionFile, '19\n');
    const refused = await refusal(start());
    expect(refused.code).toBe('newer-data');
    expect(refused.message).toMatch(/PostgreSQL 19.*newer version of Bryggan/);
    expect(await readFile(versionFile, 'utf8')).toBe('19\n');
  });

  test('data of an older PostgreSQL', async () => {
    await stop(await start());
    await writeFile(path.join(folder, 'data', 'PG_VERSION'), '17\n');
    expect((await refusal(start())).code).toBe('older-data');
  });

  test('a folder that cannot be made', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const refused = await refusal(start({ folder: path.join(file, 'records') }));
    expect(refused.code).toBe('unwritable');
    expect(refused.message).toContain(file);
  });

  test('a folder that cannot be written to', async () => {
    // Root may write anywhere but where the system itself says no.
    const closed = process.getuid?.() === 0 ? '/sys' : path.join(folder, 'closed');
    if (closed.startsWith(folder)) await mkdir(closed, { mode: 0o500 });
    expect((await refusal(start({ folder: path.join(closed, 'records') }))).code).toBe('unwritable');
  });

  test('data that PostgreSQL itself refuses: its own words are passed on', async () => {
    await stop(await start());
    await writeFile(path.join(folder, 'data', 'postgresql.conf'), 'no_such_setting = 1\n');
    const refused = await refusal(start());
    expect(refused.code).toBe('start-failed');
    expect(refused.message).toContain('postgres.log');
  });
});

describe('where it lies', () => {
  test('data and programs in a folder that is closed to other users, as root’s own is', async () => {
    await chmod(folder, 0o700);
    const { postgres } = await embeddedBinaries();
    await symlink(path.dirname(path.dirname(postgres)), path.join(folder, 'native'));
    const [initdb, program] = ['initdb', 'postgres'].map((name) => path.join(folder, 'native', 'bin', name));
    const server = await start({
      folder: path.join(folder, 'inner'),
      binaries: { initdb: initdb ?? '', postgres: program ?? '' },
    });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a path through a link, with spaces and å', async () => {
    await mkdir(path.join(folder, 'min mapp å'));
    await symlink(path.join(folder, 'min mapp å'), path.join(folder, 'link'));
    const server = await start({ folder: path.join(folder, 'link') });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
