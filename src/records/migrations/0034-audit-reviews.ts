/** Rows of the log of reads that somebody has gone through, with what they found; and the log's rows by their day. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index audit_by_time on audit (at);

    create table audit_review (
      id text primary key,
      audit_id integer not null references audit (id),
      reviewed_by text not null,
      reviewed_at timestamptz not null,
      note text not null
    );
    create index audit_review_by_entry on audit_review (audit_id);
    create trigger audit_review_append_only before update or delete on audit_review
      for each statement execute function audit_is_append_only();
    create trigger audit_review_never_emptied before truncate on audit_review
      for each statement execute function audit_is_append_only();
  `.execute(db);
}
