/** What has happened in a case. Each is a fact in the past tense; `evolve` folds them, the time line shows them. */
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
import type { Policy } from '../policy.ts';
import type { LocalDate } from '../time.ts';
import type {
  CheckUp,
  ClosureReason,
  ConcernReport,
  Contact,
  Evaluation,
  Extension,
  FollowUp,
  FollowUpSlot,
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
import type {
  DecisionReport,
  MeetingInput,
  MeetingTime,
  Minutes,
  Participant,
  Rsvp,
} from './meeting-parts.ts';
import type {
  AttendanceFact,
  MissingFromOrder,
  OrderInput,
  PupilFacts,
  Recorded,
  Role,
  Undeliverable,
} from './parts.ts';

export type CaseEvent =
  | { type: 'absenceNoticed'; attendance: AttendanceFact }
  | { type: 'concernRaised'; concern: SchoolConcern }
  | { type: 'guardianTalkRecorded'; talk: GuardianTalk }
  | { type: 'reportedToEht'; report: EhtReport }
  | { type: 'ehtDecisionMade'; decision: EhtDecision }
  | { type: 'mentorTold'; ehtDecisionId: EhtDecisionId; toldOn: LocalDate; contentId: ContentId }
  | { type: 'rectorStepRecorded'; step: RectorStep }
  | { type: 'supportMeasureBegun'; measure: SupportMeasure }
  | {
      type: 'supportMeasureEnded';
      supportMeasureId: SupportMeasureId;
      endedOn: LocalDate;
      contentId: ContentId | null;
    }
  /** Somebody decided that what the school noticed needs nothing more. */
  | { type: 'noticedEnded'; reason: NoticedEnd; contentId: ContentId }
  | { type: 'orderDrafted'; order: OrderInput; by: PersonId; missing: MissingFromOrder[] }
  | { type: 'orderPlaced'; order: OrderInput; by: PersonId }
  | { type: 'orderReturned'; reasonContentId: ContentId }
  | { type: 'ehtDecided'; decidedOn: LocalDate; contentId: ContentId }
  | { type: 'consentGiven'; consent: Consent }
  | { type: 'consentRefused'; giver: Giver; receiver: ReceiverKind; contentId: ContentId | null }
  /** `kinds` that were withdrawn; `whole` when none is left. */
  | {
      type: 'consentWithdrawn';
      consentId: ConsentId;
      giver: Giver;
      receiver: ReceiverKind;
      kinds: InformationKind[];
      whole: boolean;
    }
  | { type: 'consentExpired'; consentId: ConsentId; giver: Giver; receiver: ReceiverKind }
  | { type: 'maturityJudged'; maturity: Maturity }
  | {
      type: 'allocated';
      coordinatorIds: PersonId[];
      start: LocalDate;
      /** The cap of this assignment; null where the policy has none. */
      cap: { nominalEnd: LocalDate; actBy: LocalDate } | null;
      outsideStagesContentId: ContentId | null;
    }
  | {
      type: 'handedOver';
      from: PersonId[];
      to: PersonId[];
      reason: 'sickLeave' | 'leave' | 'caseload' | 'conflictOfInterest' | 'other';
      contentId: ContentId | null;
    }
  | { type: 'contactRecorded'; contact: Contact }
  | { type: 'papersRequested'; request: PaperRequest; due: LocalDate }
  | {
      type: 'papersReceived';
      paperRequestId: PaperRequestId;
      receivedOn: LocalDate;
      contentId: ContentId | null;
    }
  | { type: 'concernReported'; report: ConcernReport }
  | { type: 'mappingPartRecorded'; part: MappingPart; complete: boolean }
  | { type: 'planMade'; plan: Plan; planVersion: number }
  | { type: 'followUpHeld'; followUp: FollowUp; slot: FollowUpSlot | null }
  | { type: 'followUpMissed'; slot: FollowUpSlot }
  | { type: 'followUpNotHeldBecauseOfLov'; slot: FollowUpSlot }
  | {
      type: 'monthlyReviewHeld';
      month: string;
      heldOn: LocalDate;
      contentId: ContentId | null;
      outcome?: MonthlyOutcome;
    }
  | { type: 'monthlyReviewMissed'; month: string }
  | { type: 'evaluationHeld'; evaluation: Evaluation }
  | { type: 'meetingAskedFor'; askedBy: Giver; contentId: ContentId | null }
  | { type: 'meetingCalled'; meeting: MeetingInput }
  /** `removed` get a CANCEL, the rest a new REQUEST with the next SEQUENCE. */
  | {
      type: 'meetingChanged';
      meetingId: MeetingId;
      time: MeetingTime;
      where: MeetingInput['where'];
      participants: Participant[];
      removed: Participant[];
    }
  /** A hand-over: `removed` get a CANCEL, `added` a REQUEST; `chair` where a SIP's chair passes on. */
  | {
      type: 'meetingTakenOver';
      meetingId: MeetingId;
      removed: Participant[];
      added: Participant[];
      chair: ParticipantId | null;
    }
  /** One guest's invitation is taken back: the consent that covered it is gone, or the guardian's part ended. */
  | {
      type: 'invitationCancelled';
      meetingId: MeetingId;
      participant: Participant;
      /** `consentMissing`: someone whose consent wasn't needed before must now give it. */
      why: 'consentWithdrawn' | 'consentExpired' | 'consentMissing' | 'cameOfAge' | 'noLongerGuardian';
    }
  | {
      type: 'meetingCancelled';
      meetingId: MeetingId;
      reasonContentId: ContentId | null;
      why:
        | 'asked'
        | 'consentWithdrawn'
        | 'consentExpired'
        | 'consentMissing'
        | 'cameOfAge'
        | 'noLongerGuardian'
        | 'assignmentEnded';
    }
  | { type: 'meetingReminded'; meetingId: MeetingId }
  | { type: 'invitationAnswered'; meetingId: MeetingId; participantId: ParticipantId; rsvp: Rsvp }
  | { type: 'minutesRecorded'; meetingId: MeetingId; minutes: Minutes }
  | { type: 'decisionReported'; report: DecisionReport }
  | { type: 'extended'; extension: Extension; cap: { nominalEnd: LocalDate; actBy: LocalDate } }
  | { type: 'extensionRefused'; decidedOn: LocalDate; reasonContentId: ContentId }
  /** Recorded when `actBy` has passed, with effect from `nominalEnd`. */
  | { type: 'lapsed'; effectiveOn: LocalDate }
  | {
      type: 'closed';
      reason: Exclude<ClosureReason, 'lapsed'>;
      contentId: ContentId;
      eligibleForUpperSecondary?: boolean;
    }
  | { type: 'checkUpHeld'; checkUp: CheckUp; week: number }
  | { type: 'checkUpMissed'; week: number }
  | { type: 'ended'; why: 'monitoringDone' | 'neverAssigned' | 'noAction' | 'noticedEnded' }
  | { type: 'reopened' }
  | { type: 'deadlineMoved'; key: string; to: LocalDate; reasonContentId: ContentId }
  /** A duty's escalation moment passed with the duty undone. */
  | { type: 'escalated'; key: string; kind: string; to: Role }
  | { type: 'policyChanged'; policy: Policy }
  | { type: 'pupilUpdated'; pupil: PupilFacts; changed: (keyof PupilFacts)[] }
  | { type: 'cameOfAge' }
  | { type: 'bandChanged'; attendance: AttendanceFact }
  | { type: 'foundUndeliverable'; undeliverable: Undeliverable }
  | { type: 'addressCorrected'; messageKey: string };

export type CaseEventType = CaseEvent['type'];
export type EventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;

/** An event with when, by whom and its place in the case's row, from 1, without gaps. */
export type RecordedEvent = Recorded & { seq: number; event: CaseEvent };
