/** Who takes over an assignment takes over the meetings that are already called (domain.md §2 steps 7 and 12). */
import type { PersonId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import type { Ahead } from './coverage.ts';
import { stillInvited } from './coverage.ts';
import type { CaseEvent } from './events.ts';
import type { Participant } from './meeting-parts.ts';
import { takeOverRules } from './rules-version.ts';
import type { CaseState, Meeting } from './state.ts';

type Coordinators = CommandOf<'handOver'>['coordinators'];

const personOf = ({ as }: Participant): PersonId | null => (as.kind === 'staff' ? as.personId : null);

/** Those who no longer lead the meeting; a coordinator who is the pupil's mentor still takes part as such. */
const leaving = (state: CaseState, invited: readonly Participant[], gone: readonly PersonId[]) =>
  invited.filter((participant) => {
    const person = personOf(participant);
    return person !== null && gone.includes(person) && !state.pupil.mentorIds.includes(person);
  });

/** Those who come; when the last coordinator in the meeting leaves, also those who had the case and weren't invited. */
const arriving = (
  to: Coordinators,
  from: readonly PersonId[],
  invited: readonly Participant[],
  someoneLeaves: boolean,
): Participant[] => {
  const present = new Set(invited.map(personOf));
  const missing = to.filter((c) => !present.has(c.personId));
  const nobodyStays = someoneLeaves && missing.length === to.length;
  return missing
    .filter((c) => nobodyStays || !from.includes(c.personId))
    .flatMap(({ participantId, personId }): Participant[] =>
      participantId === undefined ? [] : [{ participantId, as: { kind: 'staff', personId } }],
    );
};

const takeOver = (
  state: CaseState,
  meeting: Meeting,
  from: readonly PersonId[],
  to: Coordinators,
): CaseEvent[] => {
  const invited = stillInvited(meeting);
  const gone = from.filter((id) => !to.some((c) => c.personId === id));
  const removed = leaving(state, invited, gone);
  const added = arriving(to, from, invited, removed.length > 0);
  if (removed.length + added.length === 0) return [];
  const isNew = ({ as }: Participant) => as.kind === 'staff' && to.some((c) => c.personId === as.personId);
  // SoL 10:8: a SIP has a chair; who leaves hands that over too.
  const chairLeaves = removed.some((p) => p.participantId === meeting.sip?.chair);
  const chair = chairLeaves ? ([...added, ...invited].find(isNew)?.participantId ?? null) : null;
  return [{ type: 'meetingTakenOver', meetingId: meeting.meetingId, removed, added, chair }];
};

/**
 * What a hand-over changes in each called meeting that lies ahead: who comes is invited, who leaves gets a
 * cancellation. The others' invitations stand as they are.
 */
export const takeOverMeetings = (
  state: CaseState,
  ahead: Ahead,
  from: readonly PersonId[],
  to: Coordinators,
): CaseEvent[] =>
  state.rulesVersion < takeOverRules
    ? []
    : state.meetings
        .filter((meeting) => meeting.status === 'called' && ahead(meeting))
        .flatMap((meeting) => takeOver(state, meeting, from, to));
