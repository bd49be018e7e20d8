/** `cases/{id}/order/draft`: the order as far as the case knows it, so that the rector only adds what is missing. */
import { z } from 'zod';
import { orderFromLadder } from '../../domain/case/order-from-ladder.ts';
import { may } from '../../domain/permissions.ts';
import { readsStrong, strongTextsOf } from '../../domain/secrecy.ts';
import { textsOf } from '../eht-rows.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { attachmentKind, id, preconditionKind } from '../schemas/common.ts';

const draft = z
  .object({
    preconditions: z.array(
      z.object({
        kind: preconditionKind,
        metOn: z.string(),
        evidence: z
          .union([z.object({ note: z.string().nullable() }), z.object({ documentId: z.string() })])
          .nullable()
          .meta({ description: 'Null where only the day is known: the rector adds where it can be seen.' }),
        from: z.string().meta({ description: 'Where in the case it is known from.' }),
      }),
    ),
    attachments: z.array(
      z.object({
        kind: attachmentKind,
        documentId: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    missing: z
      .array(z.looseObject({ what: z.enum(['precondition', 'attachment', 'question']) }))
      .meta({ description: 'What an order made of this would still lack.' }),
    order: z
      .looseObject({})
      .meta({ description: 'The same as a body for `POST /cases/{id}/order`; add what is missing.' }),
  })
  .meta({ id: 'OrderDraft' });

/** A form's texts (the talk's) as one text. */
const asText = (words: unknown): string | null => {
  if (typeof words === 'string') return words;
  if (typeof words !== 'object' || words === null) return null;
  const parts = Object.values(words).flatMap((one) => asText(one) ?? []);
  return parts.length === 0 ? null : parts.join('\n');
};

export const orderDraftRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/order/draft',
    tag: 'commands',
    access: { kind: 'command', command: 'placeOrder' },
    summary: 'The order as far as the case knows it',
    description:
      'Preconditions with their days and evidence from the limit, the talk, the inquiry, the report to the school authority and the measures; and what the rector still adds.',
    params: z.object({ id: id('The case.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The draft.', schema: draft },
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const known = orderFromLadder(file.state);
      const closed = new Set(readsStrong(actor, relation) ? [] : strongTextsOf(file.state));
      const readable = (contentId: string): boolean =>
        may(actor, 'content.read', relation) && !closed.has(contentId);
      const ids = [
        ...known.preconditions.flatMap(({ evidence }) =>
          evidence !== null && 'contentId' in evidence ? [evidence.contentId] : [],
        ),
        ...known.attachments.flatMap(({ contentId }) => contentId ?? []),
      ];
      const read = await textsOf(call.deps.db, ids.filter(readable));
      const preconditions = known.preconditions.map(({ kind, metOn, evidence, from }) => ({
        kind,
        metOn,
        evidence:
          evidence !== null && 'contentId' in evidence
            ? { note: asText(read(evidence.contentId)) }
            : evidence,
        from,
      }));
      const attachments = known.attachments.map(({ kind, documentId, contentId }) => ({
        kind,
        documentId,
        note: asText(read(contentId)),
      }));
      const order = {
        preconditions: preconditions.flatMap(({ kind, metOn, evidence }) =>
          evidence === null || ('note' in evidence && evidence.note === null)
            ? []
            : [{ kind, metOn, evidence }],
        ),
        attachments,
        question: null,
      };
      return { status: 200, body: { preconditions, attachments, missing: known.missing, order } };
    },
  }),
];
