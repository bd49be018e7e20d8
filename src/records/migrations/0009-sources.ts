/** Sources that are read over the net (SS 12000): where they are, how far they were read, what they said. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table source (
      id text primary key,
      name text not null unique,
      kind text not null check (kind in ('ss12000')),
      base_url text not null,
      auth_kind text not null check (auth_kind in ('bearer', 'oauth2')),
      token_url text,
      client_id text,
      scope text,
      -- Names the setting that holds the secret; the secret itself is never here.
      secret_ref text not null,
      subscribes boolean not null default false,
      created_by text not null,
      created_at timestamptz not null default now(),
      check (auth_kind <> 'oauth2' or (token_url is not null and client_id is not null))
    );

    create table source_run (
      id text primary key,
      source_id text not null references source on delete cascade,
      what text not null check (what in ('register', 'absence')),
      status text not null check (status in ('running', 'done', 'failed')),
      -- Domain time.
      begun_at timestamptz not null,
      ended_at timestamptz,
      report jsonb not null
    );
    create unique index source_run_under_way on source_run (source_id, what) where status = 'running';
    create index source_run_by_source on source_run (source_id, begun_at desc);

    create table source_problem (
      id bigint generated always as identity primary key,
      run_id text not null references source_run on delete cascade,
      resource text not null,
      -- The source's own id of the entity; null for protected identities.
      external_id text,
      field text,
      code text not null,
      message text not null,
      message_en text not null
    );
    create unique index source_problem_once on source_problem
      (run_id, resource, coalesce(external_id, ''), coalesce(field, ''), code);

    create table source_cursor (
      source_id text not null references source on delete cascade,
      resource text not null,
      -- What the last whole listing had seen: the next one asks for what was modified after it.
      modified_after timestamptz,
      -- The listing under way: its run, the next page's token, what it has seen so far.
      run_id text,
      page_token text,
      pages integer not null default 0,
      seen text[] not null default '{}',
      high timestamptz,
      done boolean not null default false,
      primary key (source_id, resource)
    );

    create table source_entity (
      source_id text not null references source on delete cascade,
      kind text not null check (kind in ('organisation', 'person', 'duty', 'group', 'absence')),
      external_id text not null,
      our_id text,
      facts jsonb not null,
      -- Still to be applied to the municipality's own records.
      dirty boolean not null default true,
      gone boolean not null default false,
      primary key (source_id, kind, external_id)
    );
    create index source_entity_dirty on source_entity (source_id, kind, external_id) where dirty;
    create index source_entity_ours on source_entity (our_id) where our_id is not null;

    create table source_edge (
      source_id text not null references source on delete cascade,
      kind text not null check (kind in
        ('enrolment', 'responsible', 'member', 'groupRole', 'dutyRole', 'dutyOf', 'absenceOf')),
      owner text not null,
      target text not null,
      word text not null default '',
      from_date date,
      to_date date
    );
    create index source_edge_owner on source_edge (source_id, kind, owner);
    create index source_edge_target on source_edge (source_id, kind, target);

    create table source_lesson (
      source_id text not null references source on delete cascade,
      external_id text not null,
      date date not null,
      starts text not null,
      subject text not null,
      cancelled boolean not null,
      primary key (source_id, external_id)
    );
    create index source_lesson_by_date on source_lesson (source_id, date);

    -- Absence alone: a lesson that was attended has no row.
    create table source_attendance (
      source_id text not null references source on delete cascade,
      external_id text not null,
      student text not null,
      lesson_id text,
      -- Of aggregated attendance, which has no lessons.
      date date,
      subject text,
      valid_minutes integer not null,
      invalid_minutes integer not null,
      reason text,
      -- The day on which it was put the last time.
      placed_on date,
      run_id text not null,
      dirty boolean not null default true,
      primary key (source_id, external_id)
    );
    create index source_attendance_dirty on source_attendance (source_id, student) where dirty;
    create index source_attendance_by_student on source_attendance (source_id, student);
    create index source_attendance_by_lesson on source_attendance (source_id, lesson_id);
    create index source_attendance_by_date on source_attendance (source_id, date) where date is not null;

    create table source_subscription (
      source_id text primary key references source on delete cascade,
      external_id text not null,
      expires timestamptz not null,
      -- SHA-256 of the secret in the address that the source calls.
      secret_hash text not null
    );

    -- Set by a person in the product: no import takes it away.
    alter table person_role add column by_hand boolean not null default false;
  `.execute(db);
}
