/** The parts of a meeting: who is called, what was decided, who answered. */
import type { ContentId, DecisionId, GuardianId, MeetingId, ParticipantId, PersonId } from '../ids.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { ReceiverKind } from './consent-parts.ts';
import type { Party } from './parts.ts';

export type MeetingKind = 'startMeeting' | 'collaboration' | 'sip';

export type Participant = {
  participantId: ParticipantId;
  /** Family and the assignment's own people need no consent; a receiver does. */
  as:
    | { kind: 'pupil' }
    | { kind: 'guardian'; guardianId: GuardianId }
    | { kind: 'staff'; personId: PersonId }
    | { kind: 'receiver'; receiver: ReceiverKind; addressId: ContentId };
};

export type SipFields = {
  initiator: ReceiverKind;
  chair: ParticipantId;
  overallResponsible: ReceiverKind;
  measures: { authority: ReceiverKind; contentId: ContentId }[];
  followUpOn: LocalDate;
};

export type MeetingTime = { date: LocalDate; from: LocalTime; minutes: number };

export type MeetingInput = {
  meetingId: MeetingId;
  kind: MeetingKind;
  time: MeetingTime;
  where: { kind: 'place'; contentId: ContentId } | { kind: 'link'; contentId: ContentId };
  /** The common question that the notice carries. */
  questionContentId: ContentId;
  participants: Participant[];
  sip: SipFields | null;
};

export type Rsvp = 'accepted' | 'declined' | 'tentative';

export type MeetingDecision = {
  decisionId: DecisionId;
  owner: { party: Party | 'coordinator'; personId: PersonId | null };
  due: LocalDate;
  contentId: ContentId;
};

export type Minutes = {
  heldOn: LocalDate;
  attended: ParticipantId[];
  contentId: ContentId;
  decisions: MeetingDecision[];
  /** The parties agreed that the SIP is over: no follow-up of it is owed. */
  endsSip?: boolean;
};

export type DecisionReport = {
  decisionId: DecisionId;
  result: 'done' | 'notDone' | 'changed';
  reportedOn: LocalDate;
  contentId: ContentId | null;
};

/** One guest's standing towards one meeting. */
export type ParticipantStanding = {
  participantId: ParticipantId;
  rsvp: Rsvp | 'none';
  invitation: 'sent' | 'cancelled';
};
