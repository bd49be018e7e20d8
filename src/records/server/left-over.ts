/** What an earlier run may have left behind in a data folder: a running server, or only its pid file. */
import { setTimeout as wait } from 'node:timers/promises';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { commandLine, isAlive } from '../../processes.ts';

export type RunningServer = { pid: number; port: number };

/** Above every system's highest pid: kill(2) answers that there is no such process. */
const nobodysPid = 2_147_483_646;

/**
 * The server that runs on this data folder, or null. A pid file that was left by a server which is gone is made to
 * name nobody: its number may be another program's by now, or a dead process that nobody has reaped, and PostgreSQL
 * would refuse to start beside either. The rest of the file stays, for PostgreSQL reads in it whether the dead
 * server's helpers still hold the data.
 */
export async function findLeftOver(dataFolder: string): Promise<RunningServer | null> {
  const file = path.join(dataFolder, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  // PostgreSQL's miscadmin.h: pid, data folder, start time, port, …
  const [pidLine = '', ...rest] = text.split('\n');
  const pid = Number(pidLine);
  if (pid === nobodysPid) return null;
  if (text.trim() === '') {
    // Not there, or cut off before anything was written: PostgreSQL wouldn't start beside an empty one.
    await rm(file, { force: true });
    return null;
  }
  if (pid > 0 && isAlive(pid) && (await isPostgresOn(pid, dataFolder))) {
    return { pid, port: Number(rest[2] ?? 0) };
  }
  await writeFile(file, [nobodysPid, ...rest].join('\n'));
  return null;
}

/** The port that the server on this data folder wrote down; null where none did. Whether it lives isn't asked. */
export async function portIn(dataFolder: string): Promise<number | null> {
  const text = await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[3] ?? '') || null;
}

/** Whether a server on the loopback answers to this password and has this data folder. */
export async function answersAs(url: string, dataFolder: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return (await realpath(rows[0]?.data_directory ?? '')) === (await realpath(dataFolder));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Stops a server fast (open transactions are rolled back, nothing that was committed is lost); after 30 s at once. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await goneWithin(pid, 30_000)) return;
  signal(pid, 'SIGQUIT');
  if (await goneWithin(pid, 10_000)) return;
  throw new Error(`PostgreSQL (process ${pid}) doesn't stop.`);
}

async function isPostgresOn(pid: number, dataFolder: string): Promise<boolean> {
  const args = commandLine(pid);
  if (args === null) return true;
  return args.some((arg) => arg.includes('postgres')) && args.includes(await realpath(dataFolder));
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await wait(20);
  }
  return true;
}
