/** What a source tells of time, lesson by lesson or activity by activity: put together as `absence_offered`. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table source_time (
      source_id text not null references source on delete cascade,
      external_id text not null,
      student text not null,
      lesson_id text,
      -- Of aggregated attendance, which has no lessons.
      date date,
      -- Null: the source doesn't say.
      offered_minutes integer,
      reported_minutes integer,
      placed_on date,
      run_id text not null,
      gone boolean not null default false,
      -- Its day hasn't been read whole.
      held boolean not null default false,
      dirty boolean not null default true,
      primary key (source_id, external_id)
    );
    create index source_time_dirty on source_time (source_id, student) where dirty;
    create index source_time_by_student on source_time (source_id, student);
    create index source_time_by_lesson on source_time (source_id, lesson_id);
    create index source_time_by_date on source_time (source_id, date) where date is not null;
  `.execute(db);
}
