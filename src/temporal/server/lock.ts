import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../../processes.ts';

const tryTake = async (file: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Runs `work` while this process alone holds the lock file. A lock whose holder has died is taken over.
 * `waiting` is told once when another process holds it.
 */
export const withLock = async <T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> => {
  await mkdir(path.dirname(file), { recursive: true });
  let told = false;
  while (!(await tryTake(file))) {
    const holder = Number(await readFile(file, 'utf8').catch(() => '')) || null;
    if (holder !== null && !isAlive(holder)) {
      await rm(file, { force: true });
      continue;
    }
    if (!told) waiting();
    told = true;
    await wait(500);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
};
