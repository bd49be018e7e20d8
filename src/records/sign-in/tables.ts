/** Who is signed in, and who is about to be. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { SignInRefusal } from '../../domain/sign-in/refusal.ts';
import type { StaffRole } from '../../domain/case/parts.ts';
import type { Device } from '../../domain/sign-in/device.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Where a sign-in was begun, and by whom it is answered. */
export type Door = 'staff' | 'family' | 'saml';

/** What came of an answer that another server's page posted, until the browser comes for it by itself. */
export type PostedAnswer =
  { personId: string; authenticatedAtMs: number; acr: string | null } | { refused: SignInRefusal };

export type SignInTables = {
  session: {
    token_hash: string;
    /** What the person's own list of sessions names it by. */
    id: string;
    person_id: string;
    role: StaffRole | 'guardian' | 'pupil';
    browser: Device['browser'];
    system: Device['system'];
    authenticated_at: Timestamp | null;
    acr: string | null;
    /** Hashes of what the provider calls the person and their session there; null where nobody told. */
    provider_subject: string | null;
    provider_session: string | null;
    last_seen_at: Timestamp;
    /** Moves on with use, up to `ends_at`. */
    expires_at: Timestamp;
    ends_at: Timestamp;
    created_at: ColumnType<Date, Date | undefined, Date>;
  };
  sign_in_attempt: {
    state_hash: string;
    browser_hash: string;
    door: Door;
    nonce: string;
    verifier: string;
    next: string;
    session_id: string | null;
    answer: JSONColumnType<PostedAnswer> | null;
    begun_at: Timestamp;
    expires_at: Timestamp;
  };
};
