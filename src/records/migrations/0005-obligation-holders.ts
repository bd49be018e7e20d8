/** Whose a duty is at this moment, in one place for pages and digests. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The named who still work here; if there is none of them, whoever holds the role. A coordinator who has left
    -- is the team leader's matter: no duty is left without a holder because somebody moved.
    create view obligation_holder as
    select o.case_id, o.key, op.person_id
    from obligation o
    join obligation_person op on op.case_id = o.case_id and op.key = o.key
    join person p on p.id = op.person_id and p.active
    union
    select o.case_id, o.key, pr.person_id
    from person_role pr
    join person p on p.id = pr.person_id and p.active
    join obligation o on o.owner_role =
      any (case pr.role when 'teamLeader' then '{teamLeader,coordinator}' else array[pr.role] end::text[])
    join case_file c on c.id = o.case_id
    left join pupil on pupil.id = c.pupil_id
    where pr.role <> 'coordinator' and not exists (
      select 1 from obligation_person op
      join person p on p.id = op.person_id and p.active
      where op.case_id = o.case_id and op.key = o.key
    )
      and (pr.school_unit is null or pr.role = 'teamLeader' or pr.school_unit = coalesce(o.school_unit, c.school_unit))
      and (pr.role <> 'mentor' or pr.class is null or pr.class = pupil.class);
  `.execute(db);
}
