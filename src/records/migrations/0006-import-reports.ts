/** An import's report is the same when it is looked up afterwards: in both languages, with what it took away. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_run add column removed integer not null default 0`.execute(db);
  await sql`alter table import_row add column message_en text`.execute(db);
  // Reports from before were kept in Swedish alone.
  await sql`update import_row set message_en = message`.execute(db);
  await sql`alter table import_row alter column message_en set not null`.execute(db);
}
