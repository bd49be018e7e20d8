/** Support beyond the coordinator's own, that a case can name and follow (domain.md §2 step 13). */
import type { CommandOf } from './commands.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import { isUnbegun } from './ladder.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, firstDuplicate, notBefore, wholeWithin, wrongPhase } from './working.ts';

const mostMeasures = 100;
const mostSteps = 50;

export const decideBeginMeasure = (
  state: CaseState,
  { measure }: CommandOf<'beginMeasure'>,
): Decided<CaseEvent> => {
  if (isUnbegun(state)) return wrongPhase(state);
  const { supportMeasures } = state;
  if (supportMeasures.some((m) => m.supportMeasureId === measure.supportMeasureId))
    return refuse('duplicate-id', 'measure/supportMeasureId', { id: measure.supportMeasureId });
  if (measure.kindId === '') return refuse('invalid-value', 'measure/kindId');
  const no =
    atMost('measure', [...supportMeasures, measure], mostMeasures) ??
    atMost('measure/steps', measure.steps, mostSteps);
  if (no) return no;
  for (const [i, step] of measure.steps.entries()) {
    const wrong =
      wholeWithin(`measure/steps/${i}/percentOfTimetable`, step.percentOfTimetable, 0, 100) ??
      notBefore(`measure/steps/${i}/from`, step.from, measure.steps[i - 1]?.from ?? measure.beganOn);
    if (wrong) return wrong;
  }
  return firstDuplicate(measure.steps.map((s) => s.from)) === null
    ? accept<CaseEvent>({ type: 'supportMeasureBegun', measure })
    : refuse('invalid-value', 'measure/steps');
};

export const decideEndMeasure = (
  state: CaseState,
  { supportMeasureId, endedOn, contentId }: CommandOf<'endMeasure'>,
): Decided<CaseEvent> => {
  const measure = state.supportMeasures.find((m) => m.supportMeasureId === supportMeasureId);
  if (!measure) return refuse('unknown-id', 'supportMeasureId');
  if (measure.endedOn !== null) return refuse('already-done', 'supportMeasureId', { on: measure.endedOn });
  return (
    notBefore('endedOn', endedOn, measure.beganOn) ??
    accept<CaseEvent>({ type: 'supportMeasureEnded', supportMeasureId, endedOn, contentId })
  );
};

export const evolveSupportMeasures = (state: CaseState, { event }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'supportMeasureBegun':
      return { ...state, supportMeasures: [...state.supportMeasures, { ...event.measure, endedOn: null }] };
    case 'supportMeasureEnded':
      return {
        ...state,
        supportMeasures: state.supportMeasures.map((m) =>
          m.supportMeasureId === event.supportMeasureId ? { ...m, endedOn: event.endedOn } : m,
        ),
      };
    default:
      return state;
  }
};
