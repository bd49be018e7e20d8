/** A team leader's flags: a note about a case, its answer, its end; and what they ask for among the other duties. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table case_flag (
      id text primary key,
      case_id text not null,
      flagged_by text not null,
      flagged_on date not null,
      note_id text not null references content (id),
      answered_by text,
      answered_on date,
      answer_id text references content (id),
      closed_by text,
      closed_on date,
      created_at timestamptz not null default now(),
      check ((answer_id is null) = (answered_by is null) and (answer_id is null) = (answered_on is null)),
      check ((closed_by is null) = (closed_on is null))
    );
    create index case_flag_by_case on case_flag (case_id, flagged_on);
    create index case_flag_open on case_flag (flagged_on) where closed_on is null;

    alter table school_duty add column case_id text;
    alter table school_duty drop constraint school_duty_kind_check;
    alter table school_duty add constraint school_duty_kind_check check (
      kind in ('weeklyReview', 'firstDayCall', 'yearWheelTask', 'dataSilence', 'answerFlag', 'closeFlag')
      and (kind in ('answerFlag', 'closeFlag')) = (case_id is not null)
    );
    create index school_duty_of_case on school_duty (case_id) where case_id is not null and done_on is null;

    -- As before; an answer to a flag is of the case's coordinators as they are, else of the team leaders.
    create or replace view school_duty_holder as
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
    where d.done_on is null and d.kind <> 'answerFlag' and not exists (
      select 1 from school_duty_person dp
      join person np on np.id = dp.person_id and np.active
      where dp.key = d.key
    )
    union
    select d.key, cc.person_id
    from school_duty d
    join case_coordinator cc on cc.case_id = d.case_id
    join person p on p.id = cc.person_id and p.active
    where d.done_on is null and d.kind = 'answerFlag'
    union
    select d.key, pr.person_id
    from school_duty d
    join person_role pr on pr.role = 'teamLeader'
    join person p on p.id = pr.person_id and p.active
    where d.done_on is null and d.kind = 'answerFlag' and not exists (
      select 1 from case_coordinator cc
      join person np on np.id = cc.person_id and np.active
      where cc.case_id = d.case_id
    );

    create or replace view duty as
    select o.case_id, o.key, o.kind, c.number as case_number, c.pupil_id, c.school_unit, c.phase,
      null::text as class, o.owner, o.owner_role, o.from_date, o.due, o.escalate_on, o.escalate_to,
      o.escalated_on, o.subject_id, o.moved, null::date as lapses_on, '{}'::jsonb as how
    from obligation o
    join case_file c on c.id = o.case_id
    union all
    select coalesce(d.case_id, ''), d.key, d.kind, coalesce(c.number, ''), coalesce(d.pupil_id, c.pupil_id),
      coalesce(d.school_unit, c.school_unit), c.phase,
      d.class, jsonb_build_object('by', 'role', 'role', d.owner_role, 'schoolUnit', d.school_unit),
      d.owner_role, d.from_date, d.due, d.escalate_on, d.escalate_to,
      d.escalate_on, d.how ->> 'flagId', null, d.lapses_on, d.how
    from school_duty d
    left join case_file c on c.id = d.case_id
    where d.done_on is null;

    create or replace view duty_holder as
    select case_id, key, person_id from obligation_holder
    union all
    select coalesce(d.case_id, ''), h.key, h.person_id
    from school_duty_holder h
    join school_duty d on d.key = h.key;

    create or replace view duty_reminder as
    select case_id, key, remind_on, null::date as lapses_on from obligation_reminder
    union all
    select coalesce(d.case_id, ''), r.key, r.remind_on, d.lapses_on
    from school_duty_reminder r
    join school_duty d on d.key = r.key and d.done_on is null;
  `.execute(db);
}
