/** The command line as npm starts it: a process with nothing of this one's environment. */
import { execFile } from 'node:child_process';
import path from 'node:path';

const boot = path.resolve(import.meta.dirname, '..', '..', 'src', 'cli', 'boot.mjs');

export type Ended = { code: number; out: string; err: string };

export const bryggan = (args: string[], env: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [boot, ...args],
      { env: { PATH: process.env['PATH'], ...env } },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
