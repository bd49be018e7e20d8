import type { SchoolCalendar } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { consentDuties } from './consents.ts';
import type { Duty } from './duty.ts';
import { dueOf, escalationState, finishDuty } from './duty.ts';
import { endingDuties } from './ending.ts';
import { considerNoticed, ladderDuties } from './ladder.ts';
import { monthlyDuties } from './monthly.ts';
import type { EscalateTo, Obligation, ObligationKind } from './obligation.ts';
import { orderingDuties } from './ordering.ts';
import { rhythmDuties } from './rhythm.ts';
import { obligationTable } from './table.ts';
import { workingDuties } from './working.ts';

const duties = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const { phase } = state.stand;
  if (phase === 'ended') return [];
  const owed = [
    ...ladderDuties(state),
    ...orderingDuties(state),
    ...consentDuties(state, cal),
    ...workingDuties(state),
    ...rhythmDuties(state, cal),
    ...monthlyDuties(state, cal),
    ...endingDuties(state, cal),
  ].filter((duty) => obligationTable[duty.kind].phases.includes(phase));
  return owed.length > 0 ? owed : considerNoticed(state);
};

const byDueThenKey = (a: Obligation, b: Obligation): number =>
  a.due === b.due ? (a.key < b.key ? -1 : 1) : a.due < b.due ? -1 : 1;

/**
 * Everything that is owed in a case as it stands, in the order of the due days, past, present and coming; keys are
 * unique. Derived and never stored: when the case changes, what is owed changes with it. An ended case owes nothing.
 */
export const obligations = (state: CaseState, cal: SchoolCalendar): Obligation[] =>
  duties(state, cal)
    .map((duty) => finishDuty(duty, state, cal))
    .sort(byDueThenKey);

export type ComingEscalation = { key: string; kind: ObligationKind; to: EscalateTo; on: LocalDate };

/** What will go upwards unless it's done before: without the reminders, as time's passing asks it again and again. */
export const comingEscalations = (state: CaseState, cal: SchoolCalendar): ComingEscalation[] =>
  duties(state, cal).flatMap((duty) => {
    const { escalateOn, escalateTo, escalatedOn } = escalationState(duty, state, cal);
    return escalateOn === null || escalateTo === null || escalatedOn !== null
      ? []
      : [{ key: duty.key, kind: duty.kind, to: escalateTo, on: escalateOn }];
  });

/** What is owed and by which day, without the rest: for whoever goes through many cases. */
export const duesOf = (state: CaseState, cal: SchoolCalendar): Pick<Obligation, 'key' | 'kind' | 'due'>[] =>
  duties(state, cal).map((duty) => ({
    key: duty.key,
    kind: duty.kind,
    due: dueOf(duty, obligationTable[duty.kind], state, cal).due,
  }));
