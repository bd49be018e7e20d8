/** What somebody is writing in a form and hasn't sent: kept here, never in the browser. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table form_draft (
      person_id text not null,
      role text not null,
      -- The form's own address, with its ids.
      form text not null,
      values jsonb not null,
      updated_at timestamptz not null default now(),
      primary key (person_id, role, form)
    );
    create index form_draft_by_age on form_draft (updated_at);
  `.execute(db);
}
