/** A session knows when and how strongly one signed in, from what, and when it was last used. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Of those that stand nobody knows it: everybody signs in once more.
    delete from session;
    alter table session
      -- What the list of one's own sessions names it by; the token stays a secret.
      add column id text not null unique,
      add column browser text not null,
      add column system text not null,
      add column authenticated_at timestamptz,
      add column acr text,
      add column last_seen_at timestamptz not null,
      -- expires_at moves on with use, up to this.
      add column ends_at timestamptz not null,
      add check (expires_at <= ends_at);
    create index session_by_person on session (person_id);
  `.execute(db);
}
