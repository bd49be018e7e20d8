/** The order and EHT's decision: what starts an assignment (domain.md §2 step 5; seeds 000 and 002). */
import type { Policy } from '../policy.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import { isInquiredInto } from './inquired-into.ts';
import type { MissingFromOrder, OrderInput, PupilFacts } from './parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { notBefore } from './working.ts';

type No = { ok: false; refusal: Refusal };

/** What an order still lacks under a policy for this pupil's school form; empty when it is complete. */
export const missingFromOrder = (
  policy: Policy,
  pupil: Pick<PupilFacts, 'schoolForm'>,
  order: OrderInput,
): MissingFromOrder[] => {
  // Preconditions differ by school form, as does the inquiry that can be attached.
  const required = policy.start.preconditions[pupil.schoolForm] ?? [];
  const met = new Set(order.preconditions.map((p) => p.kind));
  const attached = new Set(
    order.attachments.filter((a) => a.documentId !== null || a.contentId !== null).map((a) => a.kind),
  );
  return [
    ...required
      .filter((kind) => !met.has(kind))
      .map((kind): MissingFromOrder => ({ what: 'precondition', kind })),
    ...policy.start.attachments
      .filter((kind) => !attached.has(kind) && (kind !== 'inquiry' || isInquiredInto(pupil.schoolForm)))
      .map((kind): MissingFromOrder => ({ what: 'attachment', kind })),
    ...(order.questionContentId === null ? [{ what: 'question' } satisfies MissingFromOrder] : []),
  ];
};

/** Whether the policy lets this way of starting reach this pupil; else why not. */
export const refuseStart = (
  { policy, pupil }: Pick<CaseState, 'policy' | 'pupil'>,
  way: Policy['start']['by'][number],
): No | null => {
  const { start } = policy;
  if (!start.by.includes(way)) return refuse('policy-forbids', null, { what: 'start', start: way });
  if (!start.schoolForms.includes(pupil.schoolForm))
    return refuse('policy-forbids', null, { what: 'schoolForm', schoolForm: pupil.schoolForm });
  if (!start.schoolAuthorities.includes(pupil.schoolAuthority))
    return refuse('policy-forbids', null, {
      what: 'schoolAuthority',
      schoolAuthority: pupil.schoolAuthority,
    });
  // seed 002: registered (skriven) in the municipality.
  if (start.residence !== 'any' && !start.residence.municipalityCodes.includes(pupil.municipalityCode))
    return refuse('not-resident', null, { municipalityCode: pupil.municipalityCode });
  return null;
};

const firstRepeated = (kinds: readonly string[]): number =>
  kinds.findIndex((kind, i) => kinds.indexOf(kind) !== i);

/**
 * The event that an order leads to, `orderPlaced` or `orderDrafted` with what is missing; the same for a first
 * order, its completion and a reopening.
 */
export const decideOrder = (state: CaseState, order: OrderInput, ctx: DecideContext): Decided<CaseEvent> => {
  const { actor } = ctx;
  if (!('personId' in actor)) return refuse('not-permitted');
  const no = refuseStart(state, 'order');
  if (no) return no;
  const precondition = firstRepeated(order.preconditions.map((p) => p.kind));
  if (precondition >= 0) return refuse('invalid-value', `order/preconditions/${precondition}/kind`);
  const attachment = firstRepeated(order.attachments.map((a) => a.kind));
  if (attachment >= 0) return refuse('invalid-value', `order/attachments/${attachment}/kind`);
  const missing = missingFromOrder(state.policy, state.pupil, order);
  const by = actor.personId;
  return accept<CaseEvent>(
    missing.length > 0 ? { type: 'orderDrafted', order, by, missing } : { type: 'orderPlaced', order, by },
  );
};

const missingKey = (missing: MissingFromOrder): string =>
  missing.what === 'question' ? missing.what : `${missing.what}/${missing.kind}`;

/** An order that must be complete at once, as for a reopening: `orderPlaced`, or a no that names what is missing. */
export const checkOrder = (state: CaseState, order: OrderInput, ctx: DecideContext): Decided<CaseEvent> => {
  const decided = decideOrder(state, order, ctx);
  if (!decided.ok) return decided;
  const missing = missingFromOrder(state.policy, state.pupil, order);
  return missing.length === 0
    ? decided
    : refuse('invalid-value', 'order', { reason: 'incomplete', missing: missing.map(missingKey).join(',') });
};

/** A rector orders, completes a draft, or answers a returned order: the order is sent whole each time. */
export const decidePlaceOrder = (
  state: CaseState,
  command: CommandOf<'placeOrder'>,
  ctx: DecideContext,
): Decided<CaseEvent> => decideOrder(state, command.order, ctx);

/** The team leader sends an order back with a reason, as long as nobody works on it (domain.md §2 step 5). */
export const decideReturnOrder = (
  state: CaseState,
  command: CommandOf<'returnOrder'>,
): Decided<CaseEvent> => {
  const { stand } = state;
  if (stand.phase === 'ordering') {
    if (stand.order === null) return refuse('wrong-phase', null, { phase: stand.phase });
    if (stand.returnedOn !== null) return refuse('already-done', null, { on: stand.returnedOn });
  } else if (stand.phase !== 'ordered' || stand.basis.by !== 'order') {
    return refuse('wrong-phase', null, { phase: stand.phase });
  }
  return accept<CaseEvent>({ type: 'orderReturned', reasonContentId: command.reasonContentId });
};

/** EHT/BHT decides that the coordinator contacts the family (seed 000); in monitoring this reopens the case. */
export const decideByEht = (state: CaseState, command: CommandOf<'decideByEht'>): Decided<CaseEvent> => {
  const no = refuseStart(state, 'ehtDecision');
  if (no) return no;
  const decided: CaseEvent = {
    type: 'ehtDecided',
    decidedOn: command.decidedOn,
    contentId: command.contentId,
  };
  if (state.stand.phase === 'ordering' || state.stand.phase === 'noticed') return accept(decided);
  if (state.stand.phase === 'monitoring') {
    // A decision from before the closing started what was closed.
    const early = notBefore('decidedOn', command.decidedOn, state.stand.closure.effectiveOn);
    return early ?? accept<CaseEvent>({ type: 'reopened' }, decided);
  }
  return refuse('wrong-phase', null, { phase: state.stand.phase });
};

/** What nobody had noticed before begins with the order, or with EHT's decision. */
const begun = (state: CaseState, by: 'order' | 'ehtDecision'): CaseState => ({
  ...state,
  ladder: { ...state.ladder, begunBy: state.ladder.begunBy ?? by },
});

export const evolveOrder = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  const { stand } = state;
  switch (event.type) {
    case 'orderDrafted':
      if (stand.phase !== 'ordering' && stand.phase !== 'noticed') return state;
      return {
        ...begun(state, 'order'),
        stand: {
          phase: 'ordering',
          since: stand.phase === 'ordering' ? stand.since : on,
          order: { ...event.order, by: event.by, savedOn: on },
          missing: event.missing,
          returnedOn: null,
        },
      };
    case 'orderPlaced':
      if (stand.phase !== 'ordering' && stand.phase !== 'noticed') return state;
      return {
        ...begun(state, 'order'),
        stand: {
          phase: 'ordered',
          since: on,
          basis: { by: 'order', order: { ...event.order, by: event.by, savedOn: on }, placedOn: on },
        },
      };
    case 'orderReturned':
      if (stand.phase === 'ordering') return { ...state, stand: { ...stand, returnedOn: on } };
      if (stand.phase !== 'ordered' || stand.basis.by !== 'order') return state;
      return {
        ...state,
        stand: { phase: 'ordering', since: on, order: stand.basis.order, missing: [], returnedOn: on },
      };
    case 'ehtDecided':
      if (stand.phase !== 'ordering' && stand.phase !== 'noticed') return state;
      return {
        ...begun(state, 'ehtDecision'),
        stand: { phase: 'ordered', since: on, basis: { by: 'ehtDecision', decidedOn: event.decidedOn } },
      };
    default:
      return state;
  }
};
