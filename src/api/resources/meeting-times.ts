/**
 * `meeting-times/{token}`: suggested times by a guest's own link, without signing in. It tells nothing of whom the
 * meeting is about. Wrong tokens are slowed down (`app.ts`) and answered alike, whatever is wrong with them.
 */
import { z } from 'zod';
import { keepAnswers } from '../../records/polls/polls.ts';
import { openTimes } from '../polls.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { answersInOrder } from '../schemas/poll.ts';
import { tokenInPath } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const params = tokenInPath;
const access = {
  kind: 'open',
  why: 'A guest answers suggested times through a link without signing in; the token is the right.',
} as const;

const suggested = z
  .object({
    over: z
      .enum(['chosen', 'closed'])
      .nullable()
      .meta({ description: 'Null while answers are taken; then nothing else is told.' }),
    times: z.array(z.object({ date: z.string(), from: z.string(), minutes: z.int() })),
    answers: z.array(z.string()).nullable().meta({ description: "The guest's own, so far." }),
    expiresOn: z.string().nullable(),
  })
  .meta({ id: 'SuggestedTimes', description: 'What a link asks. Nothing personal.' });

export const meetingTimeRoutes = [
  defineRoute({
    method: 'get',
    path: '/meeting-times/{token}',
    tag: 'meeting polls',
    access,
    summary: 'The times that a link asks about',
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'The times.', schema: suggested },
    async handle({ deps, params: { token }, now }) {
      const opened = await openTimes(deps.db, token, todayAt(now));
      if (opened.kind === 'over') {
        return { status: 200, body: { over: opened.why, times: [], answers: null, expiresOn: null } };
      }
      const { times, expiresOn } = opened.poll;
      return { status: 200, body: { over: null, times, answers: opened.guest.answers, expiresOn } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/meeting-times/{token}',
    tag: 'meeting polls',
    access,
    summary: 'Answer suggested times',
    description: 'In place of an earlier answer, until a time is chosen.',
    params,
    query: none,
    body: z.strictObject({ answers: answersInOrder }).meta({ id: 'SuggestedTimesAnswer' }),
    example: { answers: ['yes', 'no'] },
    answer: {
      status: 200,
      description: 'Received.',
      schema: z.object({ received: z.literal(true) }).meta({ id: 'SuggestedTimesReceived' }),
    },
    async handle({ deps, params: { token }, body, now }) {
      const on = todayAt(now);
      const opened = await openTimes(deps.db, token, on);
      if (opened.kind === 'over') throw new Problem('already-done', { params: { what: 'poll' } });
      const { poll, guest } = opened;
      if (body.answers.length !== poll.times.length) {
        throw new Problem('invalid-value', { field: '/answers', params: { times: poll.times.length } });
      }
      const { pollId } = poll;
      const answer = { pollId, guestId: guest.guestId, answers: body.answers, on, by: null };
      // Somebody closed it or took the link back in between.
      if (!(await keepAnswers(deps.db, answer))) throw new Problem('answer-link-gone');
      return { status: 200, body: { received: true } };
    },
  }),
];
