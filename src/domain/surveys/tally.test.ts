import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTallies, emptyTally, meanOf, tallyOne, type Tally } from './tally.ts';

const isText = (id: string) => id === 'say';
const tallyAll = (all: Parameters<typeof tallyOne>[0][]): Tally =>
  all.map((one) => tallyOne(one, isText)).reduce(addTallies, emptyTally);

describe('a tally of anonymous answers', () => {
  test('counts what was chosen', () => {
    const tally = tallyAll([
      { well: 4, adult: true, help: ['a', 'b'], say: 'Ö' },
      { well: 2, adult: false, help: ['b'], say: 'Bra' },
    ]);
    expect(tally).toEqual({
      answers: 2,
      questions: {
        adult: { answers: 2, counts: { no: 1, yes: 1 }, texts: [] },
        help: { answers: 2, counts: { a: 1, b: 2 }, texts: [] },
        say: { answers: 2, counts: {}, texts: ['Bra', 'Ö'] },
        well: { answers: 2, counts: { '2': 1, '4': 1 }, texts: [] },
      },
    });
    expect(tally.questions['well'] && meanOf(tally.questions['well'])).toBe(3);
    expect(meanOf({ answers: 0, counts: {}, texts: [] })).toBeNull();
  });

  test('is the same, byte for byte, whatever the order in which the answers came', () => {
    const answer = fc.record(
      { well: fc.integer({ min: 1, max: 5 }), adult: fc.boolean(), say: fc.string({ minLength: 1 }) },
      { requiredKeys: [] },
    );
    const both = fc
      .array(answer, { maxLength: 12 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      );
    fc.assert(
      fc.property(both, ([all, shuffled]) => {
        expect(JSON.stringify(tallyAll(shuffled))).toBe(JSON.stringify(tallyAll(all)));
      }),
    );
  });
});
