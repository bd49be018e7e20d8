/** The evaluation of plan and progress: six weeks from the plan's start and each six weeks on (seed 000). */
import type { SchoolCalendar } from '../calendar.ts';
import { isSchoolDay, nextSchoolDay, nextWorkday, schoolDaysBetween } from '../calendar.ts';
import type { LocalDate } from '../time.ts';
import { addDays, daysBetween, maxDate, mondayOf } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { Evaluation } from './assignment-parts.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { Assignment, CaseState } from './state.ts';
import { notAfterToday, notBefore, runningAssignment, wrongPhase } from './working.ts';

/** From when a final evaluation counts: the assignment's start, or the last decision to go on. */
export const finalSince = (assignment: Assignment): LocalDate =>
  maxDate(assignment.start, ...assignment.extensions.map((e) => e.decidedOn));

export type EvaluationDue = {
  /** So many weeks from the plan's start, as the policy says. */
  nominal: LocalDate;
  /** The last day on which it's in time: the nominal, the next workday, or the end of the week after a lov. */
  due: LocalDate;
  movedByLov: boolean;
  /** An evaluation held after this day counts: the nominal day before, or the day before the plan's start. */
  after: LocalDate;
};

/**
 * The last day of the first school week on or after `day`; `day` where the calendar ends.
 * domain.md §4: an evaluation due in a lov is held before it or in the first week after.
 */
export const endOfFirstSchoolWeek = (calendar: SchoolCalendar, day: LocalDate): LocalDate => {
  const first = nextSchoolDay(calendar, day);
  if (first === null) return day;
  return schoolDaysBetween(calendar, first, addDays(mondayOf(first), 6)).at(-1) ?? first;
};

/** How many of the six-week turns are evaluated: each evaluation answers for its own turn and all before it. */
const turnsDone = (start: LocalDate, days: number, evaluations: readonly Evaluation[]): number => {
  let done = 0;
  for (const heldOn of evaluations.map((e) => e.heldOn).sort()) {
    if (heldOn < start || (done > 0 && heldOn <= addDays(start, done * days))) continue;
    done = Math.max(done + 1, Math.floor(daysBetween(start, heldOn) / days));
  }
  return done;
};

/** The next evaluation that is owed; null without an active plan. */
export const nextEvaluationDue = (state: CaseState, calendar: SchoolCalendar): EvaluationDue | null => {
  const start = state.plans[0]?.start;
  if (start === undefined || !runningAssignment(state)) return null;
  const days = state.policy.evaluation.everyWeeks * 7;
  const done = turnsDone(start, days, state.evaluations);
  const nominal = addDays(start, (done + 1) * days);
  const after = done === 0 ? addDays(start, -1) : addDays(start, done * days);
  const workday = nextWorkday(calendar, nominal);
  const movedByLov = !isSchoolDay(calendar, workday);
  return { nominal, due: movedByLov ? endOfFirstSchoolWeek(calendar, workday) : workday, movedByLov, after };
};

/**
 * Records an evaluation. Asks for a plan unless it's the final one; for the reason where a lov made it later than
 * its nominal day. In monitoring only the final evaluation of a lapsed assignment is left to hold.
 */
export const decideRecordEvaluation = (
  state: CaseState,
  { evaluation }: CommandOf<'recordEvaluation'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const { stand } = state;
  if (stand.phase !== 'assigned' && stand.phase !== 'monitoring') return wrongPhase(state);
  if (stand.phase === 'monitoring' && !evaluation.final) return wrongPhase(state);
  if (!evaluation.final && state.plans.length === 0) return refuse('plan-missing');
  if (state.evaluations.some((e) => e.evaluationId === evaluation.evaluationId))
    return refuse('duplicate-id', 'evaluation/evaluationId', { id: evaluation.evaluationId });
  const earliest = evaluation.final
    ? stand.assignment.start
    : (state.plans[0]?.start ?? stand.assignment.start);
  const no =
    notAfterToday('evaluation/heldOn', evaluation.heldOn, ctx.today) ??
    notBefore('evaluation/heldOn', evaluation.heldOn, earliest);
  if (no) return no;
  const owed = nextEvaluationDue(state, ctx.calendar);
  const isLateForLov = owed !== null && owed.movedByLov && evaluation.heldOn > owed.nominal;
  // domain.md §4: held in the first week after the lov, with the reason.
  if (isLateForLov && !evaluation.final && evaluation.lovReasonContentId === null)
    return refuse('lov-reason-missing', 'evaluation/lovReasonContentId', { nominal: owed.nominal });
  return accept({ type: 'evaluationHeld', evaluation });
};

const asks = (evaluation: Evaluation): NonNullable<CaseState['awaiting']>['what'] | null => {
  switch (evaluation.outcome) {
    case 'changedPlan':
      return 'revisedPlan';
    case 'end':
      return 'closing';
    case 'enough':
    case 'otherMeasures':
      return null;
  }
};

export const evolveEvaluation = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  if (event.type !== 'evaluationHeld') return state;
  const { evaluation } = event;
  const recorded = { ...state, evaluations: [...state.evaluations, evaluation] };
  // One recorded afterwards, older than the newest, doesn't take back what the newest asked for.
  const isNewest = state.evaluations.every((e) => e.heldOn <= evaluation.heldOn);
  if (!isNewest || !runningAssignment(state)) return recorded;
  const what = asks(evaluation);
  return {
    ...recorded,
    awaiting: what === null ? null : { what, evaluationId: evaluation.evaluationId, since: on },
  };
};
