import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Say } from './say.ts';
import { StartError } from './say.ts';

export type ChildOptions = {
  name: 'worker' | 'api';
  /** The TypeScript file to run. */
  file: string;
  env: NodeJS.ProcessEnv;
  logFolder: string;
  /** A line of output that says that it works; the rest goes to the log. */
  ready: RegExp;
  readyWithinMs: number;
  say: Say;
};

export type Child = { pid: () => number | undefined; stop: () => Promise<void> };

const againAfterMs = 1_000;
const stopWithinMs = 20_000;

/**
 * Runs a process of ours and starts it again when it dies. It shares an IPC channel with this one, so that it
 * ends by itself when this one is killed; its process group is its own, so that Ctrl-C reaches this one first and
 * the order of stopping is ours. Resolves when it is ready; throws StartError when it ends before.
 */
export const runChild = async (options: ChildOptions): Promise<Child> => {
  const log = createWriteStream(path.join(options.logFolder, `${options.name}.log`), { flags: 'a' });
  let stopping = false;
  let child = launch(options, log);
  await readiness(child, options);

  const watch = (process: ChildProcess) => {
    process.once('exit', (code, signal) => {
      if (stopping) return;
      options.say(`${options.name} ended (${signal ?? `code ${code}`}): starting it again`);
      void wait(againAfterMs).then(() => {
        if (stopping) return;
        child = launch(options, log);
        watch(child);
      });
    });
  };
  watch(child);

  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      await end(child);
      log.end();
    },
  };
};

const launch = (options: ChildOptions, log: NodeJS.WritableStream): ChildProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', options.file], {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  return child;
};

const readiness = (child: ChildProcess, options: ChildOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new StartError(`${options.name} wasn't ready in ${options.readyWithinMs / 1000} s; ${hint}`));
    }, options.readyWithinMs);
    const hint = `see ${path.join(options.logFolder, `${options.name}.log`)}`;
    const lines: string[] = [];
    const read = (line: string) => {
      lines.push(line);
      if (!options.ready.test(line)) return;
      clearTimeout(late);
      resolve();
    };
    if (child.stdout) createInterface({ input: child.stdout }).on('line', read);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', read);
    child.once('exit', () => {
      clearTimeout(late);
      reject(
        new StartError(
          `${options.name} ended at once: ${lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'without a word'}; ${hint}`,
        ),
      );
    });
  });

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await gone;
  clearTimeout(timer);
};
