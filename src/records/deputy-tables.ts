/** The deputies' table and view (migration 0037), as Kysely sees them. */
import type { ColumnType } from 'kysely';
import type { LocalDate } from '../domain/time.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export type DeputyTables = {
  /** A coordinator's deputy for a period; who named them, and who ended it before its last day. */
  deputyship: {
    id: string;
    coordinator_id: string;
    deputy_id: string;
    from_date: LocalDate;
    until: LocalDate;
    case_ids: string[] | null;
    named_by: string;
    named_at: Timestamp;
    ended_by: Later<string>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  /** For which of a case's coordinators somebody stands in, within those days. */
  case_deputy: {
    case_id: string;
    coordinator_id: string;
    deputy_id: string;
    from_date: LocalDate;
    until: LocalDate;
  };
};
