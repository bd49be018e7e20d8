/** From which day a policy's version counts, and who saved it: null for what the municipality began with. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table policy
      add column valid_from date,
      add column saved_by text,
      add column saved_at timestamptz;
  `.execute(db);
}
