import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { readConfig } from '../config.ts';
import { freePort } from '../ports.ts';
import { type RunningBryggan, startBryggan } from './bryggan.ts';
import type { Say } from './say.ts';

/**
 * Starts a rehearsal of its own, on free ports and in a temporary folder that `stop` deletes; also when the process
 * is told to end. Its data needn't survive a power cut. `read` is `readConfig`, which entry points alone have. Throws
 * what `startBryggan` throws.
 */
export const startThrowAway = async (
  read: typeof readConfig,
  environment: NodeJS.ProcessEnv,
  say: Say,
  policy: 'uppsala' | 'dals-ed',
): Promise<RunningBryggan> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bryggan-throw-away-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const free = async () => String(await freePort());
  const port = await free();
  const config = read({
    ...environment,
    BRYGGAN_MODE: 'rehearsal',
    BRYGGAN_POLICY: policy,
    BRYGGAN_DATA_DIR: folder,
    DATABASE_URL: '',
    SMTP_URL: '',
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: `http://localhost:${port}`,
    BRYGGAN_DB_PORT: await free(),
    BRYGGAN_TEMPORAL_PORT: await free(),
    BRYGGAN_TEMPORAL_UI_PORT: await free(),
    BRYGGAN_SMTP_PORT: await free(),
  });
  const running = await startBryggan(config, { ...environment, LOG_LEVEL: 'warn' }, say, {
    throwAway: true,
  }).catch((error: unknown) => {
    clear();
    throw error;
  });
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopping ??= running.stop().finally(clear));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().then(() => process.exit(1)));
  return { ...running, stop };
};
