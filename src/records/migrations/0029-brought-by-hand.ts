/** What people bring in by hand: a file between its trial and its import, and how long a role that was given is held. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Without its bytes once it is imported or too old: what was tried can then be looked up, and no more imported.
    create table import_file (
      id text primary key,
      file_name text not null,
      bytes bytea,
      sha256 text not null,
      sent_by text not null,
      sent_at timestamptz not null default now(),
      -- How it was tried, and the run of the trial.
      kind text,
      mapping jsonb,
      complete boolean not null default false,
      trial_id text unique,
      applied_as text
    );
    create index import_file_kept on import_file (sent_at) where bytes is not null;

    alter table person_role
      add column since date,
      add column until date,
      add column given_by text;
  `.execute(db);
}
