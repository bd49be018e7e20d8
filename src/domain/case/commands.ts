/**
 * What people (and the school's data) may ask of a case. One union; `decide` answers each with events or with a
 * reasoned refusal.
 */
import type {
  ConsentId,
  ContentId,
  EhtDecisionId,
  MeetingId,
  PaperRequestId,
  ParticipantId,
  PersonId,
  SupportMeasureId,
} from '../ids.ts';
import type { Policy, Stage } from '../policy.ts';
import type { LocalDate } from '../time.ts';
import type {
  CheckUp,
  ClosureReason,
  ConcernReport,
  Contact,
  Evaluation,
  Extension,
  FollowUp,
  MappingPart,
  PaperRequest,
  Plan,
} from './assignment-parts.ts';
import type { Consent, Giver, InformationKind, Maturity, ReceiverKind } from './consent-parts.ts';
import type {
  EhtDecision,
  EhtReport,
  GuardianTalk,
  MonthlyOutcome,
  NoticedEnd,
  RectorStep,
  SchoolConcern,
  SupportMeasure,
} from './ladder-parts.ts';
import type { DecisionReport, MeetingInput, MeetingTime, Minutes, Rsvp } from './meeting-parts.ts';
import type { AttendanceFact, OrderInput, PupilFacts, Undeliverable } from './parts.ts';

export type Command =
  /** The limit was passed; actor `system`. In a running case `reportAttendance` says it. */
  | { type: 'noticeAbsence'; attendance: AttendanceFact }
  | { type: 'raiseConcern'; concern: SchoolConcern }
  | { type: 'recordGuardianTalk'; talk: GuardianTalk }
  | { type: 'reportToEht'; report: EhtReport }
  | { type: 'decideInEht'; decision: EhtDecision }
  /** EHT's answer to the mentor (seed 003 step 4). */
  | { type: 'tellMentor'; ehtDecisionId: EhtDecisionId; toldOn: LocalDate; contentId: ContentId }
  | { type: 'recordRectorStep'; step: RectorStep }
  | { type: 'beginMeasure'; measure: SupportMeasure }
  | {
      type: 'endMeasure';
      supportMeasureId: SupportMeasureId;
      endedOn: LocalDate;
      contentId: ContentId | null;
    }
  /** Ends a noticed case: nothing closes by itself when the absence falls. */
  | { type: 'endNoticed'; reason: NoticedEnd; contentId: ContentId }
  /** Rector. Incomplete: kept as a draft that says what is missing. Also completes a draft or a returned order. */
  | { type: 'placeOrder'; order: OrderInput }
  | { type: 'returnOrder'; reasonContentId: ContentId }
  /** EHT/BHT decides that the coordinator contacts the family, where the policy lets that start an assignment. */
  | { type: 'decideByEht'; decidedOn: LocalDate; contentId: ContentId }
  | { type: 'recordConsent'; consent: Consent }
  | { type: 'refuseConsent'; giver: Giver; receiver: ReceiverKind; contentId: ContentId | null }
  /** `kinds: null` withdraws all of it. */
  | { type: 'withdrawConsent'; consentId: ConsentId; kinds: InformationKind[] | null }
  | { type: 'judgeMaturity'; maturity: Maturity }
  /** `coordinators` carries each one's stages as known when asked; the caseload is a reservation in SQL. */
  | {
      type: 'allocate';
      coordinators: { personId: PersonId; stages: Stage[] }[];
      start: LocalDate;
      /** Why a coordinator outside the stage split takes it. */
      outsideStagesContentId: ContentId | null;
    }
  | {
      type: 'handOver';
      /** `participantId` is each one's in the meetings that they take over; commands of 0.1.0 have none. */
      coordinators: { personId: PersonId; stages: Stage[]; participantId?: ParticipantId }[];
      reason: 'sickLeave' | 'leave' | 'caseload' | 'conflictOfInterest' | 'other';
      contentId: ContentId | null;
    }
  | { type: 'recordContact'; contact: Contact }
  | { type: 'requestPapers'; request: PaperRequest }
  | {
      type: 'receivePapers';
      paperRequestId: PaperRequestId;
      receivedOn: LocalDate;
      contentId: ContentId | null;
    }
  | { type: 'recordConcernReport'; report: ConcernReport }
  | { type: 'recordMappingPart'; part: MappingPart }
  /** The first plan, or its next version. */
  | { type: 'makePlan'; plan: Plan }
  | { type: 'recordFollowUp'; followUp: FollowUp }
  | { type: 'recordMonthlyReview'; heldOn: LocalDate; contentId: ContentId | null; outcome?: MonthlyOutcome }
  | { type: 'recordEvaluation'; evaluation: Evaluation }
  /** A guardian or the pupil asks for a meeting; staff may note that they did. */
  | { type: 'askForMeeting'; askedBy: Giver; contentId: ContentId | null }
  | { type: 'callMeeting'; meeting: MeetingInput }
  | {
      type: 'changeMeeting';
      meetingId: MeetingId;
      time: MeetingTime;
      where: MeetingInput['where'];
      participants: MeetingInput['participants'];
    }
  | { type: 'cancelMeeting'; meetingId: MeetingId; reasonContentId: ContentId | null }
  | { type: 'answerInvitation'; meetingId: MeetingId; participantId: ParticipantId; rsvp: Rsvp }
  | { type: 'recordMinutes'; meetingId: MeetingId; minutes: Minutes }
  | { type: 'reportDecision'; report: DecisionReport }
  | { type: 'extend'; extension: Extension }
  | { type: 'refuseExtension'; decidedOn: LocalDate; reasonContentId: ContentId }
  /** `eligibleForUpperSecondary`: how the ninth year ended, where it has (seed 000); absent: not said. */
  | {
      type: 'close';
      reason: Exclude<ClosureReason, 'lapsed'>;
      contentId: ContentId;
      eligibleForUpperSecondary?: boolean;
    }
  | { type: 'recordCheckUp'; checkUp: CheckUp }
  | { type: 'reopen'; order: OrderInput }
  /** Any deadline but the cap; `key` is the obligation's. */
  | { type: 'moveDeadline'; key: string; to: LocalDate; reasonContentId: ContentId }
  | { type: 'changePolicy'; policy: Policy }
  | { type: 'correctAddress'; messageKey: string }
  /** From the school's data or the worker; actor `system`. */
  | { type: 'updatePupil'; pupil: PupilFacts }
  | { type: 'reportAttendance'; attendance: AttendanceFact }
  | { type: 'reportUndeliverable'; undeliverable: Undeliverable };

export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
