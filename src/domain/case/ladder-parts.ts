/**
 * The parts of what comes before an order (domain.md §2 steps 1–5; seed 003): concerns, talks with guardians, reports
 * to EHT/BHT and what it decides, the rector's duties by law, and support by others than the coordinator.
 */
import type {
  ContentId,
  DocumentId,
  EhtDecisionId,
  EhtReportId,
  GuardianId,
  GuardianTalkId,
  PersonId,
  RectorStepId,
  SchoolConcernId,
  SlotId,
  SupportMeasureId,
} from '../ids.ts';
import type { LocalDate } from '../time.ts';
import type { Party } from './parts.ts';

/** A worry raised within the school; not to be mixed up with orosanmälan, which is a `ConcernReport`. */
export type SchoolConcern = {
  schoolConcernId: SchoolConcernId;
  raisedOn: LocalDate;
  /** Preschool and leisure (fritids) are voluntary: support, never a duty to attend. */
  from: 'preschool' | 'leisure' | 'school';
  contentId: ContentId;
};

/** The talk on repeated absence and its form (seed 003 step 2). */
export type GuardianTalk = {
  guardianTalkId: GuardianTalkId;
  heldOn: LocalDate;
  /** The pupil is told first; null where that wasn't possible. */
  pupilToldOn: LocalDate | null;
  /** The guardians were called and asked to come. */
  calledOn: LocalDate;
  guardianIds: GuardianId[];
  present: Party[];
  /** Date and subject (`MA`, `IDH`) of the absence that was talked about; no subject for a whole day. */
  absences: { date: LocalDate; subject: string | null }[];
  /** The form's texts. */
  contentId: ContentId;
  /** The signed form, scanned. */
  documentId: DocumentId | null;
};

/** Given to EHT in a drop-in slot, or as a written anmälan (seed 003 step 4). */
export type EhtReport = {
  ehtReportId: EhtReportId;
  reportedOn: LocalDate;
  how: { by: 'slot'; slotId: SlotId } | { by: 'written' };
  contentId: ContentId;
};

export type EhtOutcome = 'coordinator' | 'otherMeasures' | 'inquiry' | 'wait' | 'noAction';

export type EhtDecision = {
  ehtDecisionId: EhtDecisionId;
  decidedOn: LocalDate;
  outcome: EhtOutcome;
  /** With `wait`: the day on which EHT takes it up again; else null. */
  waitUntil: LocalDate | null;
  contentId: ContentId;
  /** What the mentor is told, without what secrecy holds back; null: it's still to be told. */
  mentorAnswerContentId: ContentId | null;
};

/** `answers`: the reports and concerns that it answered, every one that stood open. */
export type EhtDecisionRecord = EhtDecision & { mentorToldOn: LocalDate | null; answers: string[] };

/** skollagen 7:19 a (inquiry, huvudman told), 7:22 (home municipality told), 3:7 (support looked into). */
export type RectorStepKind =
  | 'inquiryOpened'
  | 'inquiryUnneeded'
  | 'inquiryCompleted'
  | 'authorityTold'
  | 'homeMunicipalityTold'
  | 'supportExamined'
  | 'measuresBegun';

export type RectorStep = {
  rectorStepId: RectorStepId;
  kind: RectorStepKind;
  on: LocalDate;
  contentId: ContentId | null;
  documentId: DocumentId | null;
};

/** What came first. */
export type LadderStart = 'limit' | 'concern' | 'report' | 'talk' | 'ehtDecision' | 'order';

export type Ladder = {
  begunBy: LadderStart | null;
  /** The last day of the figures by which the pupil passed the limit the first time in this case. */
  limitPassedOn: LocalDate | null;
  concerns: SchoolConcern[];
  talks: GuardianTalk[];
  reports: EhtReport[];
  ehtDecisions: EhtDecisionRecord[];
  rectorSteps: RectorStep[];
};

/** Nothing has been noticed. */
export const emptyLadder: Ladder = {
  begunBy: null,
  limitPassedOn: null,
  concerns: [],
  talks: [],
  reports: [],
  ehtDecisions: [],
  rectorSteps: [],
};

/** What EHT and coordinator decided for the pupil in the month's review. */
export type MonthlyOutcome = 'goOn' | 'otherMeasures' | 'coordinator' | 'inquiry' | 'end';

/** Support beyond the coordinator's own: trygghetsteam, särskild undervisningsgrupp, ABC … */
export type SupportMeasure = {
  supportMeasureId: SupportMeasureId;
  /** Of the municipality's list of kinds. */
  kindId: string;
  beganOn: LocalDate;
  ownerPersonId: PersonId | null;
  contentId: ContentId | null;
  /** A stepwise way back: from a date, so many per cent of the timetable; empty where there is none. */
  steps: { from: LocalDate; percentOfTimetable: number }[];
};

export type SupportMeasureRecord = SupportMeasure & { endedOn: LocalDate | null };

export type NoticedEnd = 'backAtSchool' | 'moved' | 'leftSchool' | 'otherMeasureTookOver';
