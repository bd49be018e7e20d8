/** The parts of a consent: who gives it, to whom, for what; and whether the pupil speaks for themselves. */
import type { ConsentId, ContentId, DocumentId, GuardianId, PersonId } from '../ids.ts';
import type { LocalDate } from '../time.ts';

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

/** To get the pupil back to school; for an individual plan (SIP) by two authorities; for the school's inquiry. */
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
  /** False where it was recorded before purposes were held apart: it goes on counting for all of them. */
  boundToPurpose: boolean;
  withdrawnOn: LocalDate | null;
  expiredOn: LocalDate | null;
};

export type Maturity = { speaksForSelf: boolean; judgedOn: LocalDate; contentId: ContentId };
