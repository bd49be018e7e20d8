/** A case may stand before any order: the school has noticed something. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table case_file
      drop constraint case_file_phase_check,
      add constraint case_file_phase_check
        check (phase in ('noticed', 'ordering', 'ordered', 'assigned', 'monitoring', 'ended'))
  `.execute(db);
}
