/** Others' files by saved mappings, imports whose progress shows, and what a pupil's record once said. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_mapping (
      id text primary key,
      name text not null unique,
      kind text not null,
      body jsonb not null,
      created_by text not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );

    alter table import_run add column mapping text;
    alter table import_run add column changes jsonb;
    -- A run tells that it lives; one that has gone silent was broken off.
    alter table import_run add column updated_at timestamptz not null default now();
    alter table import_run drop constraint import_run_status_check;
    alter table import_run add check (status in ('running', 'applied', 'refused', 'dry', 'interrupted'));

    alter table pupil add column left_on date;
    alter table pupil add column merged_into text references pupil;
    create index pupil_merged on pupil (merged_into) where merged_into is not null;
    create index pupil_by_birth on pupil (birth_date);

    create table pupil_history (
      id bigint generated always as identity primary key,
      pupil_id text not null references pupil,
      field text not null check (field in
        ('schoolUnit', 'class', 'year', 'municipality', 'securityMarking', 'active', 'merged')),
      -- What stood there before; null where it would be personal.
      from_value text,
      changed_at timestamptz not null default now(),
      source text not null
    );
    create index pupil_history_by_pupil on pupil_history (pupil_id, id);

    -- By trigger, so that no writer can forget it.
    create function keep_pupil_history() returns trigger language plpgsql as $$
    begin
      insert into pupil_history (pupil_id, field, from_value, source)
      select new.id, said.field, said.was, coalesce(nullif(current_setting('bryggan.source', true), ''), 'unknown')
      from (values
        ('schoolUnit', old.school_unit, new.school_unit),
        ('class', old.class, new.class),
        ('year', old.year_label, new.year_label),
        ('municipality', old.municipality_code, new.municipality_code),
        ('securityMarking', old.security_marking, new.security_marking),
        ('active', old.active::text, new.active::text)
      ) as said (field, was, becomes)
      where said.was is distinct from said.becomes;
      return null;
    end $$;
    create trigger pupil_history after update on pupil for each row execute function keep_pupil_history();
  `.execute(db);
}
