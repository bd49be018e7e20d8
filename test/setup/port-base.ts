/**
 * Ports that a test gives away and that are bound later. They lie below those that the system hands out by itself
 * (to every connection and every server on port 0), and each of the run's processes has a range of its own, so that
 * nobody takes one in between.
 */
import { isFree } from '../../src/ports.ts';

const firstBase = 1100;
const basesEach = 500;

/** The common beginning of eight ports, `<base>0` to `<base>7`, that are free now. */
export const freePortBase = async (): Promise<string> => {
  const range = (Number(process.env['VITEST_POOL_ID'] ?? 0) % 4) * basesEach;
  for (;;) {
    const base = String(firstBase + range + Math.floor(Math.random() * basesEach));
    const ports = Array.from({ length: 8 }, (_, i) => Number(`${base}${i}`));
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
};

/** One such port. */
export const aFreePort = async (): Promise<number> => Number(`${await freePortBase()}0`);
