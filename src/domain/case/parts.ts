/**
 * The parts that a case is made of. Commands carry them in, events record them, the state keeps them: the same
 * shape in all three. Only ids, dates, numbers and enumerated choices; every text is a `ContentId`.
 */
import type {
  CheckUpId,
  ConcernReportId,
  ConsentId,
  ContactId,
  ContentId,
  DecisionId,
  DocumentId,
  EvaluationId,
  FollowUpId,
  GuardianId,
  MeasureId,
  MeetingId,
  PaperRequestId,
  ParticipantId,
  PersonId,
  PlanId,
  PupilId,
  SchoolUnitCode,
} from '../ids.ts';
import type { AbsenceBand, OrderAttachmentKind, PreconditionKind, SchoolForm, Stage } from '../policy.ts';
import type { Instant, LocalDate, LocalTime } from '../time.ts';

/** Staff roles, as the product knows them. `pupilHealth` is EHT/BHT. */
export type StaffRole =
  'rector' | 'teamLeader' | 'coordinator' | 'mentor' | 'pupilHealth' | 'attendanceOfficer' | 'registrar';

export type Role = StaffRole | 'guardian' | 'pupil' | 'guest' | 'system';

/** Who does something: a person in one role. `system` is the product itself (time passing, an import). */
export type Actor =
  | { role: StaffRole; personId: PersonId; schoolUnits: SchoolUnitCode[] }
  | { role: 'guardian'; guardianId: GuardianId }
  | { role: 'pupil'; pupilId: PupilId }
  | { role: 'guest'; participantId: ParticipantId }
  | { role: 'system' };

/** What the case needs to know of the pupil. Changed by `updatePupil` when the school's data changes. */
export type PupilFacts = {
  pupilId: PupilId;
  birthDate: LocalDate;
  schoolUnit: SchoolUnitCode;
  schoolForm: SchoolForm;
  /** Year within the school form, 0–10; null in preschool. */
  year: number | null;
  stage: Stage;
  schoolAuthority: 'municipal' | 'independent';
  municipalityCode: string;
  /** Guardians whose consent counts: with custody, and the appointed (god man). */
  guardianIds: GuardianId[];
  protectedIdentity: boolean;
  mentorIds: PersonId[];
};

export type Precondition = {
  kind: PreconditionKind;
  metOn: LocalDate;
  /** Where it can be seen: a text or a document. */
  evidence: { contentId: ContentId } | { documentId: DocumentId };
};

export type OrderInput = {
  preconditions: Precondition[];
  attachments: { kind: OrderAttachmentKind; documentId: DocumentId | null; contentId: ContentId | null }[];
  /** The question to the coordinator: what the school needs help with. */
  questionContentId: ContentId | null;
};

/** What an order still lacks: one entry for each missing thing. */
export type MissingFromOrder =
  | { what: 'precondition'; kind: PreconditionKind }
  | { what: 'attachment'; kind: OrderAttachmentKind }
  | { what: 'question' };

export type Order = OrderInput & { by: PersonId; savedOn: LocalDate };

/** Whoever consent may be given for. Family and the school itself need none. */
export type ReceiverKind =
  | 'coordinators'
  | 'school'
  | 'pupilHealth'
  | 'emi'
  | 'socialServices'
  | 'bup'
  | 'habilitation'
  | 'primaryCare'
  | 'youthClinic'
  | 'otherSchool'
  | 'police'
  | 'other';

export type InformationKind =
  'attendance' | 'learning' | 'support' | 'health' | 'socialSituation' | 'inquiries';

export type ConsentPurpose = 'increaseAttendance' | 'sip' | 'inquiry';

export type Giver = { role: 'guardian'; guardianId: GuardianId } | { role: 'pupil' };

export type Consent = {
  consentId: ConsentId;
  giver: Giver;
  receiver: ReceiverKind;
  purpose: ConsentPurpose;
  kinds: InformationKind[];
  from: LocalDate;
  /** The last day that it covers. */
  until: LocalDate;
  form: { how: 'electronic' } | { how: 'paper'; witnessId: PersonId | null; scanId: DocumentId | null };
};

/**
 * A consent as it stands: kinds that are withdrawn are gone from `kinds`; all gone means withdrawn. `expiredOn` is
 * set by `consentExpired`, so that what is owed follows from the case alone, without a clock.
 */
export type ConsentRecord = Consent & {
  recordedOn: LocalDate;
  withdrawnOn: LocalDate | null;
  expiredOn: LocalDate | null;
};

export type Maturity = { speaksForSelf: boolean; judgedOn: LocalDate; contentId: ContentId };

/** samordnande, stödjande, operativ (seed 002). */
export type Effort = 'coordinating' | 'supporting' | 'operative';

export type ContactKind =
  | 'startMeeting'
  | 'homeVisit'
  | 'pupilTalk'
  | 'guardianTalk'
  | 'motivationalInterview'
  | 'phone'
  | 'dropOffSupport'
  | 'staffConsultation'
  | 'inquiryPart'
  | 'referral'
  | 'selfReferralHelp'
  | 'other';

export type Party =
  'pupil' | 'guardian' | 'mentor' | 'rector' | 'pupilHealth' | 'socialServices' | 'bup' | 'otherAuthority';

export type Contact = {
  contactId: ContactId;
  date: LocalDate;
  kind: ContactKind;
  effort: Effort;
  with: Party[];
  reached: boolean;
  contentId: ContentId;
};

/** Others' inquiries and papers, asked for under consent and followed up until they come. */
export type PaperRequest = {
  paperRequestId: PaperRequestId;
  from: ReceiverKind;
  kinds: InformationKind[];
  askedOn: LocalDate;
  contentId: ContentId;
};

/** Orosanmälan: needs no consent, carries the strongest tag, is never shown to guardians. */
export type ConcernReport = {
  concernReportId: ConcernReportId;
  madeOn: LocalDate;
  madeBy: PersonId;
  to: 'socialServices';
  contentId: ContentId;
};

export type MappingPartKind = 'pupil' | 'educators' | 'guardians';

/** The function of the absence (seed 004, Aspeflo). */
export type AbsenceFunction = 'avoidDiscomfort' | 'escapeEvaluation' | 'attention' | 'rewardsOutside';

/** Scores only: the items' text is under copyright. */
export type InstrumentResult = {
  instrument: 'SRAS-R' | 'SNACK';
  version: string;
  respondent: 'pupil' | 'parent';
  date: LocalDate;
  /** Scale name to score. */
  scores: Record<string, number>;
};

export type MappingPart = {
  part: MappingPartKind;
  respondent: Party;
  date: LocalDate;
  functions: AbsenceFunction[];
  instruments: InstrumentResult[];
  contentId: ContentId;
};

export type Measure = {
  measureId: MeasureId;
  owner: { party: Party; personId: PersonId | null };
  start: LocalDate;
  contentId: ContentId;
  howMeasuredContentId: ContentId;
};

export type Plan = {
  planId: PlanId;
  start: LocalDate;
  goals: { contentId: ContentId }[];
  measures: Measure[];
  voice: { pupilContentId: ContentId | null; guardiansContentId: ContentId | null };
  situationContentId: ContentId;
  /** Steps back to class: from a date, so many per cent of the timetable. */
  wayBack: { from: LocalDate; percentOfTimetable: number; contentId: ContentId | null }[];
};

export type FollowUp = {
  followUpId: FollowUpId;
  heldOn: LocalDate;
  withSchool: boolean;
  withPupil: boolean;
  /** Attendance since the last one, 0–100 of offered time; null where nobody knows. */
  attendancePercent: number | null;
  measures: { measureId: MeasureId; done: 'yes' | 'partly' | 'no'; obstacleContentId: ContentId | null }[];
  /** The pupil's own rating, 1–10. */
  ownRating: number | null;
  nextStepContentId: ContentId | null;
};

/** One turn of the rhythm: a week, or a school day at 100 % absence. `key` is '2026-W36' or '2026-09-03'. */
export type FollowUpSlot = { key: string; from: LocalDate; due: LocalDate; missedAfter: LocalDate };

export type EvaluationOutcome = 'enough' | 'changedPlan' | 'otherMeasures' | 'end';

export type Evaluation = {
  evaluationId: EvaluationId;
  heldOn: LocalDate;
  outcome: EvaluationOutcome;
  /** The evaluation that closes the assignment. */
  final: boolean;
  contentId: ContentId;
  familyCommentsContentId: ContentId | null;
  /** Where it was moved by a lov: why. */
  lovReasonContentId: ContentId | null;
};

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
};

export type DecisionReport = {
  decisionId: DecisionId;
  result: 'done' | 'notDone' | 'changed';
  reportedOn: LocalDate;
  contentId: ContentId | null;
};

export type ClosureReason =
  | 'backAtSchool'
  | 'moved'
  | 'leftSchool'
  | 'consentEnded'
  | 'extensionRefused'
  | 'otherMeasureTookOver'
  | 'noLongerOfCompulsoryAge'
  /** Set by time alone: the cap passed without a decision. */
  | 'lapsed';

export type CheckUp = {
  checkUpId: CheckUpId;
  heldOn: LocalDate;
  outcome: 'stable' | 'worse' | 'notReached';
  contentId: ContentId | null;
};

export type Extension = {
  until: LocalDate;
  decidedBy: PersonId;
  decidedOn: LocalDate;
  /** The evaluation that shows why. */
  evaluationId: EvaluationId;
  reasonContentId: ContentId;
};

export type AttendanceFact = {
  band: AbsenceBand;
  /** The last day that the figure covers. */
  asOf: LocalDate;
};

/** An address that bounced or is missing. */
export type Undeliverable = {
  to: { role: StaffRole; personId: PersonId } | Giver | { role: 'guest'; participantId: ParticipantId };
  messageKey: string;
  why: 'missing' | 'bounced' | 'protected';
};

export type Recorded = { at: Instant; on: LocalDate; by: Actor };

/** One guest's standing towards one meeting. */
export type ParticipantStanding = {
  participantId: ParticipantId;
  rsvp: Rsvp | 'none';
  invitation: 'sent' | 'cancelled';
};
