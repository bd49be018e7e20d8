import { vi } from 'vitest';

/**
 * Asks until it holds, as long as a busy machine may need. For what comes by itself after an answer: mail, a
 * projection, a fact that reaches a case.
 */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: 50 });
