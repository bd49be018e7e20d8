/**
 * What a school notices and does before an order, as commands to a case: concerns, talks with guardians, reports to
 * EHT, what EHT decides and answers, the rector's duties by law (domain.md §2 steps 1–4).
 */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';
import {
  concernBody,
  concernExample,
  concernInput,
  decisionBody,
  decisionExample,
  decisionInput,
  reportBody,
  reportExample,
  reportInput,
  slotOf,
  talkBody,
  talkExample,
  talkInput,
} from '../schemas/ladder.ts';

export const ladderRoutes = [
  defineCommand({
    path: '/cases/{id}/concerns',
    command: 'raiseConcern',
    summary: 'Raise a concern within the school',
    description:
      'EHT (BHT) decides on it. For a pupil without a case: `POST /concerns`. An orosanmälan is `POST /cases/{id}/concern-reports`.',
    pathIds: none,
    body: concernBody,
    example: concernExample,
    within: 'concern',
    build: ({ body, draft }) => ({ type: 'raiseConcern', concern: concernInput(body, draft) }),
  }),
  defineCommand({
    path: '/cases/{id}/guardian-talks',
    command: 'recordGuardianTalk',
    summary: 'Record the talk with the guardians on repeated absence',
    description:
      'With the form that was filled in together (`GET /forms/guardian-talk.pdf` to write on, `/guides/guardian-talk` for the checklist). The rector gets a copy by itself.',
    pathIds: none,
    body: talkBody,
    example: talkExample,
    within: 'talk',
    build: ({ body, draft }) => ({ type: 'recordGuardianTalk', talk: talkInput(body, draft) }),
  }),
  defineCommand({
    path: '/cases/{id}/reports-to-eht',
    command: 'reportToEht',
    summary: 'Report a pupil to EHT/BHT',
    description:
      'In a slot that EHT has opened, or in writing. The rector sees it; the mentor gets an answer.',
    pathIds: none,
    body: reportBody,
    example: reportExample,
    within: 'report',
    slot: slotOf,
    build: ({ body, draft }) => ({ type: 'reportToEht', report: reportInput(body, draft) }),
  }),
  defineCommand({
    path: '/cases/{id}/eht-decisions',
    command: 'decideInEht',
    summary: 'Record what EHT/BHT decided',
    description:
      'Answers every report and concern that stood open. `coordinator` starts the assignment where the policy lets EHT do so; elsewhere the rector is to order. `wait` comes back on its day. `noAction` ends what was merely noticed, once the mentor is told.',
    pathIds: none,
    body: decisionBody,
    example: decisionExample,
    within: 'decision',
    build: ({ body, draft }) => ({ type: 'decideInEht', decision: decisionInput(body, draft) }),
  }),
  defineCommand({
    path: '/cases/{id}/eht-decisions/{ehtDecisionId}/answer',
    command: 'tellMentor',
    summary: "Tell the mentor EHT's answer",
    description: 'Without what secrecy holds back: it is all that the mentor reads of the decision.',
    pathIds: z.object({ ehtDecisionId: id('The decision.') }),
    body: z.strictObject({
      toldOn: date('The day of the answer.'),
      note: note('What the mentor is told.'),
    }),
    example: { toldOn: '2026-09-08', note: 'Kurator tar kontakt med eleven i veckan.' },
    build: ({ body, params, draft }) => ({
      type: 'tellMentor',
      ehtDecisionId: params.ehtDecisionId,
      toldOn: body.toldOn,
      contentId: draft.text('mentorAnswer', body.note),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/inquiry',
    command: 'recordRectorStep',
    summary: "Record a step of the rector's duties by law",
    description:
      'Skollagen 7:19 a (inquiry opened, judged unneeded with a reason, completed; school authority told), 7:22 (a fristående school tells the home municipality), 3:7 (support looked into), and measures begun. They fill in the preconditions of an order (`GET /cases/{id}/order/draft`).',
    pathIds: none,
    body: z
      .strictObject({
        kind: z.enum([
          'inquiryOpened',
          'inquiryUnneeded',
          'inquiryCompleted',
          'authorityTold',
          'homeMunicipalityTold',
          'supportExamined',
          'measuresBegun',
        ]),
        on: date('The day of it.'),
        note: optional(note('Where it can be seen, or why it is unneeded.')),
        documentId: optional(id('A document that was uploaded.')),
      })
      .meta({ id: 'RectorStepBody' }),
    example: { kind: 'inquiryOpened', on: '2026-09-07', note: 'Utredning öppnad.', documentId: null },
    within: 'step',
    build: ({ body: { note, ...step }, draft }) => ({
      type: 'recordRectorStep',
      step: {
        rectorStepId: draft.id('rectorStepId'),
        ...step,
        contentId: draft.optionalText('rectorStep', note),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/notice-end',
    command: 'endNoticed',
    summary: 'End a case that was merely noticed',
    description: 'Nothing closes by itself when the absence falls: someone decides.',
    pathIds: none,
    body: z.strictObject({
      reason: z.enum(['backAtSchool', 'moved', 'leftSchool', 'otherMeasureTookOver']),
      note: note('Why.'),
    }),
    example: { reason: 'backAtSchool', note: 'Full närvaro i fyra veckor.' },
    build: ({ body, draft }) => ({
      type: 'endNoticed',
      reason: body.reason,
      contentId: draft.text('noticedEnd', body.note),
    }),
  }),
];
