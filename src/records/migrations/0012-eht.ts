/** EHT's own: drop-in slots that it opens, the meetings that it holds; schools outside the municipality's data. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table eht_slot (
      id text primary key,
      school_unit text not null references school_unit (code),
      on_date date not null,
      from_time text not null,
      minutes integer not null check (minutes > 0),
      place text,
      opened_by text not null,
      withdrawn_at timestamptz,
      created_at timestamptz not null default now()
    );
    -- Two slots of one school don't begin at the same moment, unless the first was withdrawn.
    create unique index eht_slot_once on eht_slot (school_unit, on_date, from_time) where withdrawn_at is null;

    create table eht_meeting (
      id text primary key,
      school_unit text not null references school_unit (code),
      held_on date not null,
      opened_by text not null,
      created_at timestamptz not null default now()
    );
    create index eht_meeting_by_school on eht_meeting (school_unit, held_on);

    -- Minutes as the meeting goes: what concerns no single pupil. A pupil's own stand in the case.
    create table eht_meeting_minute (
      id text primary key,
      meeting_id text not null references eht_meeting (id),
      seq integer not null,
      content_id text not null references content (id),
      written_by text not null,
      created_at timestamptz not null default now(),
      unique (meeting_id, seq)
    );

    -- What the meeting decided in a case: the command that carried it there.
    create table eht_meeting_item (
      command_id text primary key,
      meeting_id text not null references eht_meeting (id),
      case_id text not null,
      what text not null check (what in ('decision', 'monthlyReview')),
      eht_decision_id text,
      created_at timestamptz not null default now()
    );
    create index eht_meeting_item_by_meeting on eht_meeting_item (meeting_id);

    -- A slot is taken under its own id, by one case.
    alter table reservation drop constraint reservation_kind_check;
    alter table reservation add constraint reservation_kind_check
      check (kind in ('openCase', 'caseload', 'caseNumber', 'ehtSlot'));

    -- A school that sends no data and still orders: no import knows it.
    alter table school_unit add column external boolean not null default false;
    alter table school_unit add column contact text;
  `.execute(db);
}
