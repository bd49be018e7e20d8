/** Whose a duty is: the case's own people where they are known, else whoever holds the role. */
import type { MeetingDecision } from '../case/meeting-parts.ts';
import type { Actor } from '../case/parts.ts';
import type { Basis, CaseState } from '../case/state.ts';
import type { PersonId } from '../ids.ts';
import type { Owner } from './obligation.ts';

const persons = (
  role: 'coordinator' | 'rector' | 'mentor' | 'pupilHealth',
  personIds: PersonId[],
): Owner => ({
  by: 'persons',
  role,
  personIds,
});

const basisOf = (state: CaseState): Basis | null =>
  state.stand.phase === 'ordered' || state.stand.phase === 'assigned' ? state.stand.basis : null;

/** Whether a duty is the actor's own: named, or theirs by role at the school. */
export const ownsDuty = (actor: Actor, owner: Owner): boolean => {
  if (!('personId' in actor)) return false;
  if (owner.by === 'persons') return owner.personIds.includes(actor.personId);
  if (owner.role !== actor.role) return false;
  return owner.role === 'teamLeader' || actor.schoolUnits.includes(owner.schoolUnit);
};

/** The assignment's coordinators, in monitoring those who had it; empty before allocation. */
export const coordinatorIds = (state: CaseState): PersonId[] =>
  state.stand.phase === 'assigned' || state.stand.phase === 'monitoring'
    ? state.stand.assignment.coordinatorIds
    : [];

/** The rector who ordered; where EHT decided or nobody has ordered yet, the rector of the pupil's school. */
export const rectorOwner = (state: CaseState): Owner => {
  const basis = basisOf(state);
  if (basis?.by === 'order') return persons('rector', [basis.order.by]);
  if (state.stand.phase === 'ordering' && state.stand.order !== null)
    return persons('rector', [state.stand.order.by]);
  return schoolRectorOwner(state);
};

/** skollagen 7:19 a lays it on the rector of the school where the pupil goes, whoever ordered. */
export const schoolRectorOwner = (state: CaseState): Owner => ({
  by: 'role',
  role: 'rector',
  schoolUnit: state.pupil.schoolUnit,
});

export const teamLeaderOwner: Owner = { by: 'role', role: 'teamLeader' };

export const pupilHealthOwner = (state: CaseState): Owner => ({
  by: 'role',
  role: 'pupilHealth',
  schoolUnit: state.pupil.schoolUnit,
});

export const mentorOwner = (state: CaseState): Owner =>
  state.pupil.mentorIds.length > 0
    ? persons('mentor', state.pupil.mentorIds)
    : { by: 'role', role: 'mentor', schoolUnit: state.pupil.schoolUnit };

/** The coordinators; before allocation, the rector. */
export const coordinatorsElseRector = (state: CaseState): Owner => {
  const ids = coordinatorIds(state);
  return ids.length > 0 ? persons('coordinator', ids) : rectorOwner(state);
};

/** Who may decide on an extension: the first that the policy names; null where there is no cap. */
export const extensionDecider = (state: CaseState): Owner | null => {
  const { cap } = state.policy;
  if (cap.kind === 'none') return null;
  return cap.extension.decidedBy[0] === 'rector' ? rectorOwner(state) : teamLeaderOwner;
};

/** seed 002: the coordinator follows up what others decided to do; staff are reminded of their own. */
export const decisionOwner = (state: CaseState, decision: MeetingDecision): Owner => {
  const { party, personId } = decision.owner;
  switch (party) {
    case 'mentor':
    case 'rector':
    case 'pupilHealth':
      if (personId !== null) return persons(party, [personId]);
      if (party === 'mentor') return mentorOwner(state);
      return party === 'rector' ? rectorOwner(state) : pupilHealthOwner(state);
    case 'coordinator':
      // A coordinator who has handed over no longer answers for it: those who took over do.
      return personId !== null && coordinatorIds(state).includes(personId)
        ? persons('coordinator', [personId])
        : coordinatorsElseRector(state);
    case 'pupil':
    case 'guardian':
    case 'socialServices':
    case 'bup':
    case 'otherAuthority':
      return coordinatorsElseRector(state);
  }
};
