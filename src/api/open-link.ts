/** A survey behind a link: what it asks while the link works, and what becomes of an answer. */
import { randomUUID } from 'node:crypto';
import type { Answers, SurveyForm } from '../domain/surveys/form.ts';
import { takesAnswers } from '../domain/surveys/link.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from '../records/connect.ts';
import { findCaseSurvey } from '../records/others-part/case-surveys.ts';
import { findLink, type SurveyLink } from '../records/others-part/survey-links.ts';
import { findRound } from '../records/others-part/survey-rounds.ts';
import { Problem } from './problem.ts';
import { answersOrRefuse, keepAnonymous, keepInCase } from './survey-answers.ts';
import { tokenPattern } from './survey-tokens.ts';

/** The link and its form, while it takes answers; one problem for all that can be wrong with it. */
export async function openLink(
  db: Db,
  token: string,
  today: LocalDate,
): Promise<{ link: SurveyLink; form: SurveyForm }> {
  const link = tokenPattern.test(token) ? await findLink(db, token) : null;
  const asked = link === null ? null : await askedBy(db, link);
  if (link === null || asked === null) throw new Problem('answer-link-gone');
  // A link that may be used once is gone when it has been.
  const open = takesAnswers({ ...link, ...asked, used: false }, today);
  if (!open) throw new Problem('answer-link-gone');
  return { link, form: asked.form };
}

async function askedBy(db: Db, { target }: SurveyLink) {
  if (target.kind === 'round') {
    const round = await findRound(db, target.roundId);
    return round === null ? null : { form: round.form, opensOn: round.from, closed: round.closedOn !== null };
  }
  const survey = await findCaseSurvey(db, target.caseSurveyId);
  return survey === null ? null : { form: survey.form, opensOn: null, closed: survey.withdrawnOn !== null };
}

/** Keeps what a link's answer says; throws a problem for a link that is gone or an answer that doesn't fit. */
export async function receiveAnswer(db: Db, token: string, given: Answers, today: LocalDate): Promise<void> {
  const { link, form } = await openLink(db, token, today);
  const answers = answersOrRefuse(form, given);
  const once = link.repeatable ? null : token;
  const { target } = link;
  if (target.kind === 'round') return keepAnonymous(db, { ...target, form, token: once }, answers);
  const { caseSurveyId } = target;
  const answer = {
    id: randomUUID(),
    caseSurveyId,
    answers,
    how: 'link',
    enteredBy: null,
    on: today,
  } as const;
  return keepInCase(db, answer, once);
}
