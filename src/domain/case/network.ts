/**
 * Whom the family has to do with in a case, so that nobody has to carry messages between them (seed 002: the map of
 * the family's contacts with authorities). From contacts, papers, meetings and consents alone; a report to social
 * services isn't told here.
 */
import { activeConsents, giverKey, needsConsent, requiredGivers } from '../consent.ts';
import { maxDate, type LocalDate } from '../time.ts';
import { coordinatorIdsOf } from '../permissions.ts';
import type { ReceiverKind } from './consent-parts.ts';
import type { Party } from './parts.ts';
import type { CaseState } from './state.ts';

/** Everyone but the family and the coordinators, who hold the map. */
export type Outsider = Exclude<ReceiverKind, 'coordinators'>;

export type Tie = {
  with: Outsider;
  /** Contacts that reached somebody. */
  contacts: number;
  /** The latest contact or held meeting. */
  lastOn: LocalDate | null;
  meetings: number;
  papers: { asked: number; received: number };
  /** Of those whose consent counts: all, some, nobody; or the school, which needs none. */
  consent: 'notNeeded' | 'all' | 'some' | 'none';
};

/** mentor and rector are the school's; family stands in the middle. */
const outsiderOf: Record<Party, Outsider | null> = {
  pupil: null,
  guardian: null,
  mentor: 'school',
  rector: 'school',
  pupilHealth: 'pupilHealth',
  socialServices: 'socialServices',
  bup: 'bup',
  otherAuthority: 'other',
};

/** Each whom the case has had to do with, in the order in which they are named in consents. */
export function networkOf(state: CaseState, today: LocalDate): Tie[] {
  const ties = new Map<Outsider, Tie>();
  const tie = (who: ReceiverKind | null): Tie | null => {
    if (who === null || who === 'coordinators') return null;
    const known = ties.get(who) ?? {
      with: who,
      contacts: 0,
      lastOn: null,
      meetings: 0,
      papers: { asked: 0, received: 0 },
      consent: consentFor(state, who, today),
    };
    ties.set(who, known);
    return known;
  };
  for (const consent of state.consents) if (consent.withdrawnOn === null) tie(consent.receiver);
  for (const { with: parties, date, reached } of state.contacts) {
    for (const who of new Set(parties.map((party) => outsiderOf[party]))) {
      const found = tie(who);
      if (found === null || !reached) continue;
      found.contacts += 1;
      found.lastOn = later(found.lastOn, date);
    }
  }
  for (const { from, receivedOn } of state.papers) {
    const found = tie(from);
    if (found === null) continue;
    found.papers.asked += 1;
    if (receivedOn !== null) found.papers.received += 1;
  }
  for (const meeting of state.meetings) {
    if (meeting.status === 'cancelled') continue;
    for (const who of new Set(meeting.participants.map(({ as }) => calledAs(state, as)))) {
      const found = tie(who);
      if (found === null) continue;
      found.meetings += 1;
      if (meeting.minutes !== null) found.lastOn = later(found.lastOn, meeting.minutes.heldOn);
    }
  }
  return [...ties.values()];
}

const later = (known: LocalDate | null, date: LocalDate): LocalDate =>
  known === null ? date : maxDate(known, date);

function calledAs(
  state: CaseState,
  as: CaseState['meetings'][number]['participants'][number]['as'],
): ReceiverKind | null {
  if (as.kind === 'receiver') return as.receiver;
  return as.kind === 'staff' && !coordinatorIdsOf(state).includes(as.personId) ? 'school' : null;
}

function consentFor(state: CaseState, receiver: Outsider, today: LocalDate): Tie['consent'] {
  if (!needsConsent(receiver)) return 'notNeeded';
  const given = activeConsents(state, today).filter((consent) => consent.receiver === receiver);
  const givers = new Set(given.map((consent) => giverKey(consent.giver)));
  const required = requiredGivers(state).map(giverKey);
  if (required.every((key) => givers.has(key))) return 'all';
  return givers.size === 0 ? 'none' : 'some';
}
