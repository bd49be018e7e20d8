/** How far a workflow's time has been moved is asked of the engine itself: only its next moment is kept. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table rehearsal_workflow drop column shift_ms`.execute(db);
}
