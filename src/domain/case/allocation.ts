/** Who works with the case, from when and for how long at most (domain.md §2 steps 7 and 15). */
import { coordinatorsCovered } from '../consent.ts';
import type { PersonId } from '../ids.ts';
import { addMonths, maxDate } from '../time.ts';
import { capOf } from './cap.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { notBegun, refuseUncovered } from './coverage.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { Basis, CaseState } from './state.ts';
import { takeOverMeetings } from './take-over.ts';

type No = { ok: false; refusal: Refusal };
type Coordinators = CommandOf<'allocate'>['coordinators'];

/**
 * At least one, distinct, no more than the policy says, each within the stage split unless a reason is given. A
 * coordinator without stages takes all. The caseload is held by the records, which see every case.
 */
const refuseCoordinators = (
  state: CaseState,
  coordinators: Coordinators,
  reasonGiven: boolean,
): No | null => {
  const { maxCoordinators } = state.policy.allocation;
  if (coordinators.length === 0) return refuse('invalid-value', 'coordinators');
  if (coordinators.length > maxCoordinators)
    return refuse('too-many', 'coordinators', { max: maxCoordinators, given: coordinators.length });
  const ids = coordinators.map((c) => c.personId);
  const repeated = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (repeated >= 0) return refuse('duplicate-id', `coordinators/${repeated}/personId`);
  const { stage } = state.pupil;
  // seed 001: one takes förskola–åk 3, another åk 4–9.
  const outside = coordinators.findIndex((c) => c.stages.length > 0 && !c.stages.includes(stage));
  return outside >= 0 && !reasonGiven ? refuse('stage-mismatch', `coordinators/${outside}`, { stage }) : null;
};

const startedOn = (basis: Basis) => (basis.by === 'order' ? basis.placedOn : basis.decidedOn);

const mostMonthsAhead = 12;

/** The team leader gives the assignment to one coordinator or a pair. */
export const decideAllocate = (
  state: CaseState,
  command: CommandOf<'allocate'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const { coordinators, start, outsideStagesContentId } = command;
  if (state.stand.phase !== 'ordered') return refuse('wrong-phase', null, { phase: state.stand.phase });
  const no = refuseCoordinators(state, coordinators, outsideStagesContentId !== null);
  if (no) return no;
  const earliest = startedOn(state.stand.basis);
  if (start < earliest) return refuse('date-in-past', 'start', { earliest });
  const latest = addMonths(ctx.today, mostMonthsAhead);
  if (start > latest) return refuse('invalid-date', 'start', { date: start, latest });
  // seed 002: up to six months; seed 001: as long as it takes.
  const { cap: rule } = state.policy;
  const cap = rule.kind === 'none' ? null : capOf(start, rule.months, ctx.calendar);
  if (cap && cap.actBy < ctx.today) return refuse('date-in-past', 'start', { actBy: cap.actBy });
  if (state.policy.consent.neededFor === 'assignment') {
    // seed 002: without written consent the coordinators can't work with the assignment.
    const coverage = coordinatorsCovered(state, maxDate(start, ctx.today));
    if (!coverage.covered) return refuseUncovered('coordinators', coverage);
  }
  const coordinatorIds = coordinators.map((c) => c.personId);
  return accept<CaseEvent>({ type: 'allocated', coordinatorIds, start, cap, outsideStagesContentId });
};

const sameSet = (a: readonly PersonId[], b: readonly PersonId[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/**
 * Another coordinator takes over, with nothing lost: `from` and `to` are whole sets, before and after. Meetings that
 * are called go along.
 */
export const decideHandOver = (
  state: CaseState,
  { coordinators, reason, contentId }: CommandOf<'handOver'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const { stand } = state;
  if (stand.phase !== 'assigned' && stand.phase !== 'monitoring')
    return refuse('wrong-phase', null, { phase: stand.phase });
  const no = refuseCoordinators(state, coordinators, contentId !== null);
  if (no) return no;
  const from = stand.assignment.coordinatorIds;
  const to = coordinators.map((c) => c.personId);
  if (sameSet(from, to)) return refuse('already-done', 'coordinators');
  return accept<CaseEvent>(
    { type: 'handedOver', from, to, reason, contentId },
    ...takeOverMeetings(state, notBegun(ctx), from, coordinators),
  );
};

export const evolveAllocation = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  const { stand } = state;
  switch (event.type) {
    case 'allocated':
      if (stand.phase !== 'ordered') return state;
      return {
        ...state,
        plans: [],
        awaiting: null,
        stand: {
          phase: 'assigned',
          since: on,
          basis: stand.basis,
          assignment: {
            no: state.pastAssignments.length + 1,
            coordinatorIds: event.coordinatorIds,
            allocatedOn: on,
            start: event.start,
            cap: event.cap,
            extensions: [],
            extensionRefusedOn: null,
          },
        },
      };
    case 'handedOver':
      if (stand.phase !== 'assigned' && stand.phase !== 'monitoring') return state;
      return {
        ...state,
        stand: { ...stand, assignment: { ...stand.assignment, coordinatorIds: event.to } },
      };
    default:
      return state;
  }
};
