/** Each person's address to subscribe to their calendar by, one for each role: its hash alone. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_feed (
      token_hash text primary key,
      person_id text not null,
      role text not null,
      created_at timestamptz not null default now(),
      unique (person_id, role)
    );
  `.execute(db);
}
