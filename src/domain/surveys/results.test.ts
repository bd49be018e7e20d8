import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aForm } from '../../../test/factories/survey.ts';
import { resultsOf, type GroupTally } from './results.ts';
import { addTallies, emptyTally, tallyOne } from './tally.ts';

const group = (schoolUnit: string, name: string, answers: { well: number; say?: string }[]): GroupTally => ({
  schoolUnit,
  class: name,
  tally: answers.map((one) => tallyOne(one, (id) => id === 'say')).reduce(addTallies, emptyTally),
});
const many = (n: number, well = 3) => Array.from({ length: n }, () => ({ well }));

describe('results of a round', () => {
  test('a class under five is hidden together with another of its school; the school is shown', () => {
    const results = resultsOf(aForm(), [
      group('1', '7A', many(3)),
      group('1', '7B', many(6, 5)),
      group('1', '7C', many(9)),
      group('2', '8A', many(10)),
    ]);
    expect(results.classes.map((one) => one.answers)).toEqual([null, null, 9, 10]);
    expect(results.schools.map((one) => one.answers)).toEqual([18, 10]);
    expect(results.all.answers).toBe(28);
    expect(results.classes[0]?.questions[0]).toEqual({
      questionId: 'well',
      answers: null,
      mean: null,
      counts: null,
      texts: null,
    });
    expect(results.classes[2]?.questions[0]).toMatchObject({ answers: 9, mean: 3, counts: { '3': 9 } });
  });

  test('a question that few answered is hidden where its group is shown', () => {
    const told = [{ well: 1, say: 'Bra' }, { well: 2, say: 'Inte bra' }, ...many(6)];
    const [only] = resultsOf(aForm(), [group('1', '7A', told)]).classes;
    expect(only?.answers).toBe(8);
    expect(only?.questions.map((one) => one.answers)).toEqual([8, 0, 0, null]);
  });

  test('texts are shown of schools, never of a class', () => {
    const told = ['e', 'd', 'c', 'b', 'a'].map((say) => ({ well: 1, say }));
    const results = resultsOf(aForm(), [group('1', '7A', told)]);
    expect(results.schools[0]?.questions[3]?.texts).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(results.classes[0]?.questions[3]).toMatchObject({ answers: 5, texts: null });
  });

  test('what is hidden as a group is hidden in each question', () => {
    const answers = fc.array(fc.record({ well: fc.integer({ min: 1, max: 5 }) }), { maxLength: 9 });
    const classes = fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), answers), { maxLength: 7 });
    fc.assert(
      fc.property(classes, (list) => {
        const results = resultsOf(
          aForm(),
          list.map(([unit, told], index) => group(unit, `c${index}`, told)),
        );
        for (const one of [results.all, ...results.schools, ...results.classes]) {
          if (one.answers !== null) expect(one.answers === 0 || one.answers >= 5).toBe(true);
          else expect(one.questions.every((question) => question.answers === null)).toBe(true);
        }
      }),
    );
  });
});
