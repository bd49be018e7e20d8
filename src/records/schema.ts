/**
 * The records' tables as Kysely sees them. Times are timestamptz (Date), local dates are `date` read as
 * `YYYY-MM-DD` text, json is jsonb. Every write that a command makes can be repeated.
 */
import type { ColumnType, Generated } from 'kysely';
import type { CaseEvent } from '../domain/case/events.ts';
import type { Actor, Role, StaffRole } from '../domain/case/parts.ts';
import type { Phase } from '../domain/case/state.ts';
import type { StoredPolicy, StoredState } from '../domain/case/upgrade.ts';
import type { DocumentKind, DocumentSubject, SecrecyTag } from '../domain/documents/document.ts';
import type { ImportMapping } from '../domain/import-mapping.ts';
import type { ImportChange, ImportKind } from '../domain/import-rows.ts';
import type { ObligationKind, Owner } from '../domain/obligations/obligation.ts';
import type { SchoolForm, Stage } from '../domain/policy.ts';
import type { LocalDate, LocalTime } from '../domain/time.ts';
import type { ApiClientTables } from './api-clients/tables.ts';
import type { DeputyTables } from './deputy-tables.ts';
import type { EmergencyTables } from './emergency-tables.ts';
import type { FlagTables } from './flag-tables.ts';
import type { OthersPartTables } from './others-part/tables.ts';
import type { PollTables } from './polls/tables.ts';
import type { RegistryTables } from './registry/tables.ts';
import type { RetentionTables } from './retention/tables.ts';
import type { SchoolDayTables } from './school-day/tables.ts';
import type { SignInTables } from './sign-in/tables.ts';
import type { SourceTables } from './sources/tables.ts';
import type { StatisticsTables } from './statistics/tables.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** Real time, set by the database unless given. */
type Stamped = ColumnType<Date, Date | string | undefined, Date | string>;
type Json<T> = ColumnType<T, string, string>;

type PupilHistoryField =
  'schoolUnit' | 'class' | 'year' | 'municipality' | 'securityMarking' | 'active' | 'merged';

export interface Database
  extends
    ApiClientTables,
    DeputyTables,
    EmergencyTables,
    FlagTables,
    OthersPartTables,
    PollTables,
    RegistryTables,
    RetentionTables,
    SchoolDayTables,
    SignInTables,
    SourceTables,
    StatisticsTables {
  /** One row each: municipality name and code, chosen policy, mode, data version, rehearsal clock. */
  setting: { key: string; value: Json<unknown> };
  policy: {
    id: string;
    version: number;
    body: Json<StoredPolicy>;
    created_at: Stamped;
    /** Domain dates and times, as are those who saved it; null for what the municipality began with. */
    valid_from: ColumnType<LocalDate | null, LocalDate | null | undefined, never>;
    saved_by: ColumnType<string | null, string | null | undefined, never>;
    saved_at: ColumnType<Date | null, Date | null | undefined, never>;
  };

  school_unit: {
    code: string;
    name: string;
    school_form: SchoolForm;
    authority: 'municipal' | 'independent';
    /** The school's side of the work (from absence to order) is switched on. */
    ladder: Generated<boolean>;
    /** Sends no data: known by an order on paper. */
    external: Generated<boolean>;
    contact: ColumnType<string | null, string | null | undefined, string | null>;
  };
  person: {
    id: string;
    given_name: string;
    family_name: string;
    email: string | null;
    /** The first that a source told. */
    eppn: string | null;
    active: boolean;
  };
  /** Each eduPersonPrincipalName that a source told beside the first, in small letters. */
  person_eppn: { person_id: string; name: string };
  /** A person may hold several; `school_unit` null is the whole municipality, `class` a mentor's. */
  person_role: {
    person_id: string;
    role: StaffRole;
    /** The title as the source wrote it: Kurator, Insatskoordinator. */
    title: string;
    school_unit: string | null;
    class: string | null;
    /** A coordinator's stages; empty means all. */
    stages: Stage[];
    /** Set by a person in the product: no import takes it away. */
    by_hand: Generated<boolean>;
    /** Of one that was given by hand: the day it was given, the last day that it is held, and who gave it. */
    since: Generated<LocalDate | null>;
    until: Generated<LocalDate | null>;
    given_by: Generated<string | null>;
    /** The municipality's sign-in told it. */
    by_claim: Generated<boolean>;
  };
  pupil: {
    id: string;
    civic_no: string;
    given_name: string;
    family_name: string;
    birth_date: LocalDate;
    school_unit: string;
    school_form: SchoolForm;
    /** As the source wrote it: F, 1–9, gy1, an7, förskola. */
    year_label: string;
    /** Year within the school form; null in preschool. */
    year: number | null;
    stage: Stage;
    class: string;
    security_marking: 'none' | 'secrecy' | 'protectedRegistration';
    municipality_code: string;
    active: boolean;
    /** The day from which the school's data no longer had them. */
    left_on: LocalDate | null;
    /** The record that goes on in this one's place: the same person had two. */
    merged_into: string | null;
    updated_at: Stamped;
  };
  /** What a pupil's record said before; written by a trigger, never altered. */
  /** Each word of a pupil's name in small letters; kept by the database itself, none of who is protected. */
  pupil_name_word: { word: string; pupil_id: string };
  pupil_history: {
    id: Generated<string>;
    pupil_id: string;
    field: PupilHistoryField;
    from_value: string | null;
    changed_at: Stamped;
    /** `import/<id>`, `merge/<person>`. */
    source: string;
  };
  guardian: {
    id: string;
    civic_no: string;
    given_name: string;
    family_name: string;
    email: string | null;
    mobile: string | null;
    updated_at: Stamped;
  };
  guardianship: { pupil_id: string; guardian_id: string; relation: 'guardian' | 'appointed' | 'other' };
  calendar_period: {
    id: Generated<number>;
    school_unit: string | null;
    name: string;
    kind: 'term' | 'lov' | 'studyDay';
    from_date: LocalDate;
    to_date: LocalDate;
  };
  offered_time: { year_label: string; minutes_per_day: number };
  /** A day's time where the source tells it: goes before the year's minutes a day. */
  absence_offered: {
    pupil_id: string;
    date: LocalDate;
    offered_minutes: number | null;
    /** Minutes for which attendance was reported at all. */
    reported_minutes: number | null;
  };
  absence: {
    pupil_id: string;
    date: LocalDate;
    lesson: string;
    subject: string;
    minutes: number;
    kind: 'valid' | 'invalid';
    reason: string | null;
  };
  /** A period's figures for one pupil, as reported by hand or reckoned. */
  attendance_figure: {
    id: string;
    pupil_id: string;
    case_id: string | null;
    from_date: LocalDate;
    to_date: LocalDate;
    offered_minutes: number;
    valid_minutes: number;
    invalid_minutes: number;
    source: 'reported' | 'reckoned';
    created_at: Stamped;
  };
  import_run: {
    id: string;
    kind: string;
    mode: 'all-or-nothing' | 'good-rows' | 'dry-run';
    status: 'running' | 'applied' | 'refused' | 'dry' | 'interrupted';
    file_name: string;
    /** The mapping's name, for others' files. */
    mapping: string | null;
    /** Of a dry run: row by row, which fields would change. */
    changes: Json<ImportChange[]> | null;
    /** A running one's sign of life. */
    updated_at: Stamped;
    rows: number;
    added: number;
    changed: number;
    unchanged: number;
    removed: number;
    bad: number;
    by: string;
    created_at: Stamped;
  };
  /** A file that was sent in to be tried first; its bytes are gone once it is imported, or too old. */
  import_file: {
    id: string;
    file_name: string;
    /** Sealed where `key_id` names what under. */
    bytes: Buffer | null;
    key_id: string | null;
    sha256: string;
    sent_by: string;
    sent_at: Generated<Date>;
    /** How it was tried, by which run; and the run that then imported it. */
    kind: ImportKind | null;
    mapping: Json<ImportMapping> | null;
    complete: Generated<boolean>;
    trial_id: string | null;
    applied_as: string | null;
  };
  /** How another system's files are read. */
  import_mapping: {
    id: string;
    name: string;
    kind: string;
    body: Json<ImportMapping>;
    created_by: string;
    created_at: Stamped;
    updated_at: Stamped;
  };
  import_row: {
    import_id: string;
    /** 1 is the first line after the header. */
    row: number;
    field: string | null;
    code: string;
    /** Swedish. Never the value itself when it is personal. */
    message: string;
    message_en: string;
  };

  /** The projection of a case. `state` holds ids, dates and enumerated choices only. */
  case_file: {
    id: string;
    number: string;
    pupil_id: string;
    previous_case_id: string | null;
    phase: Phase;
    school_unit: string;
    revision: number;
    version: number;
    opened_on: LocalDate;
    cap_nominal_end: LocalDate | null;
    cap_act_by: LocalDate | null;
    next_moment: Timestamp | null;
    state: Json<StoredState>;
    updated_at: Stamped;
  };
  case_coordinator: { case_id: string; person_id: string };
  timeline: {
    case_id: string;
    seq: number;
    at: Timestamp;
    on_date: LocalDate;
    actor: Json<Actor>;
    type: CaseEvent['type'];
    event: Json<CaseEvent>;
    /** It may be a paper that the register hasn't taken up yet. */
    awaits_registry: Generated<boolean>;
  };
  obligation: {
    case_id: string;
    key: string;
    kind: ObligationKind;
    owner: Json<Owner>;
    owner_role: Role;
    school_unit: string | null;
    from_date: LocalDate;
    due: LocalDate;
    escalate_on: LocalDate | null;
    escalate_to: 'teamLeader' | 'rector' | null;
    escalated_on: LocalDate | null;
    subject_id: string | null;
    moved: 'byPerson' | 'byLov' | 'byHoliday' | null;
  };
  /** Whose it is, resolved to people where the owner is named; role-owned duties have no rows here. */
  obligation_person: { case_id: string; key: string; person_id: string };
  obligation_reminder: { case_id: string; key: string; remind_on: LocalDate };
  /** A reminder that went out: outlives the projection, so that none goes twice. */
  reminder_sent: {
    case_id: string;
    key: string;
    remind_on: LocalDate;
    person_id: string;
    digest_id: string;
  };

  /** Keys, each wrapped by a key of the ring (`vault.ts`). */
  record_key: { id: string; wrapped: Buffer; ring_key: string; made_at: Stamped };

  /** Stories, written before the command that refers to them. */
  content: {
    id: string;
    case_id: string | null;
    kind: string;
    /** In the clear, where the connection that wrote it carried no ring; else null. */
    body: ColumnType<unknown, string | null | undefined, string | null>;
    sealed: Buffer | null;
    key_id: string | null;
    command_id: string | null;
    confirmed: boolean;
    created_by: string;
    created_at: Stamped;
  };
  /** A received file. Without a case it waits for what it was sent in for. */
  document: {
    id: string;
    case_id: string | null;
    file_name: string;
    media_type: string;
    /** Sealed where `key_id` names what under. */
    bytes: Buffer;
    key_id: string | null;
    size_bytes: number;
    /** Of the bytes, in hexadecimal. */
    sha256: string;
    kind: Generated<DocumentKind>;
    secrecy: Generated<SecrecyTag>;
    /** What whoever filed it calls it. */
    title: string | null;
    /** The register hasn't taken it up yet. */
    awaits_registry: Generated<boolean>;
    /** The day that stands on it. */
    dated: LocalDate | null;
    /** In domain time. */
    received_on: LocalDate;
    about_what: DocumentSubject | null;
    about_id: string | null;
    command_id: string | null;
    confirmed: boolean;
    created_by: string;
    created_at: Stamped;
  };
  /** What was answered to an idempotency key. `answer` null while under way. */
  command_log: {
    command_id: string;
    person_id: string;
    /** SHA-256 of method, path and body: the same key with another request is refused. */
    request_hash: string;
    case_id: string | null;
    status: number | null;
    answer: Json<unknown> | null;
    created_at: Stamped;
  };
  /** What crosses cases. Keys: openCase `<pupil>`, caseload `<coordinator>/<case>`, caseNumber `2026-0001`, ehtSlot `<slot>`. */
  reservation: {
    kind: 'openCase' | 'caseload' | 'caseNumber' | 'ehtSlot';
    key: string;
    case_id: string;
    command_id: string;
    confirmed: boolean;
    created_at: Stamped;
  };
  /** A drop-in time that EHT opened; taken by a reservation of its id. */
  eht_slot: {
    id: string;
    school_unit: string;
    on_date: LocalDate;
    from_time: LocalTime;
    minutes: number;
    place: string | null;
    opened_by: string;
    withdrawn_at: Timestamp | null;
    created_at: Stamped;
  };
  eht_meeting: {
    id: string;
    school_unit: string;
    held_on: LocalDate;
    opened_by: string;
    created_at: Stamped;
  };
  eht_meeting_minute: {
    id: string;
    meeting_id: string;
    seq: number;
    content_id: string;
    written_by: string;
    created_at: Stamped;
  };
  /** What a meeting decided in a case: the command that carried it there. */
  eht_meeting_item: {
    command_id: string;
    meeting_id: string;
    case_id: string;
    what: 'decision' | 'monthlyReview';
    eht_decision_id: string | null;
    created_at: Stamped;
  };
  /** A withdrawn consent, written before the engine is asked, so that nothing is shown in between. */
  consent_denial: {
    case_id: string;
    consent_id: string;
    kinds: string[] | null;
    command_id: string;
    created_at: Stamped;
  };

  /** Every mail that went or is to go out. `key` is the effect's or the digest's: one row, one mail. */
  mail: {
    key: string;
    case_id: string | null;
    kind: string;
    to_ref: Json<unknown>;
    to_address: string | null;
    subject: string;
    text: string;
    html: string;
    ics: string | null;
    ics_method: 'REQUEST' | 'CANCEL' | null;
    message_id: string;
    status: 'queued' | 'sending' | 'sent' | 'failed';
    attempts: number;
    /** Domain time. */
    created_at: Timestamp;
    sent_at: Timestamp | null;
    error: string | null;
  };
  /** The municipality's own words in mails, each saving a row; `template` null is the standard text again. */
  mail_text: {
    id: Generated<string>;
    lang: 'sv' | 'en';
    key: string;
    template: string | null;
    saved_by: string;
    saved_at: Timestamp;
  };
  /** What the built-in inbox received: rehearsal only. */
  inbox: {
    id: Generated<number>;
    message_id: string;
    to_address: string;
    subject: string;
    text: string;
    html: string;
    ics: string | null;
    received_at: Timestamp;
  };

  /** What somebody is writing in a form and hasn't sent: typed values by the controls' names; see `form-drafts.ts`. */
  form_draft: {
    person_id: string;
    role: string;
    /** The form's own address. */
    form: string;
    /** The form's own marks; and what was typed, where it isn't sealed. */
    values: Json<Record<string, string[]>>;
    sealed: Buffer | null;
    key_id: string | null;
    updated_at: Stamped;
  };
  /** What anybody says of the pages' accessibility (lag 2018:1937). */
  accessibility_feedback: {
    id: string;
    about: string;
    note: string;
    contact: string | null;
    written_at: Timestamp;
    read_at: ColumnType<Date | null, Date | null, Date>;
    read_by: string | null;
  };
  /** Addresses to subscribe to a calendar by; see `calendar-feeds.ts`. */
  calendar_feed: {
    token_hash: string;
    person_id: string;
    role: StaffRole | 'guardian' | 'pupil';
    created_at: Stamped;
  };
  audit: {
    id: Generated<number>;
    at: Timestamp;
    person_id: string;
    role: string;
    action: string;
    case_id: string | null;
    pupil_id: string | null;
    relation: string | null;
    /** Real time. */
    recorded_at: Generated<Date>;
  };
  /** Batches of the log, each up to `last_id` from the one before; never changed. */
  audit_seal: {
    seq: number;
    last_id: number;
    entries: number;
    /** SHA-256 in hex of the seal before and of the entries. */
    digest: string;
    sealed_at: Generated<Date>;
  };
  /** Rows of the log that somebody has gone through; never changed. */
  audit_review: {
    id: string;
    audit_id: number;
    reviewed_by: string;
    reviewed_at: Timestamp;
    note: string;
  };
  /** Workflows of a rehearsal, each with the next moment of its own. */
  rehearsal_workflow: {
    workflow_id: string;
    next_moment: Timestamp | null;
  };
}
