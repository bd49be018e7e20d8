/** The flags' table (migration 0021), as Kysely sees it. */
import type { ColumnType } from 'kysely';
import type { LocalDate } from '../domain/time.ts';

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type FlagTables = {
  /** A team leader's note about a case, what was answered, and when it was closed. */
  case_flag: {
    id: string;
    case_id: string;
    flagged_by: string;
    flagged_on: LocalDate;
    note_id: string;
    answered_by: Later<string>;
    answered_on: Later<LocalDate>;
    answer_id: Later<string>;
    closed_by: Later<string>;
    closed_on: Later<LocalDate>;
    created_at: ColumnType<Date, Date | string | undefined, Date | string>;
  };
};
