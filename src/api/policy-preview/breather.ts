/** Long work of one request beside those of others: it counts its own time, and lets them have their turn. */
import { setImmediate } from 'node:timers/promises';

/** Others get their turn after so long. */
const turnMs = 15;

export const breather = (budgetMs: number) => {
  let spent = 0;
  let since = performance.now();
  return {
    /** Whether there is time left to begin more. */
    goesOn: (): boolean => spent + performance.now() - since < budgetMs,
    async breathe(): Promise<void> {
      const now = performance.now();
      if (now - since < turnMs) return;
      spent += now - since;
      await setImmediate();
      since = performance.now();
    },
  };
};
