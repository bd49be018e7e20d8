/** The parts of an assignment's work, from the first contact to the closing and the watch after it. */
import type {
  CheckUpId,
  ConcernReportId,
  ContactId,
  ContentId,
  EvaluationId,
  FollowUpId,
  MeasureId,
  PaperRequestId,
  PersonId,
  PlanId,
} from '../ids.ts';
import type { LocalDate } from '../time.ts';
import type { ConsentPurpose, InformationKind, ReceiverKind } from './consent-parts.ts';
import type { Party } from './parts.ts';

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
  /** What they are for; `increaseAttendance` where it isn't said. */
  purpose?: ConsentPurpose;
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
  /** Of the municipality's list of kinds of support, where it is one of them. */
  kindId?: string;
  owner: { party: Party | 'coordinator'; personId: PersonId | null };
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
  /** Whether the pupil left the ninth year eligible for upper secondary school (seed 000); absent: not said. */
  eligibleForUpperSecondary?: boolean;
};

export type Extension = {
  until: LocalDate;
  decidedBy: PersonId;
  decidedOn: LocalDate;
  /** The evaluation that shows why. */
  evaluationId: EvaluationId;
  reasonContentId: ContentId;
};
