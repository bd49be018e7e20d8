/** Duties towards the end and after it: the cap, the closing, the check-ups (domain.md §2 steps 15–17). */
import type { SchoolCalendar } from '../calendar.ts';
import { capDecisionDue, capWarningOn } from '../case/cap.ts';
import { checkUpDue } from '../case/check-ups.ts';
import { finalSince } from '../case/evaluation.ts';
import type { Assignment, CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { addDays } from '../time.ts';
import type { Duty } from './duty.ts';
import type { Obligation } from './obligation.ts';
import { coordinatorsElseRector, extensionDecider } from './owners.ts';

const finalEvaluationWithinDays = 14;
const closeWithinDays = 21;

type Ending = { cap: NonNullable<Assignment['cap']>; due: LocalDate; warnOn: LocalDate };

/** When a capped assignment must be decided on; null without a cap. */
const endingOf = (state: CaseState, cal: SchoolCalendar): Ending | null => {
  const cap = state.stand.phase === 'assigned' ? state.stand.assignment.cap : null;
  if (cap === null) return null;
  const due = capDecisionDue(state, cal) ?? cap.actBy;
  // A policy changed to one without a cap leaves the running assignment its own: warned of from the start on.
  const warnOn = capWarningOn(state, cal) ?? addDays(due, -28);
  return { cap, due, warnOn };
};

/** lag 1930:173 carries it forward to a weekday, a summer back into the term. */
const movedBy = ({ cap, due }: Ending): Obligation['moved'] =>
  due === cap.nominalEnd ? null : due > cap.nominalEnd ? 'byHoliday' : 'byLov';

const mayBeExtended = (state: CaseState, assignment: Assignment): boolean => {
  const { cap } = state.policy;
  if (cap.kind === 'none' || assignment.extensionRefusedOn !== null) return false;
  const { maxTimes } = cap.extension;
  return maxTimes === null || assignment.extensions.length < maxTimes;
};

const decideOnExtension = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const ending = endingOf(state, cal);
  const owner = extensionDecider(state);
  if (ending === null || owner === null || state.stand.phase !== 'assigned') return [];
  if (!mayBeExtended(state, state.stand.assignment) || state.awaiting?.what === 'closing') return [];
  return [
    {
      kind: 'decideOnExtension',
      key: `decideOnExtension/${ending.cap.nominalEnd}`,
      owner,
      subjectId: null,
      since: ending.warnOn,
      reckoned: ending.due,
      movedBy: movedBy(ending),
      lastDay: ending.cap.actBy,
      escalateTo: owner.role === 'rector' ? 'teamLeader' : 'rector',
    },
  ];
};

const finalEvaluation = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const { stand } = state;
  if (stand.phase !== 'assigned' && stand.phase !== 'monitoring') return [];
  const since = finalSince(stand.assignment);
  if (state.evaluations.some((e) => e.final && e.heldOn >= since)) return [];
  const duty = {
    kind: 'finalEvaluation',
    key: 'finalEvaluation',
    owner: coordinatorsElseRector(state),
    subjectId: null,
  } as const;
  if (stand.phase === 'monitoring') {
    const { reason, on } = stand.closure;
    return reason === 'lapsed'
      ? [{ ...duty, since: on, reckoned: addDays(on, finalEvaluationWithinDays) }]
      : [];
  }
  if (state.awaiting?.what === 'closing') {
    const asked = state.awaiting.since;
    return [{ ...duty, since: asked, reckoned: addDays(asked, finalEvaluationWithinDays) }];
  }
  const ending = endingOf(state, cal);
  return ending === null
    ? []
    : [{ ...duty, since: ending.warnOn, reckoned: ending.due, movedBy: movedBy(ending) }];
};

const closeAssignment = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const { stand } = state;
  if (stand.phase !== 'assigned') return [];
  const ending = endingOf(state, cal);
  const duty = {
    kind: 'closeAssignment',
    key: 'closeAssignment',
    owner: coordinatorsElseRector(state),
    subjectId: null,
  } as const;
  if (state.awaiting?.what === 'closing') {
    const reckoned = addDays(state.awaiting.since, closeWithinDays);
    return [{ ...duty, since: state.awaiting.since, reckoned }];
  }
  if (ending === null || mayBeExtended(state, stand.assignment)) return [];
  const since = stand.assignment.extensionRefusedOn ?? ending.warnOn;
  return [{ ...duty, since, reckoned: ending.cap.nominalEnd }];
};

/** seed 001: in the periphery for a long time: asked again after so many weeks. */
const checkUps = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const { stand } = state;
  if (stand.phase !== 'monitoring') return [];
  return stand.checkUps
    .filter((checkUp) => checkUp.result === null)
    .map((checkUp) => {
      const { due, movedByLov } = checkUpDue(cal, checkUp.due);
      return {
        kind: 'checkUp',
        key: `checkUp/${checkUp.week}`,
        owner: coordinatorsElseRector(state),
        subjectId: null,
        since: stand.since,
        reckoned: due,
        movedBy: movedByLov ? 'byLov' : due === checkUp.due ? null : 'byHoliday',
      };
    });
};

export const endingDuties = (state: CaseState, cal: SchoolCalendar): Duty[] => [
  ...decideOnExtension(state, cal),
  ...finalEvaluation(state, cal),
  ...closeAssignment(state, cal),
  ...checkUps(state, cal),
];
