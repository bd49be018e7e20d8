/** What has happened in a case, in order. */
import type { RecordedEvent } from '../domain/case/events.ts';
import type { CaseId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import type { Db } from './connect.ts';

/** The case's events from `afterSeq` (0) on, at most `limit` (1000). Ids and choices only; texts are content. */
export async function readTimeline(
  db: Db,
  caseId: CaseId,
  page: { afterSeq?: number; limit?: number } = {},
): Promise<RecordedEvent[]> {
  const rows = await db
    .selectFrom('timeline')
    .select(['seq', 'at', 'on_date as on', 'actor as by', 'event'])
    .where('case_id', '=', caseId)
    .where('seq', '>', page.afterSeq ?? 0)
    .orderBy('seq')
    .limit(page.limit ?? 1000)
    .execute();
  return rows.map((row) => ({ ...row, at: instant(row.at.getTime()) }));
}
