/** The tables of retention (migration 0050), as Kysely sees them. */
import type { ColumnType } from 'kysely';
import type { HoldKind } from '../../domain/retention/judge.ts';
import type { RetentionPlan, RetentionRuleId } from '../../domain/retention/rules.ts';
import type { LocalDate } from '../../domain/time.ts';

type Json<T> = ColumnType<T, string, string>;
type LaterJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** What a note at a case says: it is held, or (`archived`) the archive has what is to be kept. */
export type RetentionNoteKind = HoldKind | 'archived';

/** How many rows of each table. */
export type RowCounts = Record<string, number>;

/** Intyg om gallring: what was destroyed by which rule on whose decision; names nobody but who decided. */
export type Certificate = {
  destructionId: string;
  /** The plan's version and what it rests on. */
  plan: { version: number; basis: string };
  decidedBy: string;
  decidedOn: LocalDate;
  /** Real time. */
  decidedAt: string;
  completedAt: string;
  cases: {
    number: string;
    endedOn: LocalDate;
    rules: RetentionRuleId[];
    outcome: 'destroyed' | 'heldBack';
    /** Null of one that was held back. */
    counts: RowCounts | null;
    runs: number | null;
  }[];
  /** SHA-256, in hexadecimal, of all of the above as JSON. */
  digest: string;
};

export type RetentionTables = {
  retention_plan: { version: number; body: Json<RetentionPlan>; saved_by: string; saved_on: LocalDate };
  retention_note: {
    id: string;
    case_id: string;
    what: RetentionNoteKind;
    on_date: Later<LocalDate>;
    content_id: string;
    set_by: string;
    set_on: LocalDate;
    lifted_by: Later<string>;
    lifted_on: Later<LocalDate>;
    lifted_content_id: Later<string>;
  };
  destruction: {
    id: string;
    plan_version: number;
    decided_by: string;
    decided_on: LocalDate;
    decided_at: ColumnType<Date, Date | string | undefined, Date | string>;
    certificate: LaterJson<Certificate>;
  };
  destruction_item: {
    destruction_id: string;
    case_id: string;
    case_number: string;
    rules: RetentionRuleId[];
    ended_on: LocalDate;
    outcome: 'waiting' | 'heldBack' | 'destroyed';
    counts: LaterJson<RowCounts>;
    runs: Later<number>;
  };
};
