/**
 * A survey's form and what an answer to it may hold. A form that has been saved never changes: a change makes a new
 * version, so that an answer always stands beside the questions that were asked.
 */
import type { Both } from '../both.ts';

export type Question = { questionId: string; text: Both; required: boolean } & (
  | { kind: 'scale'; low: Both; high: Both }
  | { kind: 'yesNo' }
  | { kind: 'choice'; options: { optionId: string; text: Both }[]; several: boolean }
  | { kind: 'text' }
);

/** Who answers. */
export const respondents = ['pupil', 'guardian', 'staff'] as const;
export type Respondent = (typeof respondents)[number];

/** When in relation to a period of work: results of before and after stand beside each other. */
export const moments = ['before', 'during', 'after', 'single'] as const;
export type Moment = (typeof moments)[number];

export type SurveyForm = {
  title: Both;
  /** What the answerer reads first: why, and what becomes of the answer. */
  intro: Both;
  respondent: Respondent;
  questions: Question[];
};

/** 1–5, yes or no, an option's id or several, or a text. */
export type AnswerValue = number | boolean | string | string[];
export type Answers = Readonly<Record<string, AnswerValue>>;

export type FormProblem = {
  /** Where in the list of questions. */
  question: number;
  option: number | null;
  code: 'duplicate-id' | 'too-few';
};

/** What is wrong with a form as a whole: ids that come twice, a choice with fewer than two options. */
export function checkForm({ questions }: SurveyForm): FormProblem[] {
  const problems: FormProblem[] = [];
  const seen = new Set<string>();
  questions.forEach((question, index) => {
    if (seen.has(question.questionId)) {
      problems.push({ question: index, option: null, code: 'duplicate-id' });
    }
    seen.add(question.questionId);
    if (question.kind !== 'choice') return;
    if (question.options.length < 2) problems.push({ question: index, option: null, code: 'too-few' });
    const options = new Set<string>();
    question.options.forEach(({ optionId }, option) => {
      if (options.has(optionId)) problems.push({ question: index, option, code: 'duplicate-id' });
      options.add(optionId);
    });
  });
  return problems;
}

export type AnswerProblem = { questionId: string; code: 'missing' | 'unknown-question' | 'wrong-value' };

/** Longest text of an answer, in characters. */
export const longestAnswer = 4_000;

const isScale = (value: AnswerValue): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;

function fits(question: Question, value: AnswerValue): boolean {
  switch (question.kind) {
    case 'scale':
      return isScale(value);
    case 'yesNo':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string' && value.length <= longestAnswer;
    case 'choice': {
      const known = new Set(question.options.map((option) => option.optionId));
      if (typeof value === 'string') return !question.several && known.has(value);
      return (
        question.several &&
        Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((one) => known.has(one))
      );
    }
  }
}

/** Whether a value says anything: a blank text and an empty choice are no answer. */
const isBlank = (value: AnswerValue | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** Checks an answer against its form: what is kept, without blanks, or what is wrong, question by question. */
export function checkAnswers(
  form: SurveyForm,
  given: Answers,
): { ok: true; answers: Answers } | { ok: false; problems: AnswerProblem[] } {
  const known = new Set(form.questions.map((question) => question.questionId));
  const problems: AnswerProblem[] = Object.keys(given)
    .filter((questionId) => !known.has(questionId))
    .map((questionId) => ({ questionId, code: 'unknown-question' }));
  const kept: [string, AnswerValue][] = [];
  for (const question of form.questions) {
    const { questionId } = question;
    const value = Object.hasOwn(given, questionId) ? given[questionId] : undefined;
    if (value === undefined || isBlank(value)) {
      if (question.required) problems.push({ questionId, code: 'missing' });
    } else if (fits(question, value)) {
      kept.push([questionId, value]);
    } else {
      problems.push({ questionId, code: 'wrong-value' });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers: Object.fromEntries(kept) };
}
