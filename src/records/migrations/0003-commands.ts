/** What a command leaves behind before and beside the case: stories, papers, answers, reservations, denials. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table content (
      id text primary key,
      case_id text,
      kind text not null,
      body jsonb not null,
      command_id text,
      confirmed boolean not null default false,
      created_by text not null,
      created_at timestamptz not null default now()
    );
    create index content_by_case on content (case_id);
    create index content_by_command on content (command_id) where not confirmed;

    create table document (
      id text primary key,
      case_id text,
      file_name text not null,
      media_type text not null,
      bytes bytea not null,
      command_id text,
      confirmed boolean not null default false,
      created_by text not null,
      created_at timestamptz not null default now()
    );
    create index document_by_case on document (case_id);
    create index document_by_command on document (command_id) where not confirmed;

    create table command_log (
      command_id text primary key,
      person_id text not null,
      request_hash text not null,
      case_id text,
      status integer,
      answer jsonb,
      created_at timestamptz not null default now(),
      check ((status is null) = (answer is null))
    );
    create index command_log_by_time on command_log (created_at);

    -- Byte order, so that "caseload/<person>/" can be looked up by its beginning.
    create table reservation (
      kind text not null check (kind in ('openCase', 'caseload', 'caseNumber')),
      key text collate "C" not null,
      case_id text not null,
      command_id text not null,
      confirmed boolean not null default false,
      created_at timestamptz not null default now(),
      primary key (kind, key)
    );
    create index reservation_by_case on reservation (case_id);
    create index reservation_by_command on reservation (command_id) where not confirmed;

    create table consent_denial (
      case_id text not null,
      consent_id text not null,
      kinds text[],
      command_id text not null,
      created_at timestamptz not null default now(),
      primary key (case_id, consent_id, command_id)
    );
    create index consent_denial_by_command on consent_denial (command_id);
  `.execute(db);
}
