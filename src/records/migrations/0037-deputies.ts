/** Who stands in for a coordinator, in which cases and on which days; and whose each case is by that. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deputyship (
      id text primary key,
      coordinator_id text not null references person (id),
      deputy_id text not null references person (id),
      from_date date not null,
      until date not null,
      -- Null: all that the coordinator has, whose pupil isn't protected.
      case_ids text[],
      named_by text not null,
      named_at timestamptz not null,
      ended_by text,
      ended_at timestamptz,
      check (deputy_id <> coordinator_id),
      check (until >= from_date),
      check ((ended_by is null) = (ended_at is null))
    );
    create index deputyship_of_deputy on deputyship (deputy_id, until) where ended_at is null;
    create index deputyship_of_coordinator on deputyship (coordinator_id, until) where ended_at is null;

    -- The rules of src/domain/deputies.ts, but for the day: from_date and until are asked for by whoever reads.
    create view case_deputy as
    select cc.case_id, cc.person_id as coordinator_id, d.deputy_id, d.from_date, d.until
    from deputyship d
    join case_coordinator cc on cc.person_id = d.coordinator_id
    join case_file c on c.id = cc.case_id
    join person p on p.id = d.deputy_id and p.active
    left join pupil on pupil.id = c.pupil_id
    where d.ended_at is null
      and case when d.case_ids is null
        then coalesce(pupil.security_marking, 'none') = 'none' and c.state -> 'pupil' ->> 'protectedIdentity' is distinct from 'true'
        else cc.case_id = any (d.case_ids) end
      and exists (select from person_role pr where pr.person_id = d.deputy_id and pr.role = 'coordinator');
  `.execute(db);
}
