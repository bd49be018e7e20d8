/** SAML's answer is posted by the provider's page, without our cookies: it waits until the browser comes for it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_in_attempt add column answer jsonb`.execute(db);
}
