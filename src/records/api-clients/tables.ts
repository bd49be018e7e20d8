/** The API clients' tables (migration 0052), as Kysely sees them. */
import type { ColumnType } from 'kysely';
import type { Scope } from '../../domain/api-clients.ts';
import type { LocalDate } from '../../domain/time.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type LaterText = ColumnType<string | null, string | null | undefined, string | null>;
type LaterTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export type ApiClientTables = {
  api_client: {
    id: string;
    name: string;
    scopes: Scope[];
    ends_on: LocalDate;
    created_by: string;
    created_at: Timestamp;
    revoked_by: LaterText;
    revoked_at: LaterTime;
    last_used_at: LaterTime;
  };
  api_client_secret: {
    id: string;
    client_id: string;
    /** What people tell it apart by. */
    label: string;
    secret_hash: string;
    created_by: string;
    created_at: Timestamp;
    revoked_by: LaterText;
    revoked_at: LaterTime;
    last_used_at: LaterTime;
  };
  api_client_token: {
    token_hash: string;
    client_id: string;
    secret_id: string;
    scopes: Scope[];
    expires_at: Timestamp;
  };
};
