/** `cases/{id}/extension`, `closure`, `check-ups`, `reopening`: the assignment's end and what comes after. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';
import { orderBody, orderInput } from './order.ts';

const eligible = optional(
  z.boolean().meta({
    description:
      'Whether the pupil left the ninth year eligible for upper secondary school. Left out where it is not known; refused for younger pupils.',
  }),
);

const told = (eligible: boolean | null) => (eligible === null ? {} : { eligibleForUpperSecondary: eligible });

export const endingRoutes = [
  defineCommand({
    path: '/cases/{id}/extension',
    command: 'extend',
    summary: 'Decide to extend the assignment (förlängning)',
    description: 'A new decision with reason, period and the evaluation that shows why.',
    pathIds: none,
    body: z.strictObject({
      until: date('The new last day.'),
      decidedBy: optional(id('Who decided; left out: you.')),
      decidedOn: date('The day of the decision.'),
      evaluationId: id('The evaluation that it rests on.'),
      reason: note('Why.'),
    }),
    example: {
      until: '2027-06-11',
      decidedOn: '2027-02-10',
      evaluationId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11',
      reason: 'Närvaron ökar men är inte stadig.',
    },
    within: 'extension',
    build: ({ body: { reason, decidedBy, ...rest }, actor, draft }) => ({
      type: 'extend',
      extension: {
        ...rest,
        decidedBy: decidedBy ?? ('personId' in actor ? actor.personId : ''),
        reasonContentId: draft.text('reason', reason),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/extension/refusal',
    command: 'refuseExtension',
    summary: 'Decide not to extend the assignment',
    pathIds: none,
    body: z.strictObject({ decidedOn: date('The day of the decision.'), reason: note('Why.') }),
    example: { decidedOn: '2027-02-10', reason: 'Målen är nådda.' },
    build: ({ body, draft }) => ({
      type: 'refuseExtension',
      decidedOn: body.decidedOn,
      reasonContentId: draft.text('reason', body.reason),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/closure',
    command: 'close',
    summary: 'Close the assignment (avslut)',
    description: 'Needs the final evaluation. The case goes to monitoring with its check-ups.',
    pathIds: none,
    body: z.strictObject({
      reason: z.enum([
        'backAtSchool',
        'moved',
        'leftSchool',
        'consentEnded',
        'extensionRefused',
        'otherMeasureTookOver',
        'noLongerOfCompulsoryAge',
      ]),
      note: note('How it ends and who stays in touch.'),
      eligibleForUpperSecondary: eligible,
    }),
    example: { reason: 'backAtSchool', note: 'Tillbaka i klassen sedan mars.' },
    build: ({ body, draft }) => ({
      type: 'close',
      reason: body.reason,
      contentId: draft.text('closure', body.note),
      ...told(body.eligibleForUpperSecondary),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/check-ups',
    command: 'recordCheckUp',
    summary: 'Record a check-up after closing',
    pathIds: none,
    body: z.strictObject({
      heldOn: date('The day on which it was held.'),
      outcome: z.enum(['stable', 'worse', 'notReached']),
      note: optional(note('How it is going.')),
      eligibleForUpperSecondary: eligible,
    }),
    example: { heldOn: '2027-06-01', outcome: 'stable', note: null },
    within: 'checkUp',
    build: ({ body: { note, eligibleForUpperSecondary, ...rest }, draft }) => ({
      type: 'recordCheckUp',
      checkUp: {
        checkUpId: draft.id('checkUpId'),
        ...rest,
        contentId: draft.optionalText('checkUp', note),
        ...told(eligibleForUpperSecondary),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/reopening',
    command: 'reopen',
    summary: 'Reopen the case with a new order',
    pathIds: none,
    body: z.strictObject({ order: orderBody }),
    example: { order: { preconditions: [], attachments: [], question: 'Frånvaron ökar igen.' } },
    build: ({ body, draft }) => ({ type: 'reopen', order: orderInput(body.order, draft) }),
  }),
];
