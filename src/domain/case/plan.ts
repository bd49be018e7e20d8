/** The plan (handlingsplan): made with pupil and guardians, in versions (domain.md §2 step 10). */
import { addMonths } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { MappingPartKind, Plan } from './assignment-parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, firstDuplicate, notBefore, runningAssignment, wholeWithin, wrongPhase } from './working.ts';

const mostGoals = 30;
const mostMeasures = 50;
const mostSteps = 60;
const mostMonthsAhead = 12;
const mappingParts: readonly MappingPartKind[] = ['pupil', 'educators', 'guardians'];

/** Whether the content of a plan holds together by itself; null when it does. */
const checkContents = (plan: Plan, state: CaseState): { ok: false; refusal: Refusal } | null => {
  if (plan.goals.length === 0) return refuse('invalid-value', 'plan/goals', { least: 1 });
  if (plan.measures.length === 0) return refuse('invalid-value', 'plan/measures', { least: 1 });
  const tooMany =
    atMost('plan/goals', plan.goals, mostGoals) ??
    atMost('plan/measures', plan.measures, mostMeasures) ??
    atMost('plan/wayBack', plan.wayBack, mostSteps);
  if (tooMany) return tooMany;
  const twice = firstDuplicate(plan.measures.map((m) => m.measureId));
  if (twice !== null) return refuse('duplicate-id', 'plan/measures', { id: twice });
  for (const [i, measure] of plan.measures.entries()) {
    const no = notBefore(`plan/measures/${i}/start`, measure.start, state.pupil.birthDate);
    if (no) return no;
  }
  for (const [i, step] of plan.wayBack.entries()) {
    const no =
      wholeWithin(`plan/wayBack/${i}/percentOfTimetable`, step.percentOfTimetable, 0, 100) ??
      notBefore(`plan/wayBack/${i}/from`, step.from, plan.wayBack[i - 1]?.from ?? plan.start);
    if (no) return no;
  }
  return null;
};

/**
 * The first plan or its next version. Asks for all three parts of the mapping, a start within the assignment and
 * not before the version before.
 */
export const decideMakePlan = (
  state: CaseState,
  { plan }: CommandOf<'makePlan'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const assignment = runningAssignment(state);
  if (!assignment) return wrongPhase(state);
  // domain.md §2 step 9: the three parts are all needed.
  const missing = mappingParts.filter((part) => state.mapping[part] === undefined);
  if (missing.length > 0) return refuse('mapping-incomplete', null, { missing: missing.join(', ') });
  if (state.plans.some((p) => p.planId === plan.planId))
    return refuse('duplicate-id', 'plan/planId', { id: plan.planId });
  const early = notBefore('plan/start', plan.start, state.plans.at(-1)?.start ?? assignment.start);
  if (early) return early;
  const latest = addMonths(ctx.today, mostMonthsAhead);
  if (plan.start > latest) return refuse('invalid-date', 'plan/start', { date: plan.start, latest });
  if (assignment.cap && plan.start > assignment.cap.nominalEnd)
    return refuse('policy-forbids', 'plan/start', { latest: assignment.cap.nominalEnd });
  return (
    checkContents(plan, state) ?? accept({ type: 'planMade', plan, planVersion: state.plans.length + 1 })
  );
};

export const evolvePlan = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  if (event.type !== 'planMade') return state;
  return {
    ...state,
    plans: [...state.plans, { ...event.plan, planVersion: event.planVersion, madeOn: on }],
    awaiting: state.awaiting?.what === 'revisedPlan' ? null : state.awaiting,
  };
};
