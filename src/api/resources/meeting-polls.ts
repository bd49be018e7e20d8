/** `cases/{id}/meeting-polls`: times that a coordinator suggests for a meeting, and what the guests say of them. */
import { z } from 'zod';
import { checkPoll, lastDayOf } from '../../domain/polls/poll.ts';
import { closePoll, keepAnswers, pollsOf, revokeGuests, savePoll } from '../../records/polls/polls.ts';
import { schoolCalendar } from '../calendar.ts';
import { createDraft } from '../draft.ts';
import { fieldOfBody } from '../fields.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { participants } from '../participants.ts';
import { guestOf, pollOfPath, pollView } from '../polls.ts';
import { Problem, refusalProblem } from '../problem.ts';
import { defineRoute, none, type Call } from '../route.ts';
import { pageOf } from '../schemas/page.ts';
import { answersInOrder, ofCase, oneGuest, onePoll, pollBody, pollSchema } from '../schemas/poll.ts';
import { todayAt } from '../today.ts';

const tag = 'meeting polls';
const read = { kind: 'action', action: 'poll.read', on: 'case' } as const;
const hold = { kind: 'action', action: 'poll.hold', on: 'case' } as const;

/** The poll of the path as it is now. */
async function shown(
  call: Pick<Call<{ id: string; pollId: string }, unknown, unknown>, 'deps' | 'granted' | 'params'>,
) {
  const { db } = call.deps;
  const poll = await pollOfPath(db, call.params);
  return { status: 200, body: await pollView(db, grantedCase(call).file, poll) };
}

export const meetingPollRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/meeting-polls',
    tag,
    access: read,
    summary: 'Suggested times in a case',
    params: ofCase,
    query: none,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('polls', pollSchema) },
    async handle(call) {
      const { db } = call.deps;
      const { file } = grantedCase(call);
      const all = await pollsOf(db, file.id);
      const polls = await Promise.all(all.map((poll) => pollView(db, file, poll)));
      return { status: 200, body: { polls, total: polls.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/meeting-polls',
    tag,
    access: hold,
    summary: 'Suggest times for a meeting',
    description:
      'Two to eight. Each guest with an address gets a mail with a link of their own, answers without signing in, and learns nothing of the case. Only those whom consent covers may be asked; a refusal names the missing consent.',
    params: ofCase,
    query: none,
    headers: keyHeader,
    body: pollBody,
    example: {
      kind: 'collaboration',
      times: [
        { date: '2026-10-14', from: '14:00', minutes: 60 },
        { date: '2026-10-15', from: '09:00', minutes: 60 },
      ],
      participants: [
        { kind: 'pupil' },
        { kind: 'receiver', receiver: 'bup', name: 'BUP mottagningen', email: 'mottagning@bup.example' },
      ],
    },
    answer: { status: 201, description: 'The poll.', schema: pollSchema },
    async handle(call) {
      const { deps, body, now } = call;
      const { db } = deps;
      const { file } = grantedCase(call);
      const session = signedIn(call);
      const today = todayAt(now);
      const pollId = newId(call, session, 'meetingPoll');
      const draft = createDraft(pollId);
      const asked = participants(body.participants, draft, file.state, null);
      const { kind, times } = body;
      const calendar = await schoolCalendar(db, file.state.pupil.schoolUnit, today);
      const no = checkPoll(
        file.state,
        { kind, times, participants: asked },
        { actor: session.actor, now, today, calendar },
      );
      if (no !== null) throw refusalProblem(no.refusal, fieldOfBody(no.refusal.field, null), false);
      await savePoll(
        db,
        {
          pollId,
          caseId: file.id,
          kind,
          times,
          expiresOn: lastDayOf({ times }) ?? today,
          createdBy: session.personId,
          createdOn: today,
        },
        asked.map(({ participantId, as }) => ({ guestId: participantId, as })),
        draft.contents,
      );
      await deps.mailNews.tell();
      const poll = await pollOfPath(db, { id: file.id, pollId });
      return { status: 201, body: await pollView(db, file, poll) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/meeting-polls/{pollId}',
    tag,
    access: read,
    summary: 'Suggested times with their answers',
    params: onePoll,
    query: none,
    body: none,
    answer: { status: 200, description: 'The poll.', schema: pollSchema },
    handle: shown,
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/answer',
    tag,
    access: hold,
    summary: "Enter a guest's answer, given by telephone",
    description: 'In place of an earlier one.',
    params: oneGuest,
    query: none,
    body: z.strictObject({ answers: answersInOrder }).meta({ id: 'MeetingPollAnswerBody' }),
    example: { answers: ['yes', 'ifNeedBe'] },
    answer: { status: 200, description: 'The poll.', schema: pollSchema },
    async handle(call) {
      const { deps, params, body } = call;
      const { db } = deps;
      const poll = await pollOfPath(db, params);
      const { guestId } = guestOf(poll, params.guestId);
      if (body.answers.length !== poll.times.length) {
        throw new Problem('invalid-value', { field: '/answers', params: { times: poll.times.length } });
      }
      const by = signedIn(call).personId;
      const answer = { pollId: poll.pollId, guestId, answers: body.answers, on: todayAt(call.now), by };
      if (!(await keepAnswers(db, answer))) throw new Problem('already-done', { params: { what: 'poll' } });
      return shown(call);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/revocation',
    tag,
    access: hold,
    summary: "Take a guest's link back",
    description: 'They are asked no longer and counted no longer. Repeating it changes nothing.',
    params: oneGuest,
    query: none,
    body: none,
    answer: { status: 200, description: 'The poll.', schema: pollSchema },
    async handle(call) {
      const { db } = call.deps;
      const { guestId } = guestOf(await pollOfPath(db, call.params), call.params.guestId);
      await revokeGuests(db, [guestId]);
      return shown(call);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/meeting-polls/{pollId}/closing',
    tag,
    access: hold,
    summary: 'Close suggested times without choosing one',
    description: 'Repeating it changes nothing. Calling a meeting with `pollId` closes them as well.',
    params: onePoll,
    query: none,
    body: none,
    answer: { status: 200, description: 'The poll.', schema: pollSchema },
    async handle(call) {
      const { db } = call.deps;
      await closePoll(db, (await pollOfPath(db, call.params)).pollId);
      return shown(call);
    },
  }),
];
