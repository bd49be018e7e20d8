/**
 * Somebody who asks for every figure there is and reckons with them: adds and subtracts answers, as often as they like.
 * What can be had so of a group of cells is exact linear algebra: the group is told when its indicator is in the span of
 * those that were answered.
 */

/** So many people in each cell. */
export type Counts = ReadonlyMap<string, number>;

const indicator = (cells: readonly string[], group: ReadonlySet<string>): number[] =>
  cells.map((cell) => (group.has(cell) ? 1 : 0));

/** Rows in echelon form. Numbers stay small here: floats are exact enough, and what is nearly nothing is nothing. */
class Span {
  private readonly rows: { row: number[]; pivot: number }[] = [];

  rest(vector: readonly number[]): number[] {
    let left = [...vector];
    for (const { row, pivot } of this.rows) {
      const times = left[pivot] ?? 0;
      if (times !== 0) left = left.map((value, at) => value - times * (row[at] ?? 0));
    }
    return left.map((value) => (Math.abs(value) < 1e-7 ? 0 : value));
  }

  add(vector: readonly number[]): void {
    const left = this.rest(vector);
    const pivot = left.findIndex((value) => value !== 0);
    const lead = left[pivot];
    if (lead === undefined) return;
    this.rows.push({ row: left.map((value) => value / lead), pivot });
  }

  has(vector: readonly number[]): boolean {
    return this.rest(vector).every((value) => value === 0);
  }
}

/** Every set of cells with anybody in them that holds fewer than `least` people together. */
function* smallGroups(
  cells: readonly string[],
  counts: Counts,
  least: number,
  chosen: readonly string[] = [],
  total = 0,
): Generator<readonly string[]> {
  for (const [at, cell] of cells.entries()) {
    const sum = total + (counts.get(cell) ?? 0);
    if (sum >= least) continue;
    const group = [...chosen, cell];
    yield group;
    yield* smallGroups(cells.slice(at + 1), counts, least, group, sum);
  }
}

/** A small group that can be reckoned from the answered ones; null when none can. */
export function reckonedBy(
  counts: Counts,
  answered: readonly ReadonlySet<string>[],
  least: number,
): readonly string[] | null {
  const cells = [...counts].filter(([, count]) => count > 0).map(([cell]) => cell);
  const known = new Span();
  for (const group of answered) known.add(indicator(cells, group));
  for (const group of smallGroups(cells, counts, least)) {
    if (known.has(indicator(cells, new Set(group)))) return group;
  }
  return null;
}
