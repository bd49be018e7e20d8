/** Starts a PostgreSQL on data that is there. */
import type { ChildProcess } from 'node:child_process';
import { open, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { RecordsServerError } from './error.ts';
import { stopServer } from './left-over.ts';
import { isAlive } from '../../processes.ts';
import { type RunAs, spawnAs } from './run-as.ts';

/** Nothing listens beyond this machine. */
export const host = '127.0.0.1';
const startTimeoutMs = 60_000;
/** How long the helpers of a killed server may take to notice that it is gone. */
const helpersTimeoutMs = 60_000;
const heldByHelpers = /shared memory block/;

export type Launch = {
  folder: string;
  dataFolder: string;
  binaries: PostgresBinaries;
  as: RunAs;
  port: number;
  settings: Record<string, string>;
};

/**
 * Starts the program and waits until it is ready; returns its pid. After a server that was killed it tries again
 * until that one's helpers have let go of the data.
 */
export async function launch(what: Launch, isReady: (port: number) => Promise<boolean>): Promise<number> {
  const until = performance.now() + helpersTimeoutMs;
  for (;;) {
    try {
      return await launchOnce(what, isReady);
    } catch (error) {
      const held = error instanceof RecordsServerError && heldByHelpers.test(error.message);
      if (!held || performance.now() > until) throw error;
      await later(100);
    }
  }
}

/** In a process group of its own, so that Ctrl-C reaches us first and we stop it in order. */
async function launchOnce(what: Launch, isReady: (port: number) => Promise<boolean>): Promise<number> {
  const logFile = path.join(what.folder, 'postgres.log');
  if ((await stat(logFile)).size > 5_000_000) await truncate(logFile, 0);
  const log = await open(logFile, 'a', 0o600);
  const from = (await log.stat()).size;
  const settings = Object.entries({ ...usualSettings, ...what.settings }).flatMap(([k, v]) => [
    '-c',
    `${k}=${v}`,
  ]);
  const child = spawnAs(
    what.as,
    what.binaries.postgres,
    ['-D', what.dataFolder, '-p', String(what.port), ...settings],
    {
      cwd: what.folder,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, TZ: 'UTC' },
    },
  );
  await log.close();
  child.unref();
  const ended = whenEnded(child);
  const until = performance.now() + startTimeoutMs;
  while (!(await isReady(what.port))) {
    const end = await Promise.race([ended, later(25)]);
    if (end === null && performance.now() < until) continue;
    if (child.pid !== undefined && isAlive(child.pid)) await stopServer(child.pid);
    throw await whyNotStarted(logFile, from, end ?? 'no answer within a minute');
  }
  if (child.pid === undefined) throw new Error('PostgreSQL answers, but has no pid.');
  return child.pid;
}

/**
 * One process for one machine: little memory, nothing but the loopback, and no statement or value in the log,
 * where they could be somebody's name.
 */
const usualSettings: Record<string, string> = {
  listen_addresses: host,
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

const later = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));

const whenEnded = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });

async function whyNotStarted(logFile: string, from: number, end: string): Promise<RecordsServerError> {
  const log = await open(logFile, 'r');
  const { size } = await log.stat();
  const { buffer } = await log.read(Buffer.alloc(Math.max(0, size - from)), 0, size - from, from);
  await log.close();
  const complaints = buffer
    .toString('utf8')
    .split('\n')
    .filter((line) => /FATAL|ERROR|error/.test(line));
  // A killed server's helpers write their last words into the same log, also after this one's reason.
  const said = complaints.find((line) => heldByHelpers.test(line)) ?? complaints.at(-1);
  return new RecordsServerError(
    'start-failed',
    `PostgreSQL didn't start: ${said ?? end}. Its log is ${logFile}.`,
  );
}
