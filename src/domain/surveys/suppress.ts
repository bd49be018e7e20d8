/**
 * Groups under five are hidden, also from whoever subtracts what is shown from a total. Numbers are added up in one
 * way only, in a tree (all → schools → classes), so that a number can be reckoned by subtraction in one way only.
 *
 * What a reader knows of a node's hidden parts is their sum. So for each node that is shown:
 * 1. no hidden part is alone: at least two parts with anyone in them are hidden together, or none;
 * 2. their sum is no small group itself: at least five;
 * 3. their sum isn't their number, which would tell that each of them is one.
 * Where that can't be had, the node itself is hidden. Under a hidden node everything is hidden.
 */

/** Fewer than this are never shown. */
export const leastShown = 5;

export type Counted = {
  key: string;
  /** How many people stand behind the figure. */
  count: number;
  /** Hidden whatever its count, because it's hidden elsewhere. */
  hide?: boolean;
};

export type Part = Counted & { parts?: readonly Part[] };

const isEnough = (hidden: readonly Counted[]): boolean => {
  const withAnyone = hidden.filter((group) => group.count > 0);
  const sum = withAnyone.reduce((total, group) => total + group.count, 0);
  return withAnyone.length >= 2 && sum >= leastShown && sum > withAnyone.length;
};

/**
 * Which of a shown total's groups are hidden. `safe` is false when even hiding all of them doesn't keep one from being
 * reckoned: then the total must not be shown. A group with nobody in it is shown as empty: it tells of nobody.
 */
export function hiddenAmong(groups: readonly Counted[]): { hidden: Set<string>; safe: boolean } {
  const must = groups.filter(({ count, hide }) => hide === true || (count > 0 && count < leastShown));
  const names = (list: readonly Counted[]) => new Set(list.map((group) => group.key));
  if (!must.some((group) => group.count > 0)) return { hidden: names(must), safe: true };
  const taken = names(must);
  const spare = groups
    .filter((group) => group.count > 0 && !taken.has(group.key))
    .sort((a, b) => a.count - b.count || (a.key < b.key ? -1 : 1));
  const hidden = [...must];
  while (!isEnough(hidden)) {
    const next = spare.shift();
    if (next === undefined) return { hidden: names(hidden), safe: false };
    hidden.push(next);
  }
  return { hidden: names(hidden), safe: true };
}

const keysUnder = (part: Part): string[] => [part.key, ...(part.parts ?? []).flatMap(keysUnder)];

/**
 * The keys (unique in the tree) whose figures are hidden. A node's count is the sum of its parts' where it has parts.
 */
export function hiddenIn(root: Part): Set<string> {
  const inner = partsOf(root);
  const small = root.hide === true || (root.count > 0 && root.count < leastShown);
  return small || !inner.safe ? new Set(keysUnder(root)) : inner.hidden;
}

function partsOf({ parts = [] }: Part): { hidden: Set<string>; safe: boolean } {
  const inner = new Map(parts.map((part) => [part.key, partsOf(part)]));
  const { hidden, safe } = hiddenAmong(
    parts.map((part) => ({ ...part, hide: part.hide === true || inner.get(part.key)?.safe === false })),
  );
  const all = parts.flatMap((part) =>
    hidden.has(part.key) ? keysUnder(part) : [...(inner.get(part.key)?.hidden ?? [])],
  );
  return { hidden: new Set(all), safe };
}
