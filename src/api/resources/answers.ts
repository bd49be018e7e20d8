/**
 * `answers/{token}`: a survey by its link, without signing in. The page shows the questions and nothing of whom they
 * are about; the answer says only that it came. Wrong tokens are slowed down (`app.ts`).
 */
import { z } from 'zod';
import { openLink, receiveAnswer } from '../open-link.ts';
import { defineRoute, none } from '../route.ts';
import { answersExample, answersSchema, formFields } from '../schemas/survey.ts';
import { tokenInPath } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const openSurvey = z
  .object({
    ...formFields,
    anonymous: z.boolean().meta({ description: 'Whether the answer is kept without a case.' }),
    repeatable: z.boolean(),
    expiresOn: z.string(),
  })
  .meta({ id: 'OpenSurvey', description: 'What a link asks. Nothing personal.' });

const params = tokenInPath;
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
