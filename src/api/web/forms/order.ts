/** The order's forms: a pupil's first, a case's, the one that reopens, and sending one back. */
import { z } from 'zod';
import { refuseStart } from '../../../domain/case/order.ts';
import { addMonths } from '../../../domain/time.ts';
import type { Policy } from '../../../domain/policy.ts';
import { policyFor } from '../../../records/policies.ts';
import { pupilFacts } from '../../../records/pupil-facts.ts';
import { readTimeline } from '../../../records/timeline.ts';
import type { Field, FormSpec, FormValues } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { caseView } from '../../case-view.ts';
import { textsOf } from '../../eht-rows.ts';
import { grantedCase, grantedPupil, signedIn } from '../../granted.ts';
import { refusalProblem } from '../../problem.ts';
import type { Reply } from '../../route.ts';
import { commandAnswer } from '../../schemas/answers.ts';
import { fullName } from '../../session.ts';
import { isNamed } from '../../visible.ts';
import { apiRoute, ask, askBody } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import {
  needsOf,
  orderBodyOf,
  orderNameOf,
  orderShown,
  orderSteps,
  orderValues,
  remarkOnMissing,
  type OrderNeeds,
} from './order-fields.ts';

const draftRoute = apiRoute('get', '/cases/{id}/order/draft');
const absenceRoute = apiRoute('get', '/pupils/{id}/absence');

type Ordered = { policy: Policy; needs: OrderNeeds };

const orderedInCase = (call: FormCall): Ordered => {
  const { policy, pupil } = grantedCase(call).file.state;
  return { policy, needs: needsOf(policy, pupil.schoolForm) };
};

/** By the policy that a new case would begin with. Null where the municipality has chosen none. */
const orderedForPupil = async (call: FormCall): Promise<Ordered | null> => {
  const { schoolForm } = grantedPupil(call).pupil;
  const policy = await policyFor(call.deps.db, schoolForm, call.today);
  return policy === null ? null : { policy, needs: needsOf(policy, schoolForm) };
};

const inOrder = z.looseObject({
  state: z.looseObject({ stand: z.looseObject({ order: orderShown.nullish() }) }),
});

/** What the ladder knows, and above it what an earlier order of this case said. */
async function knownInCase(call: FormCall): Promise<FormValues> {
  const { file, relation } = grantedCase(call);
  const shown = inOrder.parse(await caseView(call.deps.db, signedIn(call).actor, relation, file));
  const drafted = orderShown.parse(await askBody(call, draftRoute, { params: { id: file.id } }));
  const saved = shown.state.stand.order;
  return {
    ...(await figures(call, file.pupilId)),
    ...orderValues(drafted),
    ...(saved === null || saved === undefined ? {} : orderValues(saved)),
  };
}

const minutes = z.looseObject({ minutes: z.number(), total: z.number(), invalid: z.number() });
const absence = z.looseObject({
  asOf: z.string(),
  weeks: z.array(z.looseObject({ figure: minutes })),
});

const monthsOfFigures = 3;

/** Three months of absence in words, from the school's data; nothing where there is none. */
async function figures(call: FormCall, pupilId: string): Promise<FormValues> {
  const from = addMonths(call.today, -monthsOfFigures);
  const answered = await ask(call, absenceRoute, { params: { id: pupilId }, query: { from } });
  if (!answered.ok) return {};
  const found = absence.safeParse(answered.reply.body);
  if (!found.success) return {};
  const sum = (of: 'minutes' | 'total' | 'invalid') =>
    found.data.weeks.reduce((all, { figure }) => all + figure[of], 0);
  const all = sum('minutes');
  if (all === 0) return {};
  const share = (part: number) => Math.round((100 * part) / all);
  const words = { from, to: found.data.asOf, total: share(sum('total')), invalid: share(sum('invalid')) };
  return { 'attachments.absenceFigures.note': [call.ui.t('order.figures', words)] };
}

/** Why it was sent back, newest first; null when it wasn't. */
async function returnedWords(call: FormCall): Promise<Field[]> {
  const { file } = grantedCase(call);
  const { stand } = file.state;
  if (stand.phase !== 'ordering' || stand.returnedOn === null) return [];
  const events = await readTimeline(call.deps.db, file.id);
  const back = events.map(({ event }) => event).findLast((event) => event.type === 'orderReturned');
  if (back === undefined || back.type !== 'orderReturned') return [];
  const read = await textsOf(call.deps.db, [back.reasonContentId]);
  const words = { when: dayOf(call.ui, stand.returnedOn), reason: String(read(back.reasonContentId) ?? '') };
  return [{ kind: 'words', tone: 'warning', text: call.ui.t('order.returned', words) }];
}

const first = (spec: FormSpec, words: Field[]): FormSpec => ({
  ...spec,
  steps: spec.steps.map((step, index) =>
    index === 0 ? { ...step, fields: [...words, ...step.fields] } : step,
  ),
});

async function caseSpec(call: FormCall, texts: Pick<FormSpec, 'title' | 'send'>): Promise<FormSpec> {
  const steps = await orderSteps(call, orderedInCase(call).needs);
  const known: Field = { kind: 'words', text: call.ui.t('order.known') };
  return first({ ...texts, steps }, [...(await returnedWords(call)), known]);
}

const eventsOf = (reply: Reply) => commandAnswer.parse(reply.body);

const afterOrder = (_: FormCall, reply: Reply): string => {
  const { caseId, events } = eventsOf(reply);
  return withDone(`/cases/${caseId}`, events.includes('orderPlaced') ? 'orderPlaced' : 'orderDrafted');
};

const remarkOf = (typed: Record<string, unknown>, call: FormCall, ordered: Ordered | null) =>
  ordered === null
    ? null
    : remarkOnMissing(call.ui, typed, ordered.needs, ordered.policy.start.completeWithinDays);

/** `/cases/{id}/order`: a first order, its completion, or the answer to one that came back. */
const caseOrderForm = defineForm({
  path: '/cases/{id}/order',
  files: true,
  route: apiRoute('post', '/cases/{id}/order'),
  exclusive: true,
  spec: (call) => caseSpec(call, { title: call.ui.t('order.title'), send: call.ui.t('order.send') }),
  initial: knownInCase,
  toBody: orderBodyOf,
  nameOf: (pointer, typed) => orderNameOf(pointer, typed, ''),
  remark: (typed, call) => remarkOf(typed, call, orderedInCase(call)),
  back: backToCase,
  done: afterOrder,
});

/** `/cases/{id}/reopening`: a new order in a case that is watched after its closing. */
const reopenForm = defineForm({
  path: '/cases/{id}/reopening',
  files: true,
  route: apiRoute('post', '/cases/{id}/reopening'),
  exclusive: true,
  spec: (call) =>
    caseSpec(call, { title: call.ui.t('order.reopen.title'), send: call.ui.t('order.reopen.send') }),
  initial: (call) => figures(call, grantedCase(call).file.pupilId),
  toBody: (typed) => ({ order: orderBodyOf(typed) }),
  nameOf: (pointer, typed) => orderNameOf(pointer, typed, '/order'),
  back: backToCase,
  done: ({ params }) => withDone(`/cases/${params['id']}`, 'reopened'),
});

async function pupilSpec(call: FormCall): Promise<FormSpec> {
  const { pupil, relation } = grantedPupil(call);
  const { ui } = call;
  const ordered = await orderedForPupil(call);
  const facts = await pupilFacts(call.deps.db, pupil.id);
  const hidden = pupil.securityMarking !== 'none' && !isNamed(signedIn(call).actor, relation);
  const title = hidden ? ui.t('order.title') : ui.t('order.titleFor', { pupil: fullName(pupil) });
  const steps = await orderSteps(call, ordered?.needs ?? { preconditions: [], attachments: [] });
  const no =
    ordered === null || facts === null
      ? null
      : refuseStart({ policy: ordered.policy, pupil: facts }, 'order');
  if (no === null) return { title, send: ui.t('order.send'), steps };
  const { document } = refusalProblem(no.refusal, null, false);
  const why = ui.lang === 'sv' ? document.detail : document.detail_en;
  const words: Field = { kind: 'words', tone: 'warning', text: ui.t('order.cannot', { why }) };
  return first({ title, send: ui.t('order.send'), steps }, [words]);
}

/** `/pupils/{id}/order`: the order that begins a pupil's case. */
const pupilOrderForm = defineForm({
  path: '/pupils/{id}/order',
  files: true,
  route: apiRoute('post', '/cases'),
  access: { kind: 'action', action: 'case.open', on: 'pupil' },
  spec: pupilSpec,
  initial: (call) => figures(call, grantedPupil(call).pupil.id),
  params: () => ({}),
  toBody: (typed, { params }) => ({ pupilId: params['id'], order: orderBodyOf(typed) }),
  nameOf: (pointer, typed) => orderNameOf(pointer, typed, '/order'),
  remark: async (typed, call) => remarkOf(typed, call, await orderedForPupil(call)),
  back: ({ ui }) => ({ href: '/order', label: ui.t('order.pupils') }),
  done: afterOrder,
});

/** `/cases/{id}/order/return`: the team leader sends an order back with a reason. */
const returnOrderForm = defineForm({
  path: '/cases/{id}/order/return',
  route: apiRoute('post', '/cases/{id}/order/return'),
  exclusive: true,
  spec: ({ ui }) => ({
    title: ui.t('order.return.title'),
    send: ui.t('order.return.send'),
    steps: [
      {
        id: 'return',
        title: ui.t('order.return.title'),
        fields: [
          {
            kind: 'story',
            name: 'reason',
            label: ui.t('order.return.reason'),
            hint: ui.t('order.return.hint'),
          },
        ],
      },
    ],
  }),
  back: backToCase,
  done: ({ params }) => withDone(`/cases/${params['id']}`, 'orderReturned'),
});

export const orderForms = [...caseOrderForm, ...reopenForm, ...pupilOrderForm, ...returnOrderForm];
