/**
 * Ids in the domain are opaque: uuid-shaped, never derived from a person. Aliases say what an id points at.
 * Stories (names, notes, minutes, answers) live in the records and are known here by `ContentId` only.
 */
export type CaseId = string;
/** A member of staff. */
export type PersonId = string;
export type PupilId = string;
export type GuardianId = string;
/** The national code of a school unit (skolenhetskod), e.g. `98000001`. */
export type SchoolUnitCode = string;
/** A text in the records. */
export type ContentId = string;
/** A stored file in the records: a scan, a form. */
export type DocumentId = string;
export type ConsentId = string;
export type ContactId = string;
export type PaperRequestId = string;
export type ConcernReportId = string;
export type PlanId = string;
export type MeasureId = string;
export type FollowUpId = string;
export type EvaluationId = string;
export type MeetingId = string;
export type ParticipantId = string;
export type DecisionId = string;
export type CheckUpId = string;
export type SchoolConcernId = string;
export type GuardianTalkId = string;
export type EhtReportId = string;
export type EhtDecisionId = string;
/** A drop-in time with EHT. */
export type SlotId = string;
export type RectorStepId = string;
/** Suggested times for a meeting, and one who is asked. */
export type PollId = string;
export type PollGuestId = string;
/** A team leader's question about a case. */
export type FlagId = string;
export type DeputyshipId = string;
export type ApiClientId = string;
export type EmergencyAccessId = string;
export type SupportMeasureId = string;
