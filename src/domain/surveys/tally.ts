/**
 * Anonymous answers are never kept one by one: each is added to its group's tally as it comes, and what is left is
 * how many chose what. Texts stand in the order of the alphabet, so that nothing tells who wrote before whom.
 */
import type { Answers, AnswerValue } from './form.ts';

export type QuestionTally = {
  /** How many answered the question. */
  answers: number;
  /** By value: `1`–`5`, `yes`/`no`, an option's id. */
  counts: Readonly<Record<string, number>>;
  texts: readonly string[];
};

export type Tally = { answers: number; questions: Readonly<Record<string, QuestionTally>> };

export const emptyTally: Tally = { answers: 0, questions: {} };
export const emptyQuestion: QuestionTally = { answers: 0, counts: {}, texts: [] };

const tallyOf = (value: AnswerValue): QuestionTally => {
  if (Array.isArray(value)) {
    return { answers: 1, counts: Object.fromEntries(value.map((option) => [option, 1])), texts: [] };
  }
  if (typeof value === 'boolean') return { answers: 1, counts: { [value ? 'yes' : 'no']: 1 }, texts: [] };
  return { answers: 1, counts: { [String(value)]: 1 }, texts: [] };
};

const textTally = (text: string): QuestionTally => ({ answers: 1, counts: {}, texts: [text] });

/** One answer (already checked) as a tally; `isText` tells which questions are texts. */
export function tallyOne(answers: Answers, isText: (questionId: string) => boolean): Tally {
  return {
    answers: 1,
    questions: Object.fromEntries(
      Object.entries(answers).map(([questionId, value]) => [
        questionId,
        isText(questionId) && typeof value === 'string' ? textTally(value) : tallyOf(value),
      ]),
    ),
  };
}

/** What a record itself holds: an id may be a word that every object answers to. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** One order for all texts, whatever the machine's language. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function addQuestions(a: QuestionTally, b: QuestionTally): QuestionTally {
  const values = [...new Set([...Object.keys(a.counts), ...Object.keys(b.counts)])].sort(byCode);
  return {
    answers: a.answers + b.answers,
    counts: Object.fromEntries(
      values.map((value) => [value, (ownValue(a.counts, value) ?? 0) + (ownValue(b.counts, value) ?? 0)]),
    ),
    texts: [...a.texts, ...b.texts].sort(byCode),
  };
}

/** Two tallies together. The order in which answers came leaves no trace in the sum. */
export function addTallies(a: Tally, b: Tally): Tally {
  const ids = [...new Set([...Object.keys(a.questions), ...Object.keys(b.questions)])].sort(byCode);
  return {
    answers: a.answers + b.answers,
    questions: Object.fromEntries(
      ids.map((id) => [
        id,
        addQuestions(ownValue(a.questions, id) ?? emptyQuestion, ownValue(b.questions, id) ?? emptyQuestion),
      ]),
    ),
  };
}

/** The mean of a scale's answers, to two decimals; null without answers. */
export function meanOf({ counts }: QuestionTally): number | null {
  let sum = 0;
  let answers = 0;
  for (const [value, count] of Object.entries(counts)) {
    sum += Number(value) * count;
    answers += count;
  }
  return answers === 0 ? null : Math.round((100 * sum) / answers) / 100;
}
