import type { SchoolCalendar } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import { consentDuties } from './consents.ts';
import { finishDuty } from './duty.ts';
import { endingDuties } from './ending.ts';
import { monthlyDuties } from './monthly.ts';
import type { Obligation } from './obligation.ts';
import { orderingDuties } from './ordering.ts';
import { rhythmDuties } from './rhythm.ts';
import { obligationTable } from './table.ts';
import { workingDuties } from './working.ts';

/**
 * Everything that is owed in a case as it stands, in the order of the due days, past, present and coming; keys are
 * unique. Derived and never stored: when the case changes, what is owed changes with it. An ended case owes nothing.
 */
export const obligations = (state: CaseState, cal: SchoolCalendar): Obligation[] => {
  const { phase } = state.stand;
  if (phase === 'ended') return [];
  return [
    ...orderingDuties(state),
    ...consentDuties(state, cal),
    ...workingDuties(state),
    ...rhythmDuties(state, cal),
    ...monthlyDuties(state, cal),
    ...endingDuties(state, cal),
  ]
    .filter((duty) => obligationTable[duty.kind].phases.includes(phase))
    .map((duty) => finishDuty(duty, state, cal))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.key < b.key ? -1 : 1));
};
