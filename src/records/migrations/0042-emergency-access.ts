/** Cases that a coordinator opened without having them: why, until when, and that the team leader went through it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table emergency_access (
      id text primary key,
      person_id text not null references person (id),
      -- Null where nothing was opened. What was sought isn't kept: it may be somebody's number.
      case_id text,
      reason_id text not null,
      at timestamptz not null,
      until timestamptz not null,
      -- The team leaders' mail is written.
      told boolean not null default false,
      reviewed_by text,
      reviewed_at timestamptz,
      check (until >= at),
      check ((reviewed_by is null) = (reviewed_at is null))
    );
    create index emergency_access_of_person on emergency_access (person_id, until);
    create index emergency_access_to_review on emergency_access (at) where reviewed_at is null;
    create index emergency_access_to_tell on emergency_access (at) where not told;
  `.execute(db);
}
