/**
 * Small writes of lanes that run side by side, as one: what is asked for while `work` is under way waits for it, and
 * goes together in the next. `work` gives an answer for each item, in order; when it throws, all of them do.
 */
export const gathered = <Item, Answer>(
  work: (items: readonly Item[]) => Promise<Answer[]>,
): ((item: Item) => Promise<Answer>) => {
  let waiting: Item[] = [];
  let next: Promise<Answer[]> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  const begin = async (after: Promise<unknown>): Promise<Answer[]> => {
    await after;
    const items = waiting;
    waiting = [];
    next = null;
    return work(items);
  };

  return async (item) => {
    const at = waiting.push(item) - 1;
    if (next === null) {
      next = begin(underWay);
      underWay = next.catch(() => undefined);
    }
    const answer = (await next)[at];
    if (answer === undefined) throw new Error('gathered work gave too few answers');
    return answer;
  };
};
