/**
 * Others' part: lists that a municipality edits, its remit, surveys, relation mapping, the year's wheel.
 *
 * An anonymous answer is never a row. `survey_tally` holds one row for each class of a round, with how many chose what;
 * there is no time in it, and a link that may be used once is gone when it has been used.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The municipality's own rows of lists that come with the product; they go before the shipped ones.
    create table municipal_list (
      list text not null check (list in ('supportKind', 'directory', 'yearWheel')),
      id text not null,
      body jsonb not null,
      changed_by text not null,
      created_at timestamptz not null default now(),
      changed_at timestamptz not null default now(),
      primary key (list, id)
    );
    create table remit (
      version integer primary key check (version > 0),
      body jsonb not null,
      created_by text not null,
      created_on date not null
    );

    create table survey (
      id text primary key,
      retired boolean not null default false,
      created_at timestamptz not null default now()
    );
    create table survey_version (
      survey_id text not null references survey on delete cascade,
      version integer not null check (version > 0),
      form jsonb not null,
      created_by text not null,
      created_on date not null,
      primary key (survey_id, version)
    );
    -- A form that may have been answered is never another one.
    create function survey_version_never_changes() returns trigger language plpgsql as $$
      begin raise exception 'a survey''s version never changes'; end $$;
    create trigger survey_version_kept before update on survey_version
      for each statement execute function survey_version_never_changes();

    create table survey_round (
      id text primary key,
      survey_id text not null,
      version integer not null,
      name text not null,
      moment text not null check (moment in ('before', 'during', 'after', 'single')),
      from_date date not null,
      to_date date not null check (from_date <= to_date),
      closed_on date,
      created_by text not null,
      created_at timestamptz not null default now(),
      foreign key (survey_id, version) references survey_version
    );
    create index survey_round_by_survey on survey_round (survey_id, from_date);
    create table survey_tally (
      round_id text not null references survey_round on delete cascade,
      school_unit text not null,
      -- Empty: the school as a whole.
      class text not null,
      tally jsonb not null,
      primary key (round_id, school_unit, class)
    );

    create table case_survey (
      id text primary key,
      case_id text not null,
      survey_id text not null,
      version integer not null,
      secrecy text not null check (secrecy in ('strong', 'weak')),
      respondent text not null check (respondent in ('pupil', 'guardian', 'staff')),
      guardian_id text,
      moment text not null check (moment in ('before', 'during', 'after', 'single')),
      expires_on date not null,
      repeatable boolean not null,
      withdrawn_on date,
      created_by text not null,
      created_on date not null,
      foreign key (survey_id, version) references survey_version
    );
    create index case_survey_by_case on case_survey (case_id, created_on);
    create table case_survey_answer (
      id text primary key,
      case_survey_id text not null references case_survey on delete cascade,
      answers jsonb not null,
      how text not null check (how in ('link', 'paper')),
      entered_by text,
      answered_on date not null
    );
    create index case_survey_answer_by_survey on case_survey_answer (case_survey_id, answered_on);

    -- SHA-256 of a link's token: to a round's class, or to a case's survey. Nothing says who got it.
    create table survey_link (
      token_hash text primary key,
      round_id text references survey_round on delete cascade,
      school_unit text,
      class text,
      case_survey_id text references case_survey on delete cascade,
      repeatable boolean not null,
      expires_on date not null,
      check ((round_id is null) <> (case_survey_id is null)),
      check ((round_id is null) = (school_unit is null)),
      check ((school_unit is null) = (class is null))
    );
    create index survey_link_by_round on survey_link (round_id, school_unit, class);
    create index survey_link_by_expiry on survey_link (expires_on);

    create table relation_round (
      id text primary key,
      school_unit text not null,
      class text not null,
      held_on date not null,
      answered_by text not null check (answered_by in ('staff', 'pupils')),
      closed_on date,
      created_by text not null,
      created_at timestamptz not null default now()
    );
    create index relation_round_by_class on relation_round (school_unit, class, held_on);
    create table relation_pupil (
      round_id text not null references relation_round on delete cascade,
      pupil_id text not null,
      primary key (round_id, pupil_id)
    );
    create table relation_answer (
      round_id text not null references relation_round on delete cascade,
      -- An adult's where staff answer, a pupil's where pupils do.
      answerer_id text not null,
      answered_on date not null,
      entered_by text not null,
      primary key (round_id, answerer_id)
    );
    create table relation_mark (
      round_id text not null references relation_round on delete cascade,
      pupil_id text not null,
      adult_id text not null,
      primary key (round_id, pupil_id, adult_id)
    );

    create table year_wheel_done (
      task_id text not null,
      -- Empty: the municipality's.
      school_unit text not null,
      school_year integer not null,
      done_on date not null,
      done_by text not null,
      note text,
      primary key (task_id, school_unit, school_year)
    );
  `.execute(db);
}
