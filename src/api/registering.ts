/** Papers are entered in the register by themselves: each minute, and before anybody reads it. */
import type { Logger } from 'pino';
import type { Db } from '../records/connect.ts';
import { registerWaiting } from '../records/registry/register.ts';

/** Enters all that waits. */
export async function registerAll(db: Db): Promise<void> {
  for (let seen = -1; seen !== 0;) seen = await registerWaiting(db);
}

/** The same for whoever doesn't wait for it. */
export async function registerNow(db: Db, log: Logger): Promise<void> {
  try {
    await registerAll(db);
  } catch (error) {
    log.warn({ err: error }, 'papers could not be entered in the register now');
  }
}
