import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenAmong, hiddenIn, leastShown, type Part } from './suppress.ts';

const groups = (...counts: number[]) => counts.map((count, index) => ({ key: `g${index}`, count }));
const hidden = (...counts: number[]) => [...hiddenAmong(groups(...counts)).hidden].sort();

describe('groups under five', () => {
  test('are hidden, and the smallest of the others with a single one', () => {
    expect(hidden(12, 9, 20)).toEqual([]);
    expect(hidden(12, 3, 20)).toEqual(['g0', 'g1']);
    expect(hidden(12, 3, 4, 20)).toEqual(['g1', 'g2']);
  });

  test('two small ones whose sum is under five take a third with them', () => {
    expect(hidden(12, 2, 2, 20)).toEqual(['g0', 'g1', 'g2']);
  });

  test('five ones would be told by their sum', () => {
    expect(hidden(1, 1, 1, 1, 1, 8)).toEqual(['g0', 'g1', 'g2', 'g3', 'g4', 'g5']);
    expect(hiddenAmong(groups(1, 1, 1, 1, 1)).safe).toBe(false);
  });

  test('an empty group tells of nobody and shields nobody', () => {
    expect(hidden(0, 12, 9)).toEqual([]);
    expect(hidden(0, 3, 9, 12)).toEqual(['g1', 'g2']);
  });

  test('a school of one class is hidden with it', () => {
    const root: Part = {
      key: 'all',
      count: 23,
      parts: [
        { key: 'A', count: 3, parts: [{ key: 'A/1', count: 3 }] },
        { key: 'B', count: 8, parts: [{ key: 'B/1', count: 8 }] },
        { key: 'C', count: 12, parts: [{ key: 'C/1', count: 12 }] },
      ],
    };
    expect([...hiddenIn(root)].sort()).toEqual(['A', 'A/1', 'B', 'B/1']);
  });
});

const class_ = fc.integer({ min: 0, max: 9 });
const school = fc.record({ classes: fc.array(class_, { minLength: 1, maxLength: 4 }), hide: fc.boolean() });
const tree = fc.array(school, { minLength: 1, maxLength: 4 }).map((schools): Part => {
  const parts = schools.map(({ classes, hide }, s) => ({
    key: `s${s}`,
    count: classes.reduce((sum, count) => sum + count, 0),
    parts: classes.map((count, c) => ({ key: `s${s}c${c}`, count, hide: hide && c === 0 })),
  }));
  return { key: 'all', count: parts.reduce((sum, part) => sum + part.count, 0), parts };
});

/** Every way to write `sum` as `n` numbers of at least `least`. */
const waysOf = (sum: number, n: number, least: number): number[][] =>
  n === 1
    ? [[sum]].filter(([only]) => (only ?? 0) >= least)
    : Array.from({ length: Math.max(0, sum - least * (n - 1) - least + 1) }, (_, i) => i + least).flatMap(
        (first) => waysOf(sum - first, n - 1, least).map((rest) => [first, ...rest]),
      );

describe('no hidden group can be reckoned from shown ones', () => {
  test('a reader who knows every total, every shown figure and which groups hold anyone still can choose', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const off = hiddenIn(root);
        const visit = (node: Part) => {
          const parts = node.parts ?? [];
          if (off.has(node.key)) {
            for (const part of parts) expect(off.has(part.key)).toBe(true);
            return;
          }
          expect(node.count === 0 || node.count >= leastShown).toBe(true);
          const unknown = parts.filter((part) => off.has(part.key) && part.count > 0);
          const shown = parts.filter((part) => !off.has(part.key));
          // All that subtraction gives: what the hidden ones are together, each of them at least one.
          const together = node.count - shown.reduce((sum, part) => sum + part.count, 0);
          if (unknown.length > 0) {
            expect(together).toBeGreaterThanOrEqual(leastShown);
            const ways = waysOf(together, unknown.length, 1);
            for (const [at] of unknown.entries()) {
              expect(new Set(ways.map((way) => way[at])).size).toBeGreaterThan(1);
            }
          }
          parts.forEach(visit);
        };
        visit(root);
      }),
      { numRuns: 2_000 },
    );
  });

  test('nothing is hidden where every group is large enough', () => {
    const large = fc.array(fc.integer({ min: leastShown, max: 30 }), { maxLength: 8 });
    fc.assert(
      fc.property(large, (counts) => {
        expect(hidden(...counts)).toEqual([]);
      }),
    );
  });
});
