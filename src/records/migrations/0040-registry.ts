/** The register of papers (diarium): a number in its year's series for each, without gaps, never changed. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- A row is held from a number's allocation to the transaction's end: one that is rolled back leaves no gap.
    create table registry_series (year integer primary key, last integer not null check (last > 0));

    create table registry_entry (
      year integer not null,
      running integer not null,
      case_id text not null,
      -- event/<seq>, document/<id>, or hand/<id> of what was entered by hand: each once.
      source text not null,
      direction text not null check (direction in ('received', 'drawnUp', 'sent')),
      kind text not null,
      party text,
      secrecy text not null,
      rule text not null,
      on_date date not null,
      registered_on date not null,
      registered_by text,
      -- What was said of it, sealed with the case's texts.
      note_id text,
      primary key (year, running),
      unique (case_id, source)
    );
    create function registry_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'the register of papers is never changed: enter what corrects it';
    end $$;
    create trigger registry_append_only before update or delete on registry_entry
      for each statement execute function registry_is_append_only();
    create trigger registry_never_emptied before truncate on registry_entry
      for each statement execute function registry_is_append_only();

    -- What was there before is looked through at the next start.
    alter table timeline add column awaits_registry boolean not null default true;
    create index timeline_awaits_registry on timeline (on_date, at) where awaits_registry;
    alter table document add column awaits_registry boolean not null default true;
    create index document_awaits_registry on document (received_on) where awaits_registry;
  `.execute(db);
}
