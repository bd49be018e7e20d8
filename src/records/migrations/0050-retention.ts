/** Retention: the municipality's plan, what holds a case back, decisions of destruction and their certificates. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Each saving a version; earlier ones stay, since certificates name them.
    create table retention_plan (
      version integer primary key check (version > 0),
      body jsonb not null,
      saved_by text not null,
      saved_on date not null
    );

    -- Goes with its case. The reason is a story of the case.
    create table retention_note (
      id text primary key,
      case_id text not null,
      what text not null check (what in ('legalHold', 'exception', 'archived')),
      -- Of archived: the day on which the archive got it. Of a hold: its last day, if it has one.
      on_date date,
      content_id text not null,
      set_by text not null,
      set_on date not null,
      lifted_by text,
      lifted_on date,
      lifted_content_id text
    );
    create index retention_note_by_case on retention_note (case_id);

    create table destruction (
      id text primary key,
      plan_version integer not null references retention_plan,
      decided_by text not null,
      decided_on date not null,
      decided_at timestamptz not null default clock_timestamp(),
      -- What was done and for whom; nobody's name, nothing of what was destroyed.
      certificate jsonb
    );
    create index destruction_under_way on destruction (id) where certificate is null;

    -- A case of a decision. Its opaque id outlives it, so that it can be destroyed again where a backup brings it back.
    create table destruction_item (
      destruction_id text not null references destruction,
      case_id text not null,
      case_number text not null,
      rules text[] not null,
      ended_on date not null,
      outcome text not null check (outcome in ('waiting', 'heldBack', 'destroyed')),
      -- Rows by table, and the runs of its workflow, as they were when it was destroyed.
      counts jsonb,
      runs integer,
      primary key (destruction_id, case_id)
    );
    -- No case is decided on twice, unless something held it back the first time.
    create unique index destruction_item_of_case on destruction_item (case_id) where outcome <> 'heldBack';
  `.execute(db);
}
