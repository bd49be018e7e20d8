/** What the world is told at once of one event: invitations and urgent notices. The rest waits for the digest. */
import { giverKey, requiredGivers } from '../consent.ts';
import {
  coordinatorIds,
  coordinatorsElseRector,
  mentorOwner,
  pupilHealthOwner,
  rectorOwner,
  schoolRectorOwner,
  teamLeaderOwner,
} from '../obligations/owners.ts';
import type { Owner } from '../obligations/obligation.ts';
import type { PersonId } from '../ids.ts';
import type { LocalDate } from '../time.ts';
import { stillInvited } from './coverage.ts';
import type { Effect, NoticeKind } from './effects.ts';
import type { RecordedEvent } from './events.ts';
import type { Giver } from './consent-parts.ts';
import type { Participant } from './meeting-parts.ts';
import { ladderRules } from './rules-version.ts';
import type { CaseState, Meeting } from './state.ts';

type Told = Owner | { by: 'giver'; giver: Giver };
type Body =
  | Omit<Extract<Effect, { type: 'invitation' }>, 'key' | 'caseId' | 'at'>
  | Omit<Extract<Effect, { type: 'notice' }>, 'key' | 'caseId' | 'at'>;

const invitations = (
  meeting: Meeting | undefined,
  method: 'request' | 'cancel' | 'remind',
  to: Participant[],
  isFirst: (participant: Participant) => boolean = () => false,
): Body[] =>
  meeting === undefined
    ? []
    : to.map((participant) => ({
        type: 'invitation',
        method,
        meetingId: meeting.meetingId,
        kind: meeting.kind,
        time: meeting.time,
        where: meeting.where,
        sequence: meeting.sequence,
        to: participant,
        ...(isFirst(participant) && { first: true }),
      }));

const notices = (notice: NoticeKind, date: LocalDate | null, to: Told[]): Body[] =>
  to.map((owner) => ({ type: 'notice', notice, to: owner, date }));

const coordinators = (state: CaseState): Owner[] => {
  const ids = coordinatorIds(state);
  return ids.length === 0 ? [] : [persons(ids)];
};

const persons = (personIds: PersonId[]): Owner => ({ by: 'persons', role: 'coordinator', personIds });

const family = (state: CaseState): Told[] => {
  const guardians = state.ofAge
    ? []
    : state.pupil.guardianIds.map((guardianId): Giver => ({ role: 'guardian', guardianId }));
  const speakers = requiredGivers(state).filter((giver) => giver.role === 'pupil');
  const givers = new Map([...guardians, ...speakers].map((giver) => [giverKey(giver), giver]));
  return [...givers.values()].map((giver) => ({ by: 'giver', giver }));
};

/** domain.md §3: with protected identity nothing is sent to the family by itself. */
const familyToTell = (state: CaseState): Told[] => (state.pupil.protectedIdentity ? [] : family(state));

const declined = (meeting: Meeting): Set<string> =>
  new Set(meeting.answers.filter((a) => a.rsvp === 'declined').map((a) => a.participantId));

const bodies = (before: CaseState, recorded: RecordedEvent, after: CaseState): Body[] => {
  const { event } = recorded;
  const meeting = (id: string) => after.meetings.find((m) => m.meetingId === id);
  switch (event.type) {
    case 'absenceNoticed':
      return notices('absenceNoticed', null, [mentorOwner(after)]);
    case 'concernRaised':
      return notices('concernRaised', null, [pupilHealthOwner(after)]);
    case 'guardianTalkRecorded':
      // seed 003 step 2: a copy to the rector.
      return notices('guardianTalkRecorded', event.talk.heldOn, [schoolRectorOwner(after)]);
    case 'reportedToEht':
      return notices('reportedToEht', event.report.reportedOn, [
        pupilHealthOwner(after),
        schoolRectorOwner(after),
      ]);
    case 'ehtDecisionMade':
      // What asks the rector for an inquiry or an order.
      return event.decision.outcome === 'inquiry' || event.decision.outcome === 'coordinator'
        ? notices('ehtDecisionMade', event.decision.decidedOn, [schoolRectorOwner(after)])
        : [];
    case 'mentorTold':
      return notices('ehtAnswer', null, [mentorOwner(after)]);
    case 'pupilUpdated':
      return before.pupilLeftOn === null && after.pupilLeftOn !== null && after.rulesVersion >= ladderRules
        ? notices('pupilLeft', after.pupilLeftOn, [coordinatorsElseRector(after)])
        : [];
    case 'orderPlaced':
      return notices('orderPlaced', null, [teamLeaderOwner]);
    case 'ehtDecided':
      return notices('ehtDecided', null, [teamLeaderOwner]);
    case 'orderReturned':
      return notices('orderReturned', null, [rectorOwner(after)]);
    case 'allocated':
      return notices('allocated', event.start, [...coordinators(after), rectorOwner(after)]);
    case 'handedOver':
      return notices('handedOver', null, [persons([...new Set([...event.from, ...event.to])])]);
    case 'consentWithdrawn':
      return notices('consentWithdrawn', null, [teamLeaderOwner, ...coordinators(after)]);
    case 'consentExpired':
      return notices('consentExpired', null, [teamLeaderOwner, ...coordinators(after)]);
    case 'meetingAskedFor':
      return notices('meetingAskedFor', null, [coordinatorsElseRector(after)]);
    case 'meetingCalled':
      return invitations(meeting(event.meeting.meetingId), 'request', event.meeting.participants);
    case 'meetingChanged': {
      const changed = meeting(event.meetingId);
      const known = new Set(
        before.meetings
          .find((m) => m.meetingId === event.meetingId)
          ?.participants.map((p) => p.participantId),
      );
      return [
        ...invitations(
          changed,
          'request',
          changed === undefined ? [] : stillInvited(changed),
          (p) => !known.has(p.participantId),
        ),
        ...invitations(changed, 'cancel', event.removed),
      ];
    }
    case 'meetingTakenOver': {
      const taken = meeting(event.meetingId);
      return [
        ...invitations(taken, 'request', event.added, () => true),
        ...invitations(taken, 'cancel', event.removed),
      ];
    }
    case 'invitationCancelled':
      return invitations(meeting(event.meetingId), 'cancel', [event.participant]);
    case 'meetingCancelled': {
      // Who had been taken out before has been told before.
      const standing = before.meetings.find((m) => m.meetingId === event.meetingId);
      return invitations(
        meeting(event.meetingId),
        'cancel',
        standing === undefined ? [] : stillInvited(standing),
      );
    }
    case 'meetingReminded': {
      const reminded = meeting(event.meetingId);
      if (reminded === undefined) return [];
      const out = declined(reminded);
      return invitations(
        reminded,
        'remind',
        stillInvited(reminded).filter((p) => !out.has(p.participantId)),
      );
    }
    case 'lapsed':
      // domain.md §2.15: everyone concerned is told. The order's rector is known until the assignment ends.
      return notices('lapsed', event.effectiveOn, [
        ...coordinators(before),
        rectorOwner(before),
        teamLeaderOwner,
        mentorOwner(before),
        ...familyToTell(before),
      ]);
    case 'extended':
      return notices('extended', event.cap.nominalEnd, [
        rectorOwner(after),
        mentorOwner(after),
        ...coordinators(after),
      ]);
    case 'closed':
      return notices('closed', recorded.on, [
        rectorOwner(before),
        mentorOwner(before),
        ...coordinators(before),
      ]);
    case 'reopened':
      return notices('reopened', recorded.on, [
        rectorOwner(after),
        mentorOwner(after),
        ...coordinators(before),
      ]);
    case 'cameOfAge':
      return notices('cameOfAge', recorded.on, coordinators(after));
    case 'ended':
      return event.why === 'monitoringDone'
        ? notices('monitoringDone', recorded.on, coordinators(before))
        : [];
    default:
      return [];
  }
};

/**
 * The effects of one recorded event; `before` and `after` are the case on either side of it. Each has the stable key
 * `<caseId>/<seq>/<n>`, so that a repeated effect is the same effect.
 */
export const effectsOf = (before: CaseState, recorded: RecordedEvent, after: CaseState): Effect[] =>
  bodies(before, recorded, after).map((body, i) => ({
    key: `${after.caseId}/${recorded.seq}/${i}`,
    caseId: after.caseId,
    at: recorded.at,
    ...body,
  }));
