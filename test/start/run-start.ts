/** `npm start` as a process of its own, in a folder and on ports of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { freePortBase } from '../setup/port-base.ts';

const project = path.resolve(import.meta.dirname, '..', '..');

export type Ports = Record<
  'PORT' | 'BRYGGAN_DB_PORT' | 'BRYGGAN_TEMPORAL_PORT' | 'BRYGGAN_SMTP_PORT',
  string
> & {
  BRYGGAN_TEMPORAL_UI_PORT: string;
};

export type Started = {
  child: ChildProcess;
  /** All that it said. */
  said: string[];
  /** What it complained of. */
  complained: string[];
  ended: Promise<{ code: number | null; signal: string | null }>;
  /** Until it said something that fits; throws with all that it said when it ends before. */
  until(pattern: RegExp): Promise<string>;
};

export const fivePorts = async (): Promise<Ports> => {
  const base = await freePortBase();
  return {
    PORT: `${base}0`,
    BRYGGAN_DB_PORT: `${base}1`,
    BRYGGAN_TEMPORAL_PORT: `${base}2`,
    BRYGGAN_TEMPORAL_UI_PORT: `${base}3`,
    BRYGGAN_SMTP_PORT: `${base}4`,
  };
};

/** What `npm start` runs, with these settings on top of the machine's own. */
export const runStart = (dataDir: string, settings: Record<string, string>): Started => {
  const child = spawn(process.execPath, ['src/start/boot.mjs'], {
    cwd: project,
    env: { ...process.env, ...settings, BRYGGAN_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const complained: string[] = [];
  const listeners = new Set<() => void>();
  const hear = (lines: string[]) => (line: string) => {
    lines.push(line);
    for (const tell of listeners) tell();
  };
  createInterface({ input: child.stdout }).on('line', hear(said));
  createInterface({ input: child.stderr }).on('line', hear(complained));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = said.find((line) => pattern.test(line));
        if (found === undefined) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      void ended.then(() => {
        if (listeners.delete(look))
          reject(new Error(`It ended without saying ${pattern}:\n${[...said, ...complained].join('\n')}`));
      });
    });
  return { child, said, complained, ended, until };
};
