/** `cases/{id}/deadlines/{key}`, `policy`, `addresses/{messageKey}/correction`, `eht-decision`. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, note } from '../schemas/common.ts';
import { policySchema } from '../schemas/policy.ts';

const key = (description: string) => z.string().min(1).max(300).meta({ description, example: 'mapPupil' });

export const steeringRoutes = [
  defineCommand({
    path: '/cases/{id}/deadlines/{key}',
    command: 'moveDeadline',
    summary: 'Move the due day of an obligation',
    description:
      "Any but the assignment's end, by coordinators and team leaders; their own, by a month at most, by mentors, EHT and rectors. The key is the obligation's, URL-encoded.",
    pathIds: z.object({ key: key("The obligation's key.") }),
    body: z.strictObject({ to: date('The new due day.'), reason: note('Why.') }),
    example: { to: '2026-10-30', reason: 'Vårdnadshavaren är bortrest.' },
    build: ({ body, params, draft }) => ({
      type: 'moveDeadline',
      key: params.key,
      to: body.to,
      reasonContentId: draft.text('reason', body.reason),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/policy',
    command: 'changePolicy',
    summary: 'Move the case to another or a newer policy',
    description: 'A running case keeps the policy that it began with until this command.',
    pathIds: none,
    body: z.strictObject({ policy: policySchema }),
    within: null,
    build: ({ body }) => ({ type: 'changePolicy', policy: body.policy }),
  }),
  defineCommand({
    path: '/cases/{id}/addresses/{messageKey}/correction',
    command: 'correctAddress',
    summary: 'Note that an address that bounced or was missing is put right',
    pathIds: z.object({ messageKey: key('The key of the message that could not be delivered.') }),
    body: z.strictObject({}),
    example: {},
    build: ({ params }) => ({ type: 'correctAddress', messageKey: params.messageKey }),
  }),
  defineCommand({
    path: '/cases/{id}/eht-decision',
    command: 'decideByEht',
    summary: 'EHT/BHT decides that the coordinator contacts the family',
    description: 'Where the policy lets that start an assignment.',
    pathIds: none,
    body: z.strictObject({ decidedOn: date('The day of the decision.'), note: note('What was decided.') }),
    example: { decidedOn: '2026-09-07', note: 'Samordnaren kontaktar familjen.' },
    build: ({ body, draft }) => ({
      type: 'decideByEht',
      decidedOn: body.decidedOn,
      contentId: draft.text('ehtDecision', body.note),
    }),
  }),
];
