/**
 * What the cases look like from outside: their projection, time line and duties. Nothing here refers to the
 * people's tables by foreign key: a projection must never be refused because somebody's row has changed.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table case_file (
      id text primary key,
      number text not null unique,
      pupil_id text not null,
      previous_case_id text,
      phase text not null check (phase in ('ordering', 'ordered', 'assigned', 'monitoring', 'ended')),
      school_unit text not null,
      revision integer not null check (revision >= 0),
      version integer not null check (version >= 0),
      opened_on date not null,
      cap_nominal_end date,
      cap_act_by date,
      next_moment timestamptz,
      state jsonb not null,
      updated_at timestamptz not null default now()
    );
    create index case_file_by_pupil on case_file (pupil_id);
    create index case_file_by_school on case_file (school_unit, phase);
    create index case_file_by_phase on case_file (phase, opened_on);
    create index case_file_by_next_moment on case_file (next_moment) where next_moment is not null;

    create table case_coordinator (
      case_id text not null references case_file on delete cascade,
      person_id text not null,
      primary key (case_id, person_id)
    );
    create index case_coordinator_by_person on case_coordinator (person_id);

    create table timeline (
      case_id text not null,
      seq integer not null check (seq > 0),
      at timestamptz not null,
      on_date date not null,
      actor jsonb not null,
      type text not null,
      event jsonb not null,
      primary key (case_id, seq)
    );
    create index timeline_by_type on timeline (type, on_date);

    create table obligation (
      case_id text not null references case_file on delete cascade,
      key text not null,
      kind text not null,
      owner jsonb not null,
      owner_role text not null,
      school_unit text,
      from_date date not null,
      due date not null,
      escalate_on date,
      escalate_to text check (escalate_to in ('teamLeader', 'rector')),
      escalated_on date,
      subject_id text,
      moved text check (moved in ('byPerson', 'byLov', 'byHoliday')),
      primary key (case_id, key)
    );
    create index obligation_by_role on obligation (owner_role, school_unit, due);
    create index obligation_by_due on obligation (due);
    create index obligation_escalated on obligation (escalate_to, escalated_on) where escalated_on is not null;

    create table obligation_person (
      case_id text not null,
      key text not null,
      person_id text not null,
      primary key (case_id, key, person_id),
      foreign key (case_id, key) references obligation on delete cascade
    );
    create index obligation_person_by_person on obligation_person (person_id);

    create table obligation_reminder (
      case_id text not null,
      key text not null,
      remind_on date not null,
      primary key (case_id, key, remind_on),
      foreign key (case_id, key) references obligation on delete cascade
    );
    create index obligation_reminder_by_day on obligation_reminder (remind_on);

    create table reminder_sent (
      case_id text not null,
      key text not null,
      remind_on date not null,
      person_id text not null,
      digest_id text not null,
      primary key (case_id, key, remind_on, person_id)
    );
    create index reminder_sent_by_digest on reminder_sent (digest_id);
  `.execute(db);
}
