/** What every order asks, by the policy of the pupil's school form: steps of a form, and its answers as a body. */
import { z } from 'zod';
import { isInquiredInto } from '../../../domain/case/inquired-into.ts';
import type { OrderAttachmentKind, Policy, PreconditionKind, SchoolForm } from '../../../domain/policy.ts';
import {
  nameOfPointer,
  type FormValues,
  type Option,
  type SimpleField,
  type Step,
} from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { FormCall } from '../form.ts';
import { documentsThere, fileField } from './file-field.ts';

/** What an order must show. */
export type OrderNeeds = { preconditions: PreconditionKind[]; attachments: OrderAttachmentKind[] };

/** By the same rule as `missingFromOrder`: the school form decides, and whether its absence is inquired into. */
export const needsOf = (policy: Policy, schoolForm: SchoolForm): OrderNeeds => ({
  preconditions: policy.start.preconditions[schoolForm] ?? [],
  attachments: policy.start.attachments.filter((kind) => kind !== 'inquiry' || isInquiredInto(schoolForm)),
});

type Shown = { call: FormCall; there: Option[] };

/** In words, or by a scan: what is shown of a part of the order. */
const shownFields = ({ call, there }: Shown, label: string): SimpleField[] => [
  { kind: 'story', name: 'note', label, rows: 2 },
  fileField(call, {
    name: 'documentId',
    label: call.ui.t('order.document'),
    hint: call.ui.t('order.document.hint'),
    optional: true,
    there,
  }),
];

/** One step for each part of the order; what the policy doesn't ask for has none. */
export async function orderSteps(call: FormCall, needs: OrderNeeds): Promise<Step[]> {
  const { ui } = call;
  const shownBy = { call, there: await documentsThere(call) };
  const preconditions: Step = {
    id: 'preconditions',
    title: ui.t('order.preconditions'),
    intro: ui.t('order.preconditions.intro'),
    fields: needs.preconditions.map((kind) => ({
      kind: 'group',
      name: `preconditions.${kind}`,
      label: ui.t(`order.precondition.${kind}`),
      hint: ui.t(`order.precondition.${kind}.hint`),
      fields: [
        { kind: 'date', name: 'metOn', label: ui.t('order.metOn') },
        ...shownFields(shownBy, ui.t('order.evidence')),
      ],
    })),
  };
  const attachments: Step = {
    id: 'attachments',
    title: ui.t('order.attachments'),
    intro: ui.t('order.attachments.intro'),
    fields: needs.attachments.map((kind) => ({
      kind: 'group',
      name: `attachments.${kind}`,
      label: ui.t(`order.attachment.${kind}`),
      hint: ui.t(`order.attachment.${kind}.hint`),
      fields: shownFields(shownBy, ui.t('order.inWords')),
    })),
  };
  const question: Step = {
    id: 'question',
    title: ui.t('order.question.step'),
    fields: [
      { kind: 'story', name: 'question', label: ui.t('order.question'), hint: ui.t('order.question.hint') },
    ],
  };
  return [preconditions, attachments, question].filter(({ fields }) => fields.length > 0);
}

const shown = z.object({ note: z.string().optional(), documentId: z.string().optional() });
const typedOrder = z.object({
  preconditions: z.record(z.string(), shown.extend({ metOn: z.string().optional() })).default({}),
  attachments: z.record(z.string(), shown).default({}),
  question: z.string().optional(),
});

/** What was typed → `OrderBody`. A precondition that nobody touched is left out: the order is then incomplete. */
export function orderBodyOf(typed: Record<string, unknown>): Record<string, unknown> {
  const { preconditions, attachments, question } = typedOrder.parse(typed);
  return {
    preconditions: Object.entries(preconditions).map(([kind, { metOn, note, documentId }]) => ({
      kind,
      metOn: metOn ?? '',
      evidence: documentId === undefined ? { note: note ?? '' } : { documentId },
    })),
    attachments: Object.entries(attachments).map(([kind, one]) => ({ kind, ...one })),
    ...(question === undefined ? {} : { question }),
  };
}

/** `/preconditions/1/evidence/note` → `preconditions.inquiryMade.note`. `within`: where the order stands in the body. */
export function orderNameOf(pointer: string, typed: Record<string, unknown>, within: '' | '/order'): string {
  const inside = pointer.startsWith(`${within}/`) ? pointer.slice(within.length) : pointer;
  const [part = '', index = '', field = ''] = inside.split('/').slice(1);
  const order = typedOrder.parse(typed);
  if ((part === 'preconditions' || part === 'attachments') && index !== '') {
    const kind = Object.keys(order[part])[Number(index)] ?? '';
    return `${part}.${kind}.${field === 'metOn' || field === 'documentId' ? field : 'note'}`;
  }
  return nameOfPointer(inside);
}

/** What is still missing, in words; null when the order is complete. */
export function missingWords(ui: Ui, typed: Record<string, unknown>, needs: OrderNeeds): string[] {
  const { preconditions, attachments, question } = typedOrder.parse(typed);
  const isShown = (one: z.output<typeof shown> | undefined) =>
    one?.note !== undefined || one?.documentId !== undefined;
  return [
    ...needs.preconditions
      .filter((kind) => preconditions[kind]?.metOn === undefined || !isShown(preconditions[kind]))
      .map((kind) => ui.t(`order.precondition.${kind}`)),
    ...needs.attachments
      .filter((kind) => !isShown(attachments[kind]))
      .map((kind) => ui.t(`order.attachment.${kind}`)),
    ...(question === undefined ? [ui.t('order.question')] : []),
  ];
}

/** Said above the answers: what the order lacks, and what then happens. */
export function remarkOnMissing(
  ui: Ui,
  typed: Record<string, unknown>,
  needs: OrderNeeds,
  withinDays: number,
): string | null {
  const missing = missingWords(ui, typed, needs);
  if (missing.length === 0) return null;
  return [ui.t('order.incomplete', { days: withinDays }), ...missing.map((one) => `– ${one}`)].join('\n');
}

const evidence = z.looseObject({
  note: z.string().nullish(),
  documentId: z.string().nullish(),
});

/** An order as the API shows it (`/order/draft`, `stand.order`). */
export const orderShown = z.looseObject({
  preconditions: z.array(
    z.looseObject({ kind: z.string(), metOn: z.string(), evidence: evidence.nullish() }),
  ),
  attachments: z.array(evidence.extend({ kind: z.string() })),
  question: z.string().nullish(),
});

/** The same as the form's values. */
export function orderValues(order: z.output<typeof orderShown>): FormValues {
  const values: Record<string, string[]> = {};
  const put = (name: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') values[name] = [value];
  };
  for (const { kind, metOn, evidence: seen } of order.preconditions) {
    put(`preconditions.${kind}.metOn`, metOn);
    put(`preconditions.${kind}.note`, seen?.note);
    put(`preconditions.${kind}.documentId`, seen?.documentId);
  }
  for (const { kind, note, documentId } of order.attachments) {
    put(`attachments.${kind}.note`, note);
    put(`attachments.${kind}.documentId`, documentId);
  }
  put('question', order.question);
  return values;
}
