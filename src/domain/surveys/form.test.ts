import { describe, expect, test } from 'vitest';
import { aForm } from '../../../test/factories/survey.ts';
import { checkAnswers, checkForm } from './form.ts';

describe('a form', () => {
  test('has each id once, and choices to choose between', () => {
    expect(checkForm(aForm())).toEqual([]);
    const [scale, , choice] = aForm().questions;
    if (scale === undefined || choice?.kind !== 'choice') throw new Error('another form');
    expect(checkForm(aForm({ questions: [scale, scale] }))).toEqual([
      { question: 1, option: null, code: 'duplicate-id' },
    ]);
    const [option] = choice.options;
    if (option === undefined) throw new Error('another form');
    expect(checkForm(aForm({ questions: [{ ...choice, options: [option] }] }))).toEqual([
      { question: 0, option: null, code: 'too-few' },
    ]);
    expect(checkForm(aForm({ questions: [{ ...choice, options: [option, option] }] }))).toEqual([
      { question: 0, option: 1, code: 'duplicate-id' },
    ]);
  });
});

describe('an answer', () => {
  test('is kept without blanks', () => {
    const given = { well: 4, adult: true, help: ['more-time'], say: '  ' };
    expect(checkAnswers(aForm(), given)).toEqual({
      ok: true,
      answers: { well: 4, adult: true, help: ['more-time'] },
    });
  });

  test.each([
    [{ well: 0 }, 'well', 'wrong-value'],
    [{ well: 6 }, 'well', 'wrong-value'],
    [{ well: 2.5 }, 'well', 'wrong-value'],
    [{ well: '3' }, 'well', 'wrong-value'],
    [{ well: 3, adult: 'ja' }, 'adult', 'wrong-value'],
    [{ well: 3, help: ['other'] }, 'help', 'wrong-value'],
    [{ well: 3, help: ['more-time', 'more-time'] }, 'help', 'wrong-value'],
    [{ well: 3, help: 'more-time' }, 'help', 'wrong-value'],
    [{ well: 3, say: 'x'.repeat(4_001) }, 'say', 'wrong-value'],
    [{}, 'well', 'missing'],
    [{ well: 3, other: 1 }, 'other', 'unknown-question'],
    [{ well: 3, constructor: 1 }, 'constructor', 'unknown-question'],
  ])('%j: %s is refused as %s', (given, questionId, code) => {
    expect(checkAnswers(aForm(), given)).toEqual({ ok: false, problems: [{ questionId, code }] });
  });
});
