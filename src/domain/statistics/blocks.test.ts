import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastShown } from '../surveys/suppress.ts';
import { blockOfEach, blocksOf, countOf, cutsNone, type Cell } from './blocks.ts';

const cell = (school: string, stage: string, count: number): Cell => ({
  key: `${school}/${stage}`,
  near: [school, stage],
  count,
});
const keys = (blocks: readonly (readonly Cell[])[] | null) =>
  blocks?.map((block) => block.map(({ key }) => key).sort()).sort();

describe('blocks', () => {
  it('join what is too small within its school, else within its stage, else with anything', () => {
    expect(keys(blocksOf([cell('a', '4-6', 2), cell('a', '7-9', 9), cell('b', '4-6', 7)]))).toEqual([
      ['a/4-6', 'a/7-9'],
      ['b/4-6'],
    ]);
    expect(keys(blocksOf([cell('a', '4-6', 2), cell('b', '7-9', 9), cell('c', '4-6', 12)]))).toEqual([
      ['a/4-6', 'c/4-6'],
      ['b/7-9'],
    ]);
    expect(keys(blocksOf([cell('a', '4-6', 2), cell('b', '7-9', 9)]))).toEqual([['a/4-6', 'b/7-9']]);
  });

  it('are none where all together are too few, and know nothing of cells without anybody', () => {
    expect(blocksOf([cell('a', '4-6', 2), cell('b', '7-9', 2)])).toBeNull();
    expect(keys(blocksOf([cell('a', '4-6', 0), cell('b', '7-9', 5)]))).toEqual([['b/7-9']]);
    expect(blocksOf([])).toEqual([]);
  });

  it('hold each cell with anybody once, five people at least, and the same whatever the order', () => {
    const cells = fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z')), {
        selector: (pair) => pair.join('/'),
      })
      .chain((places) =>
        fc.tuple(...places.map(([school, stage]) => fc.nat(9).map((count) => cell(school, stage, count)))),
      );
    fc.assert(
      fc.property(cells, (list) => {
        const blocks = blocksOf(list);
        if (blocks === null) {
          expect(countOf(list)).toBeLessThan(leastShown);
          return;
        }
        for (const block of blocks) expect(countOf(block)).toBeGreaterThanOrEqual(leastShown);
        expect(
          blocks
            .flat()
            .map(({ key }) => key)
            .sort(),
        ).toEqual(
          list
            .filter(({ count }) => count > 0)
            .map(({ key }) => key)
            .sort(),
        );
        expect(keys(blocksOf(list.toReversed()))).toEqual(keys(blocks));
      }),
    );
  });

  it('are cut by whoever asks for a part of one', () => {
    const [one, two, three] = [cell('a', 'x', 3), cell('a', 'y', 3), cell('b', 'x', 6)];
    const blockOf = blockOfEach(blocksOf([one, two, three]) ?? []);
    expect(cutsNone(blockOf, [one, two])).toBe(true);
    expect(cutsNone(blockOf, [three])).toBe(true);
    expect(cutsNone(blockOf, [one])).toBe(false);
    expect(cutsNone(blockOf, [one, three])).toBe(false);
    expect(cutsNone(blockOf, [])).toBe(true);
  });
});
