/** The tables of sources, as Kysely sees them (`src/records/schema.ts` takes them in). */
import type { ColumnType, Generated } from 'kysely';
import type { LocalDate } from '../../domain/time.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, string, string>;

export interface SourceTables {
  source: {
    id: string;
    name: string;
    kind: 'ss12000';
    base_url: string;
    auth_kind: 'bearer' | 'oauth2';
    token_url: string | null;
    client_id: string | null;
    scope: string | null;
    /** Names the setting that holds the secret. */
    secret_ref: string;
    subscribes: boolean;
    created_by: string;
    created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  };
  source_run: {
    id: string;
    source_id: string;
    what: 'register' | 'absence';
    status: 'running' | 'done' | 'failed';
    begun_at: Timestamp;
    ended_at: Timestamp | null;
    report: Json<unknown>;
  };
  source_problem: {
    id: Generated<string>;
    run_id: string;
    resource: string;
    external_id: string | null;
    field: string | null;
    code: string;
    message: string;
    message_en: string;
  };
  source_cursor: {
    source_id: string;
    resource: string;
    modified_after: Timestamp | null;
    run_id: string | null;
    page_token: string | null;
    pages: number;
    seen: string[];
    high: Timestamp | null;
    done: boolean;
  };
  source_entity: {
    source_id: string;
    kind: 'organisation' | 'person' | 'duty' | 'group' | 'absence';
    external_id: string;
    our_id: string | null;
    facts: Json<unknown>;
    dirty: boolean;
    gone: boolean;
  };
  source_edge: {
    source_id: string;
    kind: 'enrolment' | 'responsible' | 'member' | 'groupRole' | 'dutyRole' | 'dutyOf' | 'absenceOf';
    owner: string;
    target: string;
    word: string;
    from_date: LocalDate | null;
    to_date: LocalDate | null;
  };
  source_lesson: {
    source_id: string;
    external_id: string;
    date: LocalDate;
    starts: string;
    subject: string;
    cancelled: boolean;
  };
  source_attendance: {
    source_id: string;
    external_id: string;
    student: string;
    lesson_id: string | null;
    date: LocalDate | null;
    subject: string | null;
    valid_minutes: number;
    invalid_minutes: number;
    reason: string | null;
    placed_on: LocalDate | null;
    run_id: string;
    dirty: boolean;
  };
  source_time: {
    source_id: string;
    external_id: string;
    student: string;
    lesson_id: string | null;
    date: LocalDate | null;
    offered_minutes: number | null;
    reported_minutes: number | null;
    placed_on: LocalDate | null;
    run_id: string;
    gone: boolean;
    held: boolean;
    dirty: boolean;
  };
  source_subscription: { source_id: string; external_id: string; expires: Timestamp; secret_hash: string };
}
