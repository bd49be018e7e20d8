import { isFree } from '../../src/ports.ts';

/** The common beginning of eight ports, `<base>0` to `<base>7`, that are free now; below those that systems hand out. */
export const freePortBase = async (): Promise<string> => {
  for (;;) {
    const base = String(1100 + Math.floor(Math.random() * 2000));
    const ports = Array.from({ length: 8 }, (_, i) => Number(`${base}${i}`));
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
};
