/** What a source itself says of a pupil's day, where it does: it goes before the year's minutes a day. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table absence_offered (
      pupil_id text not null references pupil on delete cascade,
      date date not null,
      offered_minutes integer check (offered_minutes >= 0),
      reported_minutes integer check (reported_minutes >= 0),
      primary key (pupil_id, date),
      check (offered_minutes is not null or reported_minutes is not null)
    );

    -- The latest import of a kind is asked for by every page with figures.
    create index import_run_by_kind on import_run (kind, created_at desc) where status = 'applied';
  `.execute(db);
}
