/** Which process dies at which point of a story: drawn from a seed, so that a failure can be had again. */

export type Fault = {
  /** As this many things are being told. */
  at: number;
  victim: 'worker' | 'server';
  /** How long after it was sent, ms: before it arrives, while it is decided, or after the answer. */
  afterMs: number;
};

/** mulberry32: small, and the same everywhere. Gives numbers from 0 to below 1. */
export const diceFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** `count` different points among the `told` things of a story, in order; worker and server by turns. */
export const drawFaults = (dice: () => number, count: number, told: number): Fault[] => {
  const points = Array.from({ length: told }, (_, i) => i + 1);
  for (let i = points.length - 1; i > 0; i -= 1) {
    const j = Math.floor(dice() * (i + 1));
    [points[i], points[j]] = [points[j] ?? 0, points[i] ?? 0];
  }
  return points
    .slice(0, count)
    .toSorted((a, b) => a - b)
    .map((at, i) => ({
      at,
      victim: i % 2 === 0 ? 'worker' : 'server',
      afterMs: Math.floor(dice() ** 2 * 1_500),
    }));
};
