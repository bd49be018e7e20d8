/** Choices out of a list of numbers, so that fast-check can shrink a whole life by shrinking numbers. */
export type Dice = {
  /** 0 to `n` − 1. */
  below(n: number): number;
  /** True in `percent` of a hundred. */
  chance(percent: number): boolean;
  /** One of a list; null when it's empty. */
  oneOf<T>(list: readonly T[]): T | null;
};

/** Reads the numbers in turn; where they run out, zero: the plainest choice. */
export const diceOf = (numbers: readonly number[]): Dice => {
  let at = 0;
  const below = (n: number): number => {
    const drawn = numbers[at] ?? 0;
    at += 1;
    return drawn % n;
  };
  return {
    below,
    // High draws say yes, so that a shrunk life is a plain one.
    chance: (percent) => below(100) >= 100 - percent,
    oneOf: (list) => list[below(Math.max(1, list.length))] ?? null,
  };
};
