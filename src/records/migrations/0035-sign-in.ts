/** Signing in through the municipality's provider: what is under way, and roles that the provider tells. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Between the browser's leaving for the provider and its coming back; taken once, and only by that browser.
    create table sign_in_attempt (
      state_hash text primary key,
      browser_hash text not null,
      nonce text not null,
      verifier text not null,
      next text not null,
      -- Signing in again: the session that goes on.
      session_id text,
      begun_at timestamptz not null,
      expires_at timestamptz not null
    );
    create index sign_in_attempt_by_expiry on sign_in_attempt (expires_at);

    -- A name at the provider is the same in small and large letters.
    create index person_by_eppn on person (lower(eppn)) where eppn is not null;
    create index person_by_email on person (lower(email)) where email is not null;

    -- A role that the provider told, and takes away again.
    alter table person_role add column by_claim boolean not null default false;
  `.execute(db);
}
