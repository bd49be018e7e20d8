/**
 * The parts that a case is made of. Commands carry them in, events record them, the state keeps them: the same
 * shape in all three. Only ids, dates, numbers and enumerated choices; every text is a `ContentId`.
 */
import type { StandingIn } from '../deputies.ts';
import type {
  CaseId,
  ContentId,
  DocumentId,
  GuardianId,
  ParticipantId,
  PersonId,
  PupilId,
  SchoolUnitCode,
} from '../ids.ts';
import type { AbsenceBand, OrderAttachmentKind, PreconditionKind, SchoolForm, Stage } from '../policy.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Giver } from './consent-parts.ts';

/** Staff roles, as the product knows them. `pupilHealth` is EHT/BHT. */
export type StaffRole =
  'rector' | 'teamLeader' | 'coordinator' | 'mentor' | 'pupilHealth' | 'attendanceOfficer' | 'registrar';

export type Role = StaffRole | 'guardian' | 'pupil' | 'guest' | 'system';

/** Who does something: a person in one role. `system` is the product itself (time passing, an import). */
export type Actor =
  | {
      role: StaffRole;
      personId: PersonId;
      schoolUnits: SchoolUnitCode[];
      /** Of a coordinator: for whom they stand in as deputy on the day; absent is nobody. */
      standsInFor?: readonly StandingIn[];
      /** Of a coordinator: what they have open by emergency access at the moment; absent is nothing. */
      emergencyCases?: readonly CaseId[];
    }
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
  /** The day on which the pupil left the school, by its data; absent is null. */
  leftOn?: LocalDate | null;
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

export type Party =
  'pupil' | 'guardian' | 'mentor' | 'rector' | 'pupilHealth' | 'socialServices' | 'bup' | 'otherAuthority';

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
