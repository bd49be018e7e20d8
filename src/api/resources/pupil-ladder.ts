/** What staff do for a pupil who may have no case yet: a concern, a talk with guardians, a report to EHT begin one. */
import { z } from 'zod';
import type { Command } from '../../domain/case/commands.ts';
import { requireFreshSignIn, requirePupilCommand } from '../access.ts';
import { commandRequest } from '../command-request.ts';
import { createDraft } from '../draft.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { takeSlot } from '../reserve.ts';
import { defineRoute, none } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { id } from '../schemas/common.ts';
import {
  concernBody,
  concernExample,
  concernInput,
  reportBody,
  reportExample,
  reportInput,
  slotOf,
  talkBody,
  talkExample,
  talkInput,
} from '../schemas/ladder.ts';
import { runForPupil } from '../to-pupil.ts';
import { todayAt } from '../today.ts';
import { noteLook } from '../looks.ts';

const answer = {
  status: 201,
  description: 'Accepted, in the case that the pupil has or in the one that began with it.',
  schema: commandAnswer,
};
const joinsCase = 'Goes to the open case where the pupil has one, and begins one otherwise.';

export const pupilLadderRoutes = [
  defineRoute({
    method: 'post',
    path: '/concerns',
    tag: 'commands',
    access: { kind: 'command', command: 'raiseConcern', on: 'body' },
    summary: 'Raise a concern for a pupil (preschool, leisure, school)',
    description: `A short form; BHT (EHT) decides. ${joinsCase} One from preschool or leisure is voluntary for the family throughout.`,
    params: none,
    query: none,
    headers: commandHeaders,
    body: concernBody.safeExtend({ pupilId: id('The pupil.') }).meta({ id: 'NewConcernBody' }),
    example: { pupilId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', ...concernExample },
    answer,
    async handle(call) {
      const session = signedIn(call);
      const { pupilId, ...concern } = call.body;
      const today = todayAt(call.now);
      const { db } = call.deps;
      const { actor } = session;
      const found = await requirePupilCommand(db, actor, pupilId, 'raiseConcern', today, '/pupilId');
      requireFreshSignIn(call.deps, session, found);
      await noteLook(call.deps, 'post /api/v1/concerns', session, found, call.now);
      const request = commandRequest(call, session, 'post', '/concerns');
      const draft = createDraft(request.commandId);
      const command: Command = { type: 'raiseConcern', concern: concernInput(concern, draft) };
      return runForPupil(call, session, request, {
        pupilId,
        pupilField: '/pupilId',
        command,
        draft,
        within: 'concern',
        joins: 'open',
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/pupils/{id}/guardian-talks',
    tag: 'commands',
    access: { kind: 'command', command: 'recordGuardianTalk', on: 'pupil' },
    summary: 'Record the talk with a pupil’s guardians on repeated absence',
    description: joinsCase,
    params: z.object({ id: id('The pupil.') }),
    query: none,
    headers: commandHeaders,
    body: talkBody,
    example: talkExample,
    answer,
    handle(call) {
      const session = signedIn(call);
      const { pupil } = grantedPupil(call);
      const request = commandRequest(call, session, 'post', '/pupils/{id}/guardian-talks');
      const draft = createDraft(request.commandId);
      return runForPupil(call, session, request, {
        pupilId: pupil.id,
        pupilField: 'path/id',
        command: { type: 'recordGuardianTalk', talk: talkInput(call.body, draft) },
        draft,
        within: 'talk',
        joins: 'open',
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/pupils/{id}/reports-to-eht',
    tag: 'commands',
    access: { kind: 'command', command: 'reportToEht', on: 'pupil' },
    summary: 'Report a pupil to EHT/BHT',
    description: `In a slot that EHT has opened, or in writing. ${joinsCase}`,
    params: z.object({ id: id('The pupil.') }),
    query: none,
    headers: commandHeaders,
    body: reportBody,
    example: reportExample,
    answer,
    handle(call) {
      const session = signedIn(call);
      const { pupil } = grantedPupil(call);
      const request = commandRequest(call, session, 'post', '/pupils/{id}/reports-to-eht');
      const { commandId } = request;
      const draft = createDraft(commandId);
      const slotId = slotOf(call.body);
      const { schoolUnit } = pupil;
      const today = todayAt(call.now);
      return runForPupil(call, session, request, {
        pupilId: pupil.id,
        pupilField: 'path/id',
        command: { type: 'reportToEht', report: reportInput(call.body, draft) },
        draft,
        within: 'report',
        joins: 'open',
        async reserve(caseId) {
          if (slotId === null) return;
          await takeSlot(call.deps.db, { slotId, schoolUnit, caseId, commandId, today });
        },
      });
    },
  }),
];
