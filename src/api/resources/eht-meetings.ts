/** `eht/{id}/meetings`: EHT/BHT goes through its list, with minutes as it goes and one decision for each pupil. */
import { z } from 'zod';
import { saveContents } from '../../records/contents.ts';
import { addMinute, itemsOf, listMeetings, minutesOf, openMeeting } from '../../records/eht-meetings.ts';
import { findPeople } from '../../records/people.ts';
import { requireSchool } from '../class-access.ts';
import { commandRequest } from '../command-request.ts';
import { answerOnce } from '../command.ts';
import { idFrom } from '../draft.ts';
import { meetingOfPath, meetingPath, schoolPath } from '../eht-meeting.ts';
import { textsOf } from '../eht-rows.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { commandHeaders } from '../schemas/answers.ts';
import { date, note } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';

const meetingRow = z
  .object({ id: z.string(), schoolUnit: z.string(), heldOn: z.string(), openedBy: z.string() })
  .meta({ id: 'EhtMeeting' });

export const meetingWhole = meetingRow
  .extend({
    minutes: z.array(z.object({ seq: z.int(), note: z.string().nullable(), by: z.string().nullable() })),
    items: z
      .array(
        z.object({
          caseId: z.string(),
          caseNumber: z.string(),
          what: z.enum(['decision', 'monthlyReview']),
          ehtDecisionId: z.string().nullable(),
        }),
      )
      .meta({ description: 'What was decided, in order; each stands whole in its case.' }),
  })
  .meta({ id: 'EhtMeetingWhole' });

export const ehtMeetingRoutes = [
  defineRoute({
    method: 'get',
    path: '/eht/{id}/meetings',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: "EHT's meetings at a school",
    params: schoolPath,
    query: z.object({ limit, offset }),
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('meetings', meetingRow) },
    async handle(call) {
      const { deps, params, query } = call;
      await requireSchool(deps.db, signedIn(call).actor, 'eht.hold', params.id);
      return { status: 200, body: await listMeetings(deps.db, params.id, query) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/eht/{id}/meetings',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Begin a meeting of EHT/BHT',
    description: 'Then go through `GET /eht/{id}/list` and send one decision for each pupil.',
    params: schoolPath,
    query: none,
    headers: commandHeaders,
    body: z.strictObject({ heldOn: date('The day of the meeting.') }).meta({ id: 'EhtMeetingBody' }),
    example: { heldOn: '2026-09-14' },
    answer: {
      status: 201,
      description: 'The meeting.',
      schema: z.object({ meetingId: z.string() }).meta({ id: 'BegunEhtMeeting' }),
    },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params, body } = call;
      await requireSchool(deps.db, session.actor, 'eht.hold', params.id);
      if (body.heldOn > todayAt(call.now)) throw new Problem('date-in-future', { field: '/heldOn' });
      const request = commandRequest(call, session, 'post', '/eht/{id}/meetings');
      return answerOnce(deps, session, request, null, async () => {
        const meetingId = idFrom(request.commandId, 'ehtMeeting');
        const { heldOn } = body;
        await openMeeting(deps.db, {
          id: meetingId,
          schoolUnit: params.id,
          heldOn,
          openedBy: session.personId,
        });
        return { status: 201, body: { meetingId } };
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/eht/{id}/meetings/{meetingId}',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'One meeting with its minutes and decisions',
    params: meetingPath,
    query: none,
    body: none,
    answer: { status: 200, description: 'The meeting.', schema: meetingWhole },
    async handle(call) {
      const { deps, params } = call;
      await requireSchool(deps.db, signedIn(call).actor, 'eht.hold', params.id);
      const meeting = await meetingOfPath(deps.db, params);
      const minutes = await minutesOf(deps.db, meeting.id);
      const read = await textsOf(
        deps.db,
        minutes.map((one) => one.contentId),
      );
      const writers = await findPeople(deps.db, [...new Set(minutes.map((one) => one.writtenBy))]);
      const nameOf = new Map(writers.map((one) => [one.id, fullName(one)]));
      return {
        status: 200,
        body: {
          ...meeting,
          minutes: minutes.map((one) => ({
            seq: one.seq,
            note: read(one.contentId),
            by: nameOf.get(one.writtenBy) ?? null,
          })),
          items: await itemsOf(deps.db, meeting.id),
        },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/eht/{id}/meetings/{meetingId}/minutes',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Add to the minutes',
    description: 'What concerns no single pupil. What does is the `note` of that pupil’s decision.',
    params: meetingPath,
    query: none,
    headers: commandHeaders,
    body: z.strictObject({ note: note('What was said.') }).meta({ id: 'EhtMinuteBody' }),
    example: { note: 'Genomgång av klasserna i åk 7.' },
    answer: { status: 201, description: 'Added.', schema: z.object({ meetingId: z.string() }) },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params, body } = call;
      await requireSchool(deps.db, session.actor, 'eht.hold', params.id);
      const meeting = await meetingOfPath(deps.db, params);
      const request = commandRequest(call, session, 'post', '/eht/{id}/meetings/{meetingId}/minutes');
      return answerOnce(deps, session, request, null, async () => {
        const contentId = idFrom(request.commandId, 'content', '0');
        const content = { id: contentId, kind: 'ehtMinute', body: { text: body.note } };
        const from = { caseId: null, commandId: null, createdBy: session.personId };
        await saveContents(deps.db, [content], from);
        const id = idFrom(request.commandId, 'ehtMinute');
        await addMinute(deps.db, { id, meetingId: meeting.id, contentId, writtenBy: session.personId });
        return { status: 201, body: { meetingId: meeting.id } };
      });
    },
  }),
];
