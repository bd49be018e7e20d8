import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive } from '../../processes.ts';

const run = promisify(execFile);

/** A process that can't be mistaken for a later one with the same id: `stamp` is when it started. */
export type ProcessMark = { pid: number; stamp: string };

/** When a process started, as its system tells it; empty when there is no such process. */
const stampOf = async (pid: number): Promise<string> => {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // Field 22, counted after the name in parentheses, which may itself hold blanks (proc(5)).
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  }
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim();
};

export const markOf = async (pid: number): Promise<ProcessMark> => ({ pid, stamp: await stampOf(pid) });

/** True while the very process that was marked lives. */
export const stillLives = async (mark: ProcessMark): Promise<boolean> =>
  isAlive(mark.pid) && (await stampOf(mark.pid)) === mark.stamp;

/** Asks a process to end, and ends it after `graceMs`. Resolves when it is gone. */
export const endProcess = async (mark: ProcessMark, graceMs: number): Promise<void> => {
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(mark.pid, signal);
    } catch {
      // Gone between the question and the signal: what we wanted.
    }
  };
  if (!(await stillLives(mark))) return;
  send('SIGTERM');
  const until = Date.now() + graceMs;
  while (await stillLives(mark)) {
    if (Date.now() > until) send('SIGKILL');
    await wait(25);
  }
};

/** What a started server leaves behind, to be found after a kill. */
export type PidFile = { server: ProcessMark; owner: ProcessMark; port: number };

const isMark = (value: unknown): value is ProcessMark =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'stamp' in value &&
  typeof value.stamp === 'string';

/** Null when there is none, or one that nobody can read any more. */
export const readPidFile = async (file: string): Promise<PidFile | null> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    if (!('server' in value) || !('owner' in value) || !('port' in value)) return null;
    const { server, owner, port } = value;
    return isMark(server) && isMark(owner) && typeof port === 'number' ? { server, owner, port } : null;
  } catch {
    return null;
  }
};

export const writePidFile = (file: string, content: PidFile): Promise<void> =>
  writeFile(file, JSON.stringify(content));

export const removePidFile = (file: string): Promise<void> => rm(file, { force: true });
