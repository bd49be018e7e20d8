/**
 * `answers/{token}`: a survey by its link, without signing in. The page shows the questions and nothing of whom they
 * are about; the answer says only that it came. Wrong tokens are slowed down (`app.ts`).
 */
import { z } from 'zod';
import type { SurveyForm } from '../../domain/surveys/form.ts';
import { takesAnswers } from '../../domain/surveys/link.ts';
import type { LocalDate } from '../../domain/time.ts';
import { randomUUID } from 'node:crypto';
import type { Db } from '../../records/connect.ts';
import { findCaseSurvey } from '../../records/others-part/case-surveys.ts';
import { findLink, type SurveyLink } from '../../records/others-part/survey-links.ts';
import { findRound } from '../../records/others-part/survey-rounds.ts';
import type { Answers } from '../../domain/surveys/form.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { answersExample, answersSchema, formFields } from '../schemas/survey.ts';
import { answersOrRefuse, keepAnonymous, keepInCase } from '../survey-answers.ts';
import { tokenPattern } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const openSurvey = z
  .object({
    ...formFields,
    anonymous: z.boolean().meta({ description: 'Whether the answer is kept without a case.' }),
    repeatable: z.boolean(),
    expiresOn: z.string(),
  })
  .meta({ id: 'OpenSurvey', description: 'What a link asks. Nothing personal.' });

const params = z.object({
  token: z
    .string()
    .max(200)
    .meta({ description: 'From the link.', example: 'x'.repeat(32) }),
});
const access = {
  kind: 'open',
  why: 'A survey is answered through a link without signing in; the token is the right.',
} as const;

export const answerRoutes = [
  defineRoute({
    method: 'get',
    path: '/answers/{token}',
    tag: 'surveys',
    access,
    summary: 'What a link asks',
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'The questions.', schema: openSurvey },
    async handle({ deps, params: { token }, now }) {
      const { link, form } = await openLink(deps.db, token, todayAt(now));
      const { expiresOn, repeatable, target } = link;
      return {
        status: 200,
        body: { ...form, anonymous: target.kind === 'round', repeatable, expiresOn },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/answers/{token}',
    tag: 'surveys',
    access,
    summary: 'Answer a survey by its link',
    description: 'A link for one answer stops working with it.',
    params,
    query: none,
    body: z.strictObject({ answers: answersSchema }).meta({ id: 'AnswerBody' }),
    example: { answers: answersExample },
    answer: {
      status: 201,
      description: 'Received. Nothing of the answer is told back.',
      schema: z.object({ received: z.literal(true) }).meta({ id: 'AnswerReceived' }),
    },
    async handle({ deps, params: { token }, body, now }) {
      await receiveAnswer(deps.db, token, body.answers, todayAt(now));
      return { status: 201, body: { received: true } };
    },
  }),
];

/** The link and its form, while it takes answers; one problem for all that can be wrong with it. */
async function openLink(
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
async function receiveAnswer(db: Db, token: string, given: Answers, today: LocalDate): Promise<void> {
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
