/** Servers that aren't ours, kept running: one that dies while it should run is started again. */
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../processes.ts';
import type { Say } from './say.ts';

export type Server = { pid: number; stop: () => Promise<void> };

const lookEveryMs = 1_000;
const againAfterMs = 5_000;

/**
 * Starts a server and looks each second whether it lives; also one that was taken over and is nobody's child.
 * `start` must find the data, the port and whatever a killed server left, as it does after a kill of everything.
 * Throws what the first start throws; later failures are told, each once, and tried again.
 */
export const keepRunning = async <T extends Server>(
  name: string,
  start: () => Promise<T>,
  say: Say,
): Promise<{ first: T; stop: () => Promise<void> }> => {
  const first = await start();
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => {});
  let server = first;

  const startAgain = async () => {
    say(`${name} ended: starting it again`);
    for (let told = ''; !signal.aborted;) {
      try {
        server = await start();
        return;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        if (why !== told) say(`${name}: ${why}`);
        told = why;
        await pause(againAfterMs);
      }
    }
  };
  const watch = async () => {
    while (!signal.aborted) {
      await pause(lookEveryMs);
      if (!signal.aborted && !isAlive(server.pid)) await startAgain();
    }
  };
  const watching = watch();

  return {
    first,
    stop: async () => {
      stopping.abort();
      await watching;
      await server.stop();
    },
  };
};
