/** The emergency accesses' table (migration 0042), as Kysely sees it. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type EmergencyTables = {
  emergency_access: {
    id: string;
    person_id: string;
    case_id: string | null;
    reason_id: string;
    at: Timestamp;
    until: Timestamp;
    told: ColumnType<boolean, boolean | undefined, boolean>;
    reviewed_by: ColumnType<string | null, string | null | undefined, string | null>;
    reviewed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
};
