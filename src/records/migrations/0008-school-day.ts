/**
 * The school's own duties beside the cases': the week's review, the first-day call, the year's wheel. And what the
 * last look at the absence saw. As with the cases, nothing refers to people's rows by foreign key.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Municipalities take up the school's side school by school.
    alter table school_unit add column ladder boolean not null default true;

    create table school_duty (
      key text primary key,
      kind text not null check (kind in ('weeklyReview', 'firstDayCall', 'yearWheelTask')),
      school_unit text,
      class text,
      pupil_id text,
      owner_role text not null,
      from_date date not null,
      due date not null,
      escalate_on date,
      escalate_to text check (escalate_to in ('teamLeader', 'rector')),
      lapses_on date,
      done_on date,
      done_by text,
      how jsonb not null default '{}',
      created_at timestamptz not null default now()
    );
    create index school_duty_open on school_duty (school_unit, class) where done_on is null;
    create index school_duty_by_kind on school_duty (kind, school_unit, class, from_date);
    create index school_duty_by_pupil on school_duty (pupil_id, from_date) where pupil_id is not null;
    create index school_duty_escalating on school_duty (escalate_on)
      where done_on is null and escalate_on is not null;

    create table school_duty_person (
      key text not null references school_duty on delete cascade,
      person_id text not null,
      primary key (key, person_id)
    );
    create table school_duty_reminder (
      key text not null references school_duty on delete cascade,
      remind_on date not null,
      primary key (key, remind_on)
    );
    create index school_duty_reminder_by_day on school_duty_reminder (remind_on);

    create table absence_standing (
      pupil_id text primary key,
      band text not null check (band in ('below', 'limit', 'total')),
      since date not null,
      as_of date not null,
      -- The day of the figure by which the limit was passed, while nobody knows yet whether a case began.
      passing date
    );
    create index absence_standing_passing on absence_standing (pupil_id) where passing is not null;

    create table school_look (
      school_unit text primary key,
      as_of date not null,
      -- The day of the figures was over: what fell is believed, and the day needn't be looked at again.
      settled boolean not null
    );
    -- Absence that came in, and when a look had seen it: whoever brought it waits a little for that.
    create table absence_arrival (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      looked_at timestamptz
    );
    create index absence_arrival_unseen on absence_arrival (id) where looked_at is null;

    create table first_day_call (
      id text primary key,
      pupil_id text not null,
      date date not null,
      called_on date not null,
      whom text not null check (whom in ('guardian', 'pupil')),
      reached boolean not null,
      content_id text,
      guardian_notified text check (guardian_notified in ('bySchoolSystem', 'here')),
      by_person text not null,
      at timestamptz not null
    );
    create index first_day_call_by_pupil on first_day_call (pupil_id, date);

    -- Whose an open duty of the school is: the named who still work here; else whoever holds the role, a mentor's for
    -- the class; a class without a mentor is the rector's.
    create view school_duty_holder as
    select d.key, dp.person_id
    from school_duty d
    join school_duty_person dp on dp.key = d.key
    join person p on p.id = dp.person_id and p.active
    where d.done_on is null
    union
    select d.key, pr.person_id
    from school_duty d
    join person_role pr on (pr.school_unit is null or d.school_unit is null or pr.school_unit = d.school_unit)
      and (pr.role = d.owner_role and (pr.role <> 'mentor' or pr.class is null or pr.class = d.class)
        or pr.role = 'rector' and d.owner_role = 'mentor' and not exists (
          select 1 from person_role m
          join person mp on mp.id = m.person_id and mp.active
          where m.role = 'mentor' and (m.school_unit is null or m.school_unit = d.school_unit)
            and (m.class is null or m.class = d.class)
        ))
    join person p on p.id = pr.person_id and p.active
    where d.done_on is null and not exists (
      select 1 from school_duty_person dp
      join person np on np.id = dp.person_id and np.active
      where dp.key = d.key
    );

    -- One list for pages and digests: what cases owe, and what schools owe beside them (case_id '').
    create view duty as
    select o.case_id, o.key, o.kind, c.number as case_number, c.pupil_id, c.school_unit, c.phase,
      null::text as class, o.owner, o.owner_role, o.from_date, o.due, o.escalate_on, o.escalate_to,
      o.escalated_on, o.subject_id, o.moved, null::date as lapses_on, '{}'::jsonb as how
    from obligation o
    join case_file c on c.id = o.case_id
    union all
    select '', d.key, d.kind, '', d.pupil_id, d.school_unit, null,
      d.class, jsonb_build_object('by', 'role', 'role', d.owner_role, 'schoolUnit', d.school_unit),
      d.owner_role, d.from_date, d.due, d.escalate_on, d.escalate_to,
      d.escalate_on, null, null, d.lapses_on, d.how
    from school_duty d
    where d.done_on is null;

    create view duty_holder as
    select case_id, key, person_id from obligation_holder
    union all
    select '', key, person_id from school_duty_holder;

    create view duty_reminder as
    select case_id, key, remind_on, null::date as lapses_on from obligation_reminder
    union all
    select '', r.key, r.remind_on, d.lapses_on
    from school_duty_reminder r
    join school_duty d on d.key = r.key and d.done_on is null;
  `.execute(db);
}
