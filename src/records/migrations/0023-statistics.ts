/**
 * What statistics read: the absence of each school's stages month by month, and the facts of each case. Both are
 * reckoned from the rows they stand beside, and may be thrown away: they are reckoned again.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table absence_month_school (
      school_unit text not null references school_unit on delete cascade,
      month text not null,
      -- The last day that could be counted when it was reckoned.
      reckoned_to date not null,
      -- All of the month's school days, and of them those that count, as a list.
      school_days integer not null,
      days jsonb not null,
      primary key (school_unit, month)
    );

    create table absence_month (
      school_unit text not null,
      month text not null,
      stage text not null,
      denominator text not null check (denominator in ('offered', 'reported')),
      pupils integer not null,
      minutes integer not null,
      valid integer not null,
      invalid integer not null,
      primary key (month, school_unit, stage, denominator),
      foreign key (school_unit, month) references absence_month_school on delete cascade
    );

    -- A school's month in which a row changed, noted once by each transaction that changed one: not by "unless it is
    -- noted", as that note may be one that somebody is just about to have seen to.
    create table absence_month_due (
      school_unit text not null,
      month text not null,
      noted_by xid8 not null default pg_current_xact_id()
    );
    create index absence_month_due_by_month on absence_month_due (school_unit, month);

    create function note_absence_month() returns trigger language plpgsql as $$
    begin
      insert into absence_month_due (school_unit, month)
      select distinct pupil.school_unit, to_char(changed.date, 'YYYY-MM')
      from changed join pupil on pupil.id = changed.pupil_id
      where not exists (
        select from absence_month_due due
        where due.school_unit = pupil.school_unit and due.month = to_char(changed.date, 'YYYY-MM')
          and due.noted_by = pg_current_xact_id()
      );
      return null;
    end $$;

    create trigger note_added after insert on absence
      referencing new table as changed for each statement execute function note_absence_month();
    create trigger note_changed after update on absence
      referencing new table as changed for each statement execute function note_absence_month();
    create trigger note_removed after delete on absence
      referencing old table as changed for each statement execute function note_absence_month();
    create trigger note_added after insert on absence_offered
      referencing new table as changed for each statement execute function note_absence_month();
    create trigger note_changed after update on absence_offered
      referencing new table as changed for each statement execute function note_absence_month();
    create trigger note_removed after delete on absence_offered
      referencing old table as changed for each statement execute function note_absence_month();

    -- What stands there already.
    insert into absence_month_due (school_unit, month)
    select distinct pupil.school_unit, to_char(absence.date, 'YYYY-MM')
    from absence join pupil on pupil.id = absence.pupil_id;

    create table case_fact (
      case_id text primary key references case_file on delete cascade,
      -- The case's version that they are of.
      version integer not null,
      stage text not null,
      facts jsonb not null,
      -- Absence around the assignment that is over; null where it isn't known.
      course jsonb,
      -- Which assignment's: its start and end.
      course_of text
    );
  `.execute(db);
}
