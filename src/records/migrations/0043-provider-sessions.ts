/** A session knows which of the provider's it was begun by, so that a sign-out there ends it here. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Hashes: what a provider calls somebody isn't needed here. Sessions that stand know none, and end by their own limits.
    alter table session
      add column provider_subject text,
      add column provider_session text;
    create index session_by_provider_subject on session (provider_subject) where provider_subject is not null;
    create index session_by_provider_session on session (provider_session) where provider_session is not null;
  `.execute(db);
}
