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

/** What all cells of a block share at a level; null where they differ. */
const shared = (block: readonly Cell[], level: number): string | null => {
  const first = block[0]?.near[level] ?? null;
  return block.every((cell) => cell.near[level] === first) ? first : null;
};

/** The smallest first; of two as small, the one whose key comes first: the same whoever asks. */
const bySize = (a: readonly Cell[], b: readonly Cell[]): number =>
  countOf(a) - countOf(b) || ((a[0]?.key ?? '') < (b[0]?.key ?? '') ? -1 : 1);

function partnerOf<C extends Cell>(
  block: readonly C[],
  others: readonly C[][],
  isEnough: Enough<C>,
): C[] | undefined {
  const best = (list: readonly C[][]): C[] | undefined => {
    const small = list.filter((one) => !isEnough(one));
    return (small.length > 0 ? small : list).toSorted(bySize)[0];
  };
  for (let level = 0; level < (block[0]?.near.length ?? 0); level += 1) {
    const mine = shared(block, level);
    if (mine === null) continue;
    const found = best(others.filter((one) => shared(one, level) === mine));
    if (found !== undefined) return found;
  }
  return best(others);
}

/**
 * The blocks; null where all the cells together aren't enough, and nothing may be told. Cells without anybody are in
 * none. Joining must keep what is enough enough: more people never make a block less so.
 */
export function blocksOf<C extends Cell>(
  cells: readonly C[],
  isEnough: Enough<C> = enoughPeople,
): C[][] | null {
  let blocks = cells.filter(({ count }) => count > 0).map((cell) => [cell]);
  for (;;) {
    const small = blocks.filter((block) => !isEnough(block)).toSorted(bySize)[0];
    if (small === undefined) return blocks;
    const others = blocks.filter((block) => block !== small);
    const partner = partnerOf(small, others, isEnough);
    if (partner === undefined) return null;
    blocks = [...others.filter((block) => block !== partner), [...partner, ...small]];
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
