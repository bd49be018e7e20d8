/** `cases/{id}/order`: the rector's order (beställning), completed or placed; returned by the team leader. */
import { z } from 'zod';
import type { OrderInput } from '../../domain/case/parts.ts';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import type { Draft } from '../draft.ts';
import { attachmentKind, date, id, note, optional, preconditionKind } from '../schemas/common.ts';

const evidence = z
  .union([
    z.strictObject({ note: note('Where it can be seen.') }),
    z.strictObject({ documentId: id('A document that was uploaded.') }),
  ])
  .meta({ description: 'Where it can be seen: a text or an uploaded document.' });

export const orderBody = z
  .strictObject({
    preconditions: z
      .array(
        z.strictObject({ kind: preconditionKind, metOn: date('The day on which it was met.'), evidence }),
      )
      .max(20)
      .default([]),
    attachments: z
      .array(
        z.strictObject({
          kind: attachmentKind,
          documentId: optional(id('A document that was uploaded.')),
          note: optional(note('The same in words.')),
        }),
      )
      .max(20)
      .default([]),
    question: optional(note('What the school needs help with.')),
  })
  .meta({
    id: 'OrderBody',
    description: 'An order. Incomplete, it is kept as a draft that says what is missing.',
  });

/** A complete order for a compulsory school under the `uppsala` policy. */
export const orderExample: z.input<typeof orderBody> = {
  preconditions: [
    { kind: 'absenceNoticed', metOn: '2026-09-01', evidence: { note: 'Frånvarolista augusti.' } },
    { kind: 'inquiryMade', metOn: '2026-09-03', evidence: { note: 'Utredning klar.' } },
    { kind: 'reportedToAuthority', metOn: '2026-09-03', evidence: { note: 'Anmäld till huvudmannen.' } },
    { kind: 'measuresBegun', metOn: '2026-09-04', evidence: { note: 'Anpassat schema.' } },
    { kind: 'otherActorsNeedCoordination', metOn: '2026-09-04', evidence: { note: 'BUP är inkopplat.' } },
  ],
  attachments: [
    { kind: 'absenceFigures', note: 'Tre månaders frånvaro.' },
    { kind: 'mapping', note: 'Skolans kartläggning.' },
    { kind: 'inquiry', note: 'Utredningen.' },
    { kind: 'actionProgramme', note: 'Åtgärdsprogrammet.' },
    { kind: 'measuresTried', note: 'Det som har prövats och hur det gick.' },
  ],
  question: 'Hjälp oss att samordna vägen tillbaka till klassen.',
};

/** An order as the domain takes it; its texts go into the draft. */
export function orderInput(body: z.output<typeof orderBody>, draft: Draft): OrderInput {
  return {
    preconditions: body.preconditions.map(({ kind, metOn, evidence }) => ({
      kind,
      metOn,
      evidence:
        'note' in evidence
          ? { contentId: draft.text('evidence', evidence.note) }
          : { documentId: evidence.documentId },
    })),
    attachments: body.attachments.map(({ kind, documentId, note }) => ({
      kind,
      documentId,
      contentId: draft.optionalText('attachment', note),
    })),
    questionContentId: draft.optionalText('question', body.question),
  };
}

export const orderRoutes = [
  defineCommand({
    path: '/cases/{id}/order',
    command: 'placeOrder',
    summary: "Place or complete the rector's order",
    description:
      'The whole order, replacing a draft or a returned one. What is still missing stands in the case under `stand.missing`.',
    pathIds: none,
    body: orderBody,
    example: orderExample,
    within: 'order',
    build: ({ body, draft }) => ({ type: 'placeOrder', order: orderInput(body, draft) }),
  }),
  defineCommand({
    path: '/cases/{id}/order/return',
    command: 'returnOrder',
    summary: 'Return an incomplete order with a reason',
    pathIds: none,
    body: z.strictObject({ reason: note('Why it is returned, and what to complete.') }),
    example: { reason: 'Utredningen saknas. Komplettera med den.' },
    build: ({ body, draft }) => ({ type: 'returnOrder', reasonContentId: draft.text('reason', body.reason) }),
  }),
];
