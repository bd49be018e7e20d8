/** `eht/{id}/meetings`: EHT/BHT goes through its list, with minutes as it goes and one decision for each pupil. */
import { z } from 'zod';
import type { Command } from '../../domain/case/commands.ts';
import type { LocalDate } from '../../domain/time.ts';
import { mayCommand } from '../../domain/permissions.ts';
import { findCase, type CaseFile } from '../../records/cases.ts';
import { saveContents } from '../../records/contents.ts';
import {
  addMeetingItem,
  addMinute,
  findMeeting,
  itemsOf,
  listMeetings,
  minutesOf,
  openMeeting,
  type EhtMeeting,
} from '../../records/eht-meetings.ts';
import { findPeople } from '../../records/people.ts';
import { requireSchool } from '../class-access.ts';
import { commandRequest } from '../command-request.ts';
import { answerOnce, runCommand } from '../command.ts';
import type { Deps } from '../deps.ts';
import { createDraft, idFrom, type Draft } from '../draft.ts';
import { textsOf } from '../eht-rows.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { date, id, note } from '../schemas/common.ts';
import { decisionBody, decisionInput, monthlyReviewBody, monthlyReviewCommand } from '../schemas/ladder.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';

const school = z.object({ id: id('The school unit.') });
const oneMeeting = school.extend({ meetingId: id('The meeting.') });

const meetingRow = z
  .object({ id: z.string(), schoolUnit: z.string(), heldOn: z.string(), openedBy: z.string() })
  .meta({ id: 'EhtMeeting' });

const meetingWhole = meetingRow
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

const itemBody = z
  .union([
    z.strictObject({ caseId: id('The case.'), decision: decisionBody.omit({ decidedOn: true }) }),
    z.strictObject({ caseId: id('The case.'), monthlyReview: monthlyReviewBody.omit({ heldOn: true }) }),
  ])
  .meta({ id: 'EhtMeetingItemBody', description: 'One pupil: a decision, or the review of the month.' });

/** The meeting of the path, at the path's school. */
async function meetingOfPath(db: Deps['db'], path: { id: string; meetingId: string }): Promise<EhtMeeting> {
  const meeting = await findMeeting(db, path.meetingId);
  if (meeting === null || meeting.schoolUnit !== path.id) {
    throw new Problem('not-found', { field: 'path/meetingId' });
  }
  return meeting;
}

/** A case of the school that the body names. */
async function caseAtSchool(db: Deps['db'], caseId: string, schoolUnit: string): Promise<CaseFile> {
  const file = await findCase(db, caseId);
  if (file === null || file.state.pupil.schoolUnit !== schoolUnit) {
    throw new Problem('not-found', { field: '/caseId' });
  }
  return file;
}

const commandOf = (body: z.output<typeof itemBody>, heldOn: LocalDate, draft: Draft): Command =>
  'decision' in body
    ? { type: 'decideInEht', decision: decisionInput({ ...body.decision, decidedOn: heldOn }, draft) }
    : monthlyReviewCommand({ ...body.monthlyReview, heldOn }, draft);

export const ehtMeetingRoutes = [
  defineRoute({
    method: 'get',
    path: '/eht/{id}/meetings',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: "EHT's meetings at a school",
    params: school,
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
    params: school,
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
    params: oneMeeting,
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
    params: oneMeeting,
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
  defineRoute({
    method: 'post',
    path: '/eht/{id}/meetings/{meetingId}/decisions',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Decide for one pupil on the list',
    description:
      "The case's own command (`decideInEht`, `recordMonthlyReview`) with the meeting's day; its minutes are `note`.",
    params: oneMeeting,
    query: none,
    headers: commandHeaders,
    body: itemBody,
    example: {
      caseId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11',
      decision: {
        outcome: 'coordinator',
        waitUntil: null,
        note: 'Samordnaren tar kontakt.',
        mentorAnswer: null,
      },
    },
    answer: {
      status: 200,
      description: 'Accepted by the case. `ETag` carries its new revision.',
      schema: commandAnswer,
    },
    async handle(call): Promise<Reply> {
      const session = signedIn(call);
      const { deps, params, body } = call;
      await requireSchool(deps.db, session.actor, 'eht.hold', params.id);
      const meeting = await meetingOfPath(deps.db, params);
      const file = await caseAtSchool(deps.db, body.caseId, params.id);
      const path = '/eht/{id}/meetings/{meetingId}/decisions';
      const request = commandRequest(call, session, 'post', path);
      const draft = createDraft(request.commandId);
      const command = commandOf(body, meeting.heldOn, draft);
      if (!mayCommand(session.actor, command.type, file.state)) throw new Problem('not-permitted');
      const reply = await runCommand(call, session, request, {
        caseId: file.id,
        command,
        draft,
        within: null,
        pathFields: [],
        status: 200,
        prepare: () => Promise.resolve(file.number),
        undo: () => Promise.resolve(),
      });
      if (reply.status === 200) {
        await addMeetingItem(deps.db, {
          commandId: request.commandId,
          meetingId: meeting.id,
          caseId: file.id,
          what: 'decision' in body ? 'decision' : 'monthlyReview',
          ehtDecisionId: draft.ids['ehtDecisionId']?.[0] ?? null,
        });
      }
      return reply;
    },
  }),
];
