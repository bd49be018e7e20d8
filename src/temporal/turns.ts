/** The last work under way, by name. */
export type Turns = Map<string, Promise<unknown>>;

/** Does `work` when all earlier work under the same name is done, whether it went well or not. */
export const inTurn = <T>(turns: Turns, name: string, work: () => Promise<T>): Promise<T> => {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const kept = mine
    .catch(() => undefined)
    .finally(() => {
      if (turns.get(name) === kept) turns.delete(name);
    });
  turns.set(name, kept);
  return mine;
};
