import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { canSkipTime } from '../time-skipping.ts';
import { freePort, isFree } from '../../ports.ts';
import {
  endProcess,
  markOf,
  readPidFile,
  removePidFile,
  stillLives,
  writePidFile,
  type ProcessMark,
} from './process.ts';
import { oneLine } from './version.ts';

export type StartTemporalOptions = {
  /** From `findTemporal`. */
  binary: string;
  /** null picks a free one. */
  port: number | null;
  /** The web UI's port; null runs without it. */
  uiPort: number | null;
  /** The SQLite file; null keeps everything in memory. */
  dbFile: string | null;
  /** Where the running server is noted, so that one left over from a killed run is found; null notes nothing. */
  pidFile: string | null;
  namespace: string;
  /** Name → type, e.g. `{ CasePhase: 'Keyword' }`. */
  searchAttributes: Record<string, string>;
  /** Asks the server for time skipping; whether it has it stands in the answer. */
  timeSkipping: boolean;
  /** Data that nobody keeps, as a test's or the story's: no waiting for the disk at each step. */
  throwAway?: boolean;
  /** A file for the server's own log; null throws it away. */
  logFile: string | null;
  say: (line: string) => void;
};

export type RunningTemporal = {
  address: string;
  namespace: string;
  uiPort: number | null;
  pid: number;
  /** False on a server that doesn't know time skipping: the rehearsal clock then says so. */
  timeSkipping: boolean;
  /** Resolves when the server ends by itself or by `stop`. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

const startWithinMs = 60_000;
const stopWithinMs = 10_000;

const timeSkippingArgs = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'frontend.WorkflowTimeSkippingMaxSkipPerSession=100000',
  // Without this each skip waits for the timer queue's full second.
  'history.timerProcessorMaxTimeShift="10ms"',
  // By default a queue is read 20 times a second at most: each timer that is skipped to would wait for its turn,
  // 50 ms and more. One municipality is far from needing that bound.
  'history.timerProcessorMaxPollRPS=1000',
  'history.transferProcessorMaxPollRPS=1000',
  // A case that hands over to its next run within a second of real time would stand still while time is skipped
  // past it: its first task would wait for that second.
  'history.workflowIdReuseMinimalInterval="0s"',
].flatMap((value) => ['--dynamic-config-value', value]);

const argsOf = (options: StartTemporalOptions, port: number): string[] => [
  'server',
  'start-dev',
  '--ip',
  '127.0.0.1',
  '--port',
  String(port),
  ...(options.uiPort === null ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
  '--namespace',
  options.namespace,
  '--log-level',
  'error',
  // WAL and a full sync: a kill at any moment loses nothing that was answered.
  ...(options.dbFile === null ? [] : ['--db-filename', options.dbFile]),
  ...(options.dbFile === null
    ? []
    : [
        '--sqlite-pragma',
        'journal_mode=WAL',
        '--sqlite-pragma',
        options.throwAway === true ? 'synchronous=OFF' : 'synchronous=FULL',
      ]),
  ...Object.entries(options.searchAttributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]),
  ...(options.timeSkipping ? timeSkippingArgs : []),
];

/**
 * Starts `temporal server start-dev` on 127.0.0.1 and waits until its namespace answers. A server that a killed
 * run left over is stopped first; one whose owner still lives is an error, as is a port that something else has.
 */
export const startTemporal = async (options: StartTemporalOptions): Promise<RunningTemporal> => {
  if (options.pidFile !== null) await stopLeftOver(options.pidFile, options.say);
  const port = options.port ?? (await freePort());
  for (const [wanted, setting] of [
    [port, 'BRYGGAN_TEMPORAL_PORT'],
    [options.uiPort, 'BRYGGAN_TEMPORAL_UI_PORT'],
  ] as const)
    if (wanted !== null && !(await isFree(wanted)))
      throw new Error(
        `Port ${wanted} on 127.0.0.1 is taken by another program. Stop it, or choose another by ${setting}.`,
      );
  const log = options.logFile === null ? 'ignore' : openSync(options.logFile, 'a');
  // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
  const child = spawn(options.binary, argsOf(options, port), { stdio: ['ignore', log, log], detached: true });
  if (typeof log === 'number') closeSync(log);
  return settle(child, options, port);
};

const settle = async (
  child: ChildProcess,
  options: StartTemporalOptions,
  port: number,
): Promise<RunningTemporal> => {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.binary} can't be run.`);
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  void ended.then(() => process.removeListener('exit', killAtExit));
  const server = await markOf(pid);
  if (options.pidFile !== null)
    await writePidFile(options.pidFile, { server, owner: await markOf(process.pid), port });
  const stop = () => stopServer(server, ended, options.pidFile);
  const address = `127.0.0.1:${port}`;
  try {
    const timeSkipping = await untilHealthy(address, options, ended);
    return { address, namespace: options.namespace, uiPort: options.uiPort, pid, timeSkipping, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const stopServer = async (
  server: ProcessMark,
  ended: Promise<void>,
  pidFile: string | null,
): Promise<void> => {
  await endProcess(server, stopWithinMs);
  await ended;
  if (pidFile !== null) await removePidFile(pidFile);
};

const stopLeftOver = async (pidFile: string, say: (line: string) => void): Promise<void> => {
  const left = await readPidFile(pidFile);
  if (left === null) return;
  if (await stillLives(left.server)) {
    if (left.owner.pid !== process.pid && (await stillLives(left.owner)))
      throw new Error(
        `Another Bryggan (process ${left.owner.pid}) is running on this data folder. Stop it, or choose another folder by BRYGGAN_DATA_DIR.`,
      );
    say(`stopping a Temporal server left over from a killed run (process ${left.server.pid})`);
    await endProcess(left.server, stopWithinMs);
  }
  await removePidFile(pidFile);
};

const untilHealthy = async (
  address: string,
  options: StartTemporalOptions,
  ended: Promise<void>,
): Promise<boolean> => {
  const until = Date.now() + startWithinMs;
  const gone = ended.then(() => true);
  let last = 'no answer';
  while (Date.now() < until) {
    if (await Promise.race([gone, wait(50, false)])) {
      const where = options.logFile === null ? '' : ` Its log is ${options.logFile}.`;
      throw new Error(`The Temporal server ended while starting.${where}`);
    }
    try {
      const connection = await Connection.connect({ address, connectTimeout: 2000 });
      try {
        await connection.workflowService.describeNamespace({ namespace: options.namespace });
        return options.timeSkipping && (await canSkipTime(connection, options.namespace));
      } finally {
        await connection.close();
      }
    } catch (error) {
      last = oneLine(error);
    }
  }
  throw new Error(`The Temporal server doesn't answer after ${startWithinMs / 1000} s: ${last}`);
};
