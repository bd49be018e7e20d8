/** Does `work` for each item, at most `lanes` at a time, in order of start; ends early when `work` says `false`. */
export const inLanes = async <T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<boolean>,
): Promise<void> => {
  const queue = items.values();
  let goOn = true;
  const lane = async () => {
    // The lanes share one iterator: each takes what comes next.
    for (const item of queue) {
      if (!(await work(item))) goOn = false;
      if (!goOn) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};
