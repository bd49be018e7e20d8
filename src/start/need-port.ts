import { setTimeout as wait } from 'node:timers/promises';
import { isFree } from '../ports.ts';
import { StartError } from './say.ts';

/**
 * Refuses a port that another program has, before anything is started. What a killed run left needs a moment to
 * notice and let go: `patienceMs` is how long that may take. Port 0 is always free.
 */
export const needPort = async (port: number, setting: string, patienceMs: number): Promise<void> => {
  if (port === 0) return;
  const until = performance.now() + patienceMs;
  while (!(await isFree(port))) {
    if (performance.now() >= until)
      throw new StartError(
        `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose another by ${setting}.`,
      );
    await wait(200);
  }
};
