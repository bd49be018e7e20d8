/** Closing, the watch after it, and reopening (domain.md §2 steps 16–17). */
import type { LocalDate } from '../time.ts';
import { monitoringStand, settleCheckUp, weekFulfilled } from './check-ups.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { finalSince } from './evaluation.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import { cancellationsAt } from './meeting.ts';
import { checkOrder } from './order.ts';
import type { PupilFacts } from './parts.ts';
import type { ClosureReason } from './assignment-parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState, Closure } from './state.ts';
import { notAfterToday, notBefore, runningAssignment, wrongPhase } from './working.ts';

type Reason = Exclude<ClosureReason, 'lapsed'>;

/** Reasons under which nobody is left to evaluate with. */
const withoutFinalEvaluation: ReadonlySet<Reason> = new Set<Reason>(['moved', 'leftSchool', 'consentEnded']);

const checkReason = (state: CaseState, reason: Reason): { ok: false; refusal: Refusal } | null => {
  const assignment = runningAssignment(state);
  if (reason === 'extensionRefused' && !assignment?.extensionRefusedOn)
    return refuse('policy-forbids', 'reason', { why: 'extension-not-refused' });
  if (!assignment || withoutFinalEvaluation.has(reason)) return null;
  const isEvaluated = state.evaluations.some((e) => e.final && e.heldOn >= finalSince(assignment));
  return isEvaluated ? null : refuse('evaluation-missing', 'reason', { needed: 'final' });
};

/** The last years of compulsory school: the ninth, and the tenth from 2028. */
const lastYears = 9;

/**
 * Whether it can be told that a pupil is eligible for upper secondary school: younger ones are, or aren't, later;
 * adapted compulsory school leads elsewhere.
 */
export const mayBeEligible = ({ schoolForm, year }: Pick<PupilFacts, 'schoolForm' | 'year'>): boolean =>
  schoolForm === 'upperSecondary' || (schoolForm === 'compulsory' && year !== null && year >= lastYears);

const checkEligible = ({ pupil }: CaseState, told: boolean | undefined, field: string) =>
  told === undefined || mayBeEligible(pupil) ? null : refuse('invalid-value', field, { least: lastYears });

/**
 * Closes the assignment and starts the watch; a case that never was allocated ends. Asks for the final evaluation,
 * except where nobody is left to hold it with.
 */
export const decideClose = (
  state: CaseState,
  { reason, contentId, eligibleForUpperSecondary: eligible }: CommandOf<'close'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const { phase } = state.stand;
  if (phase === 'monitoring' || phase === 'ended') return wrongPhase(state);
  const no = checkReason(state, reason) ?? checkEligible(state, eligible, 'eligibleForUpperSecondary');
  if (no) return no;
  const closed: CaseEvent = {
    type: 'closed',
    reason,
    contentId,
    ...(eligible === undefined ? {} : { eligibleForUpperSecondary: eligible }),
  };
  return phase === 'assigned'
    ? accept(...cancellationsAt(state, ctx), closed)
    : accept<CaseEvent>(closed, { type: 'ended', why: 'neverAssigned' });
};

/** Records a check-up; one that was missed is fulfilled by holding it late. Time ends the case after the last. */
export const decideRecordCheckUp = (
  state: CaseState,
  { checkUp }: CommandOf<'recordCheckUp'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const { stand } = state;
  if (stand.phase !== 'monitoring') return wrongPhase(state);
  const { checkUps, closure } = stand;
  const isKnown = checkUps.some(
    ({ result }) => result !== null && result !== 'missed' && result.checkUpId === checkUp.checkUpId,
  );
  if (isKnown) return refuse('duplicate-id', 'checkUp/checkUpId', { id: checkUp.checkUpId });
  const no =
    notAfterToday('checkUp/heldOn', checkUp.heldOn, ctx.today) ??
    notBefore('checkUp/heldOn', checkUp.heldOn, closure.effectiveOn) ??
    checkEligible(state, checkUp.eligibleForUpperSecondary, 'checkUp/eligibleForUpperSecondary');
  if (no) return no;
  const week = weekFulfilled(checkUps, checkUp.heldOn);
  return week === null ? refuse('already-done') : accept({ type: 'checkUpHeld', checkUp, week });
};

/** A new assignment in a watched case, by a rector's order that must be complete at once. */
export const decideReopen = (
  state: CaseState,
  { order }: CommandOf<'reopen'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (state.stand.phase !== 'monitoring') return wrongPhase(state);
  const placed = checkOrder(state, order, ctx);
  return placed.ok ? accept<CaseEvent>({ type: 'reopened' }, ...placed.events) : placed;
};

const ended = (state: CaseState, on: LocalDate): CaseState => {
  const { stand } = state;
  if (stand.phase === 'ended') return state;
  if (stand.phase !== 'monitoring') return { ...state, stand: { phase: 'ended', since: on, closure: null } };
  const { assignment, closure } = stand;
  return {
    ...state,
    pastAssignments: [...state.pastAssignments, { assignment, closure }],
    stand: { phase: 'ended', since: on, closure },
  };
};

const closed = (state: CaseState, closure: Closure): CaseState => {
  const { stand } = state;
  switch (stand.phase) {
    case 'assigned':
      return monitoringStand(state, stand.assignment, closure);
    case 'noticed':
    case 'ordering':
    case 'ordered':
      return { ...state, stand: { phase: 'ended', since: closure.on, closure } };
    case 'monitoring':
    case 'ended':
      return state;
  }
};

/** The old assignment is kept as history; what was owed in it, and its plans, don't block the new one. */
const reopened = (state: CaseState, on: LocalDate): CaseState => {
  const { stand } = state;
  if (stand.phase !== 'monitoring') return state;
  return {
    ...state,
    pastAssignments: [...state.pastAssignments, { assignment: stand.assignment, closure: stand.closure }],
    stand: { phase: 'ordering', since: on, order: null, missing: [], returnedOn: null },
    plans: [],
    awaiting: null,
    moved: {},
    escalations: {},
  };
};

export const evolveClosing = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'closed':
      return closed(state, { reason: event.reason, on, effectiveOn: on });
    case 'noticedEnded':
      return closed(state, { reason: event.reason, on, effectiveOn: on });
    case 'ended':
      return ended(state, on);
    case 'reopened':
      return reopened(state, on);
    case 'checkUpHeld':
    case 'checkUpMissed': {
      const { stand } = state;
      if (stand.phase !== 'monitoring') return state;
      const result = event.type === 'checkUpHeld' ? event.checkUp : 'missed';
      return { ...state, stand: { ...stand, checkUps: settleCheckUp(stand.checkUps, event.week, result) } };
    }
    default:
      return state;
  }
};
