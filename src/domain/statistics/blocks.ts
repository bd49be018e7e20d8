/**
 * Groups under five are hidden, also from whoever asks for many groups and subtracts. People are divided once, by rule
 * and not by the question, into blocks of at least five, and no question gets an answer that cuts a block. Whatever
 * anybody adds and subtracts of such answers is made of whole blocks: it tells of no fewer than five.
 *
 * Cells are the smallest groups that may be asked for (a school's stage). A cell that is too small is joined with the
 * nearest others until they are enough together.
 */
import { leastShown } from '../surveys/suppress.ts';

export type Cell = {
  /** Unique among the cells. */
  key: string;
  /** What the cell is part of, from the nearest to the widest: joined first with those that share it. */
  near: readonly string[];
  /** How many people. */
  count: number;
};

type Enough<C> = (block: readonly C[]) => boolean;

export const countOf = (cells: readonly Cell[]): number => cells.reduce((sum, { count }) => sum + count, 0);

const enoughPeople: Enough<Cell> = (block) => countOf(block) >= leastShown;

/** A block while it grows, with what is asked of it again and again. */
type Growing<C> = {
  cells: readonly C[];
  count: number;
  /** The first of its cells' keys. */
  key: string;
  /** What all its cells share at each level; null where they differ. */
  shared: readonly (string | null)[];
  enough: boolean;
};

function joined<C extends Cell>(a: Growing<C>, b: Growing<C>, isEnough: Enough<C>): Growing<C> {
  const cells = [...a.cells, ...b.cells];
  return {
    cells,
    count: a.count + b.count,
    key: a.key < b.key ? a.key : b.key,
    shared: a.shared.map((at, level) => (at === b.shared[level] ? at : null)),
    enough: isEnough(cells),
  };
}

/** The smaller; of two as small, the one whose key comes first: the same whoever asks. */
const smaller = <B extends Growing<unknown>>(a: B | undefined, b: B): B =>
  a === undefined || b.count < a.count || (b.count === a.count && b.key < a.key) ? b : a;

/** The smallest of those that aren't enough either, else of all, among those that share what is nearest. */
function partnerOf<C>(block: Growing<C>, others: readonly Growing<C>[]): Growing<C> | undefined {
  const among = (isNear: (one: Growing<C>) => boolean): Growing<C> | undefined => {
    let [small, any]: (Growing<C> | undefined)[] = [];
    for (const one of others) {
      if (one === block || !isNear(one)) continue;
      any = smaller(any, one);
      if (!one.enough) small = smaller(small, one);
    }
    return small ?? any;
  };
  for (const [level, mine] of block.shared.entries()) {
    const found = mine === null ? undefined : among((one) => one.shared[level] === mine);
    if (found !== undefined) return found;
  }
  return among(() => true);
}

/**
 * The blocks; null where all the cells together aren't enough, and nothing may be told. Cells without anybody are in
 * none. Joining must keep what is enough enough: more people never make a block less so.
 */
export function blocksOf<C extends Cell>(
  cells: readonly C[],
  isEnough: Enough<C> = enoughPeople,
): (readonly C[])[] | null {
  let blocks = cells
    .filter(({ count }) => count > 0)
    .map((cell): Growing<C> => {
      const { count, key, near } = cell;
      return { cells: [cell], count, key, shared: near, enough: isEnough([cell]) };
    });
  for (;;) {
    let small: Growing<C> | undefined;
    for (const block of blocks) if (!block.enough) small = smaller(small, block);
    if (small === undefined) return blocks.map((block) => block.cells);
    const partner = partnerOf(small, blocks);
    if (partner === undefined) return null;
    const rest = blocks.filter((block) => block !== small && block !== partner);
    blocks = [...rest, joined(partner, small, isEnough)];
  }
}

/** Each one's block, to look up. */
export const blockOfEach = <T>(blocks: readonly (readonly T[])[]): Map<T, readonly T[]> =>
  new Map(blocks.flatMap((block) => block.map((one) => [one, block] as const)));

/** Whether an answer cuts no block: each is asked for whole or not at all. `asked` holds nobody twice. */
export function cutsNone<T>(blockOf: ReadonlyMap<T, readonly T[]>, asked: readonly T[]): boolean {
  const touched = new Set(asked.map((one) => blockOf.get(one)));
  let inThem = 0;
  for (const block of touched) inThem += block?.length ?? Infinity;
  return inThem === asked.length;
}
