/** `eht/{id}/meetings/{meetingId}/decisions`: one pupil of the list, by the case's own command. */
import { z } from 'zod';
import type { Command } from '../../domain/case/commands.ts';
import { mayCommand, relationToCase } from '../../domain/permissions.ts';
import type { LocalDate } from '../../domain/time.ts';
import { findCase, type CaseFile } from '../../records/cases.ts';
import { addMeetingItem } from '../../records/eht-meetings.ts';
import { requireSchool } from '../class-access.ts';
import { commandRequest } from '../command-request.ts';
import { runCommand } from '../command.ts';
import type { Deps } from '../deps.ts';
import { createDraft, type Draft } from '../draft.ts';
import { meetingOfPath, meetingPath } from '../eht-meeting.ts';
import { signedIn } from '../granted.ts';
import { noteShown } from '../looks.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { id } from '../schemas/common.ts';
import { decisionBody, decisionInput, monthlyReviewBody, monthlyReviewCommand } from '../schemas/ladder.ts';

const itemBody = z
  .union([
    z.strictObject({ caseId: id('The case.'), decision: decisionBody.omit({ decidedOn: true }) }),
    z.strictObject({ caseId: id('The case.'), monthlyReview: monthlyReviewBody.omit({ heldOn: true }) }),
  ])
  .meta({ id: 'EhtMeetingItemBody', description: 'One pupil: a decision, or the review of the month.' });

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

export const ehtMeetingDecisionRoutes = [
  defineRoute({
    method: 'post',
    path: '/eht/{id}/meetings/{meetingId}/decisions',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Decide for one pupil on the list',
    description:
      "The case's own command (`decideInEht`, `recordMonthlyReview`) with the meeting's day; its minutes are `note`.",
    params: meetingPath,
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
      const told = [{ caseId: file.id, pupilId: file.pupilId }];
      const relation = relationToCase(session.actor, file.state);
      await noteShown({ ...call, session }, `post /api/v1${path}`, relation, told);
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
