/** What a pupil's record said before. */
import type { PupilId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import type { Database } from './schema.ts';

export type PupilChange = {
  field: Database['pupil_history']['field'];
  /** Null where it would be personal, or where there was nothing. */
  from: string | null;
  at: Date;
  /** `import/<id>`, `merge/<person>`. */
  source: string;
};

/** The changes of a pupil's school, class, year, municipality, protection and being there: the newest first. */
export async function historyOf(db: Db, pupilId: PupilId): Promise<PupilChange[]> {
  return db
    .selectFrom('pupil_history')
    .select(['field', 'from_value as from', 'changed_at as at', 'source'])
    .where('pupil_id', '=', pupilId)
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}
