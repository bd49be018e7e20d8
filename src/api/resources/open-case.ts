/** `POST /cases`: a pupil's case begins, with the rector's order or with EHT's decision. */
import { z } from 'zod';
import type { Command } from '../../domain/case/commands.ts';
import { requireFreshSignIn, requirePupil } from '../access.ts';
import { commandRequest } from '../command-request.ts';
import { createDraft, type Draft } from '../draft.ts';
import { fieldOfBody } from '../fields.ts';
import { signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { date, id, note } from '../schemas/common.ts';
import { runForPupil } from '../to-pupil.ts';
import { todayAt } from '../today.ts';
import { orderBody, orderExample, orderInput } from './order.ts';
import { noteLook } from '../looks.ts';

const body = z.union([
  z.strictObject({ pupilId: id('The pupil.'), order: orderBody }),
  z.strictObject({
    pupilId: id('The pupil.'),
    ehtDecision: z.strictObject({
      decidedOn: date('The day of the decision.'),
      note: note('What was decided.'),
    }),
  }),
]);
type Body = z.output<typeof body>;

const commandOf = (wish: Body, draft: Draft): Command =>
  'order' in wish
    ? { type: 'placeOrder', order: orderInput(wish.order, draft) }
    : {
        type: 'decideByEht',
        decidedOn: wish.ehtDecision.decidedOn,
        contentId: draft.text('ehtDecision', wish.ehtDecision.note),
      };

export const openCaseRoutes = [
  defineRoute({
    method: 'post',
    path: '/cases',
    tag: 'cases',
    access: { kind: 'action', action: 'case.open', on: 'body' },
    summary: "Open a pupil's case",
    description:
      "With the rector's order (beställning), or with EHT's decision where the policy lets that start an assignment. An incomplete order is kept as a draft. A pupil has one open case: where the school has noticed something and nothing is ordered yet, that case takes it.",
    params: none,
    query: none,
    headers: commandHeaders,
    body,
    example: { pupilId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', order: orderExample },
    answer: { status: 201, description: 'The case is open.', schema: commandAnswer },
    async handle(call) {
      const session = signedIn(call);
      const { deps, now } = call;
      const wish = call.body;
      const today = todayAt(now);
      const { pupilId } = wish;
      const found = await requirePupil(deps.db, session.actor, pupilId, 'case.open', today, '/pupilId');
      requireFreshSignIn(deps, session, found);
      await noteLook(deps, 'post /api/v1/cases', session, found, now);
      const request = commandRequest(call, session, 'post', '/cases');
      const draft = createDraft(request.commandId);
      return runForPupil(call, session, request, {
        pupilId: wish.pupilId,
        pupilField: '/pupilId',
        command: commandOf(wish, draft),
        draft,
        within: null,
        joins: 'noticed',
        fieldOf: orderField,
      });
    },
  }),
];

/** What says no to no field of the order says no to this pupil: residence, school form, phase. */
const orderField = (field: string | null): string | null =>
  field === null
    ? '/pupilId'
    : field.startsWith('order')
      ? fieldOfBody(field, null)
      : `/ehtDecision/${field}`;
