/** Folds what happens before an order. The first of it begins the case; none of it begins it twice. */
import type { RecordedEvent } from './events.ts';
import { isUnbegun } from './ladder.ts';
import type { EhtDecision, Ladder, LadderStart } from './ladder-parts.ts';
import type { LocalDate } from '../time.ts';
import type { CaseState } from './state.ts';

/** The case with its ladder changed; noticed if nothing had been asked of it before. */
const climbed = (
  state: CaseState,
  by: LadderStart,
  { on }: RecordedEvent,
  change: (ladder: Ladder) => Partial<Ladder>,
): CaseState => ({
  ...state,
  stand: isUnbegun(state) ? { phase: 'noticed', since: on } : state.stand,
  ladder: { ...state.ladder, begunBy: state.ladder.begunBy ?? by, ...change(state.ladder) },
});

/** The reports and concerns that no decision has answered yet, oldest first. */
export const unanswered = ({ ladder }: Pick<CaseState, 'ladder'>): { id: string; on: LocalDate }[] => {
  const answered = new Set(ladder.ehtDecisions.flatMap((d) => d.answers));
  return [
    ...ladder.reports.map((r) => ({ id: r.ehtReportId, on: r.reportedOn })),
    ...ladder.concerns.map((c) => ({ id: c.schoolConcernId, on: c.raisedOn })),
  ].filter(({ id }) => !answered.has(id));
};

const decided = (state: CaseState, decision: EhtDecision): Pick<Ladder, 'ehtDecisions'> => ({
  ehtDecisions: [
    ...state.ladder.ehtDecisions,
    { ...decision, mentorToldOn: null, answers: unanswered(state).map(({ id }) => id) },
  ],
});

export const evolveLadder = (state: CaseState, recorded: RecordedEvent): CaseState => {
  const { event } = recorded;
  switch (event.type) {
    case 'absenceNoticed':
      return climbed(state, 'limit', recorded, ({ limitPassedOn }) => ({
        limitPassedOn: limitPassedOn ?? event.attendance.asOf,
      }));
    case 'bandChanged': {
      // What a concern began has a duty to attend behind it from the day on which the limit is passed as well.
      const { band, asOf } = event.attendance;
      const passes =
        state.stand.phase === 'noticed' && band !== 'below' && state.pupil.schoolForm !== 'preschool';
      return passes && state.ladder.limitPassedOn === null
        ? { ...state, ladder: { ...state.ladder, limitPassedOn: asOf } }
        : state;
    }
    case 'concernRaised':
      return climbed(state, 'concern', recorded, ({ concerns }) => ({
        concerns: [...concerns, event.concern],
      }));
    case 'guardianTalkRecorded':
      return climbed(state, 'talk', recorded, ({ talks }) => ({ talks: [...talks, event.talk] }));
    case 'reportedToEht':
      return climbed(state, 'report', recorded, ({ reports }) => ({ reports: [...reports, event.report] }));
    case 'ehtDecisionMade':
      return climbed(state, 'ehtDecision', recorded, () => decided(state, event.decision));
    case 'mentorTold':
      return climbed(state, 'ehtDecision', recorded, ({ ehtDecisions }) => ({
        ehtDecisions: ehtDecisions.map((d) =>
          d.ehtDecisionId === event.ehtDecisionId
            ? { ...d, mentorToldOn: event.toldOn, mentorAnswerContentId: event.contentId }
            : d,
        ),
      }));
    case 'rectorStepRecorded':
      return {
        ...state,
        ladder: { ...state.ladder, rectorSteps: [...state.ladder.rectorSteps, event.step] },
      };
    default:
      return state;
  }
};
