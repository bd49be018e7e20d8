/** Answers to a survey, by link or from paper: checked against the form, then kept where they belong. */
import { checkAnswers, type AnswerProblem, type Answers, type SurveyForm } from '../domain/surveys/form.ts';
import type { Group } from '../domain/surveys/groups.ts';
import { tallyOne } from '../domain/surveys/tally.ts';
import { inTransaction, type Db } from '../records/connect.ts';
import { saveCaseAnswer, type CaseSurveyAnswer } from '../records/others-part/case-surveys.ts';
import { useUpLink } from '../records/others-part/survey-links.ts';
import { holdOpenRound } from '../records/others-part/survey-rounds.ts';
import { addToTally } from '../records/others-part/survey-tallies.ts';
import { fieldTexts, type FieldCode } from '../texts/problems.ts';
import { Problem } from './problem.ts';

const codeOf: Record<AnswerProblem['code'], FieldCode> = {
  missing: 'answer-missing',
  'unknown-question': 'answer-unknown',
  'wrong-value': 'answer-wrong',
};

/** The answers that are kept; throws a 422 problem that names each question. */
export function answersOrRefuse(form: SurveyForm, given: Answers): Answers {
  const checked = checkAnswers(form, given);
  if (checked.ok) return checked.answers;
  const errors = checked.problems.map(({ questionId, code }) => ({
    field: `/answers/${questionId.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    detail: fieldTexts[codeOf[code]].sv,
    detail_en: fieldTexts[codeOf[code]].en,
  }));
  throw new Problem('invalid-request', { errors, field: errors[0]?.field ?? '/answers' });
}

/**
 * Adds an anonymous answer to its class' tally. A link that may be used once (`token`) is used up in the same
 * transaction: an answer counts once or not at all, and what is left of both is a number that is one higher.
 */
export function keepAnonymous(
  db: Db,
  to: { roundId: string; group: Group; form: SurveyForm; token: string | null },
  answers: Answers,
): Promise<void> {
  const texts = new Set(
    to.form.questions.filter(({ kind }) => kind === 'text').map(({ questionId }) => questionId),
  );
  const one = tallyOne(answers, (questionId) => texts.has(questionId));
  return inTransaction(db, async (trx) => {
    if (!(await holdOpenRound(trx, to.roundId))) throw new Problem('survey-round-closed');
    if (to.token !== null && !(await useUpLink(trx, to.token))) throw new Problem('answer-link-gone');
    await addToTally(trx, to.roundId, to.group, one);
  });
}

/** Keeps an answer that belongs to a case, and uses up its link where that may be used once. */
export function keepInCase(db: Db, answer: CaseSurveyAnswer, token: string | null): Promise<void> {
  return inTransaction(db, async (trx) => {
    if (token !== null && !(await useUpLink(trx, token))) throw new Problem('answer-link-gone');
    await saveCaseAnswer(trx, answer);
  });
}
