/** A case as it stands. Built by `evolve` alone; nothing in it can be derived from the rest. */
import type { CaseId, EvaluationId, MeetingId, PersonId } from '../ids.ts';
import type { AbsenceBand, Policy } from '../policy.ts';
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
  MappingPartKind,
  PaperRequest,
  Plan,
} from './assignment-parts.ts';
import type { ConsentRecord, Giver, Maturity, ReceiverKind } from './consent-parts.ts';
import type { Ladder, SupportMeasureRecord } from './ladder-parts.ts';
import type {
  DecisionReport,
  MeetingDecision,
  MeetingInput,
  Minutes,
  ParticipantStanding,
} from './meeting-parts.ts';
import type { MissingFromOrder, Order, PupilFacts, Undeliverable } from './parts.ts';

/** What started the thread that now runs: the rector's order or EHT's decision. */
export type Basis =
  { by: 'order'; order: Order; placedOn: LocalDate } | { by: 'ehtDecision'; decidedOn: LocalDate };

export type Assignment = {
  /** 1 for the first in the case, rising with each reopening. */
  no: number;
  coordinatorIds: PersonId[];
  allocatedOn: LocalDate;
  start: LocalDate;
  cap: { nominalEnd: LocalDate; actBy: LocalDate } | null;
  extensions: Extension[];
  extensionRefusedOn: LocalDate | null;
};

export type Closure = { reason: ClosureReason; on: LocalDate; effectiveOn: LocalDate };

/**
 * Where the case is. The school has noticed something and nothing is ordered (`noticed`). An order is drafted (`ordering`), placed and waiting for consent and allocation
 * (`ordered`), worked (`assigned`), watched after closing (`monitoring`), over (`ended`).
 */
export type Stand =
  | { phase: 'noticed'; since: LocalDate }
  | {
      phase: 'ordering';
      since: LocalDate;
      order: Order | null;
      missing: MissingFromOrder[];
      returnedOn: LocalDate | null;
    }
  | { phase: 'ordered'; since: LocalDate; basis: Basis }
  | { phase: 'assigned'; since: LocalDate; basis: Basis; assignment: Assignment }
  | {
      phase: 'monitoring';
      since: LocalDate;
      assignment: Assignment;
      closure: Closure;
      checkUps: { week: number; due: LocalDate; result: CheckUp | 'missed' | null }[];
    }
  | { phase: 'ended'; since: LocalDate; closure: Closure | null };

export type Phase = Stand['phase'];

export type Meeting = MeetingInput & {
  calledOn: LocalDate;
  /** The family's asking that it answers; null where nobody had asked. */
  askedForOn: LocalDate | null;
  /** iCalendar SEQUENCE: rises with each change and with the cancellation. */
  sequence: number;
  status: 'called' | 'cancelled' | 'held';
  answers: ParticipantStanding[];
  remindedOn: LocalDate | null;
  minutes: Omit<Minutes, 'decisions'> | null;
};

export type CaseDecision = MeetingDecision & {
  meetingId: MeetingId;
  reports: DecisionReport[];
};

export type PlanRecord = Plan & { planVersion: number; madeOn: LocalDate };

export type CaseState = {
  schema: 1;
  /** Which rules this case follows; moves only at continue-as-new. */
  rulesVersion: number;
  caseId: CaseId;
  previousCaseId: CaseId | null;
  openedOn: LocalDate;
  /** Counts people's commands that were accepted: what `If-Match` compares. */
  revision: number;
  /** Counts events: the sequence number of the last one. */
  version: number;
  policy: Policy;
  pupil: PupilFacts;
  stand: Stand;
  /** What the school has seen and done before an order. */
  ladder: Ladder;
  /** Support by others than the coordinator, oldest first. */
  supportMeasures: SupportMeasureRecord[];
  pastAssignments: { assignment: Assignment; closure: Closure }[];
  band: AbsenceBand;
  /** The day on which the pupil came to the limit or back under it (when it was recorded); `openedOn` at first. */
  bandSince: LocalDate;
  /** The last day that the figure behind `band` covered; an older figure that comes late moves nothing. */
  bandAsOf: LocalDate | null;
  /** When the follow-ups' rhythm changed between weekly and daily, oldest first; weekly before the first. */
  rhythm: { from: LocalDate; daily: boolean }[];
  ofAge: boolean;
  /** Since when the pupil is no longer the municipality's or the school's; null while they are. */
  pupilLeftOn: LocalDate | null;
  maturity: Maturity | null;
  consents: ConsentRecord[];
  refusals: { giver: Giver; receiver: ReceiverKind; on: LocalDate }[];
  contacts: Contact[];
  papers: (PaperRequest & { due: LocalDate; receivedOn: LocalDate | null })[];
  concernReports: ConcernReport[];
  mapping: Partial<Record<MappingPartKind, MappingPart>>;
  /** The plans of the running assignment, the newest last; emptied when a new assignment begins. */
  plans: PlanRecord[];
  followUps: FollowUp[];
  /** Each slot that is settled, oldest first. */
  slots: { slot: FollowUpSlot; how: 'held' | 'missed' | 'lov' }[];
  monthlyReviews: { month: string; how: 'held' | 'missed' }[];
  evaluations: Evaluation[];
  meetings: Meeting[];
  meetingAskedForOn: LocalDate | null;
  decisions: CaseDecision[];
  /** The newest evaluation whose outcome asks for something (`changedPlan`, `end`) that isn't done yet. */
  awaiting: { what: 'revisedPlan' | 'closing'; evaluationId: EvaluationId; since: LocalDate } | null;
  /** Obligation key → the date that it was moved to. */
  moved: Record<string, LocalDate>;
  /** Obligation key → the day of its escalation. */
  escalations: Record<string, LocalDate>;
  /** `foundOn`: the day on which it was recorded. */
  undeliverable: (Undeliverable & { foundOn: LocalDate })[];
};
