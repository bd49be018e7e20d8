/** What people say of the pages' accessibility (lag 2018:1937): kept until somebody has read it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accessibility_feedback (
      id text primary key,
      -- The page that it is about, as the writer names it.
      about text not null,
      note text not null,
      -- Null: no answer is wanted.
      contact text,
      -- Domain time.
      written_at timestamptz not null,
      read_at timestamptz,
      read_by text
    );
    create index accessibility_feedback_unread on accessibility_feedback (written_at) where read_at is null;
  `.execute(db);
}
