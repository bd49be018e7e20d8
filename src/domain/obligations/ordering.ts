/** Duties before the assignment begins (domain.md §2 steps 5–7), and bad addresses in every phase. */
import type { CaseState } from '../case/state.ts';
import { addDays, maxDate } from '../time.ts';
import { coveredSince } from './consents.ts';
import type { Duty } from './duty.ts';
import { coordinatorsElseRector, rectorOwner, teamLeaderOwner } from './owners.ts';

const completeOrder = (state: CaseState): Duty[] => {
  const { stand, policy } = state;
  // Nothing is owed before anyone has begun: a case opens with its first command.
  if (stand.phase !== 'ordering' || (stand.order === null && stand.returnedOn === null)) return [];
  const since = stand.returnedOn ?? stand.since;
  return [
    {
      kind: 'completeOrder',
      key: 'completeOrder',
      owner: rectorOwner(state),
      subjectId: null,
      since,
      reckoned: addDays(since, policy.start.completeWithinDays),
    },
  ];
};

const allocate = (state: CaseState): Duty[] => {
  const { stand, policy } = state;
  if (stand.phase !== 'ordered') return [];
  // seed 002: without written consent the coordinators can't work with the assignment.
  const ready = policy.consent.neededFor === 'sharing' ? stand.since : coveredSince(state);
  if (ready === null) return [];
  const since = maxDate(stand.since, ready);
  return [
    {
      kind: 'allocate',
      key: 'allocate',
      owner: teamLeaderOwner,
      subjectId: null,
      since,
      reckoned: addDays(since, policy.allocation.withinDays),
    },
  ];
};

const correctWithinDays = 7;

/** An address that bounced or is missing is a duty, not a lost reminder. */
const correctAddress = (state: CaseState): Duty[] =>
  state.undeliverable.map((bad) => ({
    kind: 'correctAddress',
    key: `correctAddress/${bad.messageKey}`,
    owner: coordinatorsElseRector(state),
    subjectId: bad.messageKey,
    since: bad.foundOn,
    reckoned: addDays(bad.foundOn, correctWithinDays),
  }));

export const orderingDuties = (state: CaseState): Duty[] => [
  ...completeOrder(state),
  ...allocate(state),
  ...correctAddress(state),
];
