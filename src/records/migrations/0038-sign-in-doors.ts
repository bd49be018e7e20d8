/** Staff and families come in by doors of their own: what was begun at one isn't finished at the other. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Those under way are begun anew: ten minutes at most are lost.
    delete from sign_in_attempt;
    alter table sign_in_attempt add column door text not null;
  `.execute(db);
}
