/** The append-only log of reads and writes (domain.md §3). The database refuses to change or remove a row. */
import type { CaseId, PupilId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { count } from './sql.ts';

export type AuditEntry = {
  at: Date;
  /** The id of the person, guardian or pupil. */
  personId: string;
  role: string;
  action: string;
  caseId: CaseId | null;
  pupilId: PupilId | null;
  /** Why it was allowed: `ownSchool`, `allocated`, … */
  relation: string | null;
};

export const writeAudit = (db: Db, entry: AuditEntry): Promise<void> => writeAudits(db, [entry]);

/** The rows of a list that shows what is kept about many, written at once. */
export async function writeAudits(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    at: entry.at,
    person_id: entry.personId,
    role: entry.role,
    action: entry.action,
    case_id: entry.caseId,
    pupil_id: entry.pupilId,
    relation: entry.relation,
  }));
  await db.insertInto('audit').values(rows).execute();
}

/** Entries of a case, a pupil or a person, the newest first, `limit` (100) from `offset`. */
export async function listAudit(
  db: Db,
  filter: { caseId?: CaseId; pupilId?: PupilId; personId?: string },
  page: { limit?: number; offset?: number } = {},
): Promise<{ entries: AuditEntry[]; total: number }> {
  let query = db.selectFrom('audit');
  if (filter.caseId !== undefined) query = query.where('case_id', '=', filter.caseId);
  if (filter.pupilId !== undefined) query = query.where('pupil_id', '=', filter.pupilId);
  if (filter.personId !== undefined) query = query.where('person_id', '=', filter.personId);
  const { total } = await query.select(count.as('total')).executeTakeFirstOrThrow();
  const entries = await query
    .select([
      'at',
      'person_id as personId',
      'role',
      'action',
      'case_id as caseId',
      'pupil_id as pupilId',
      'relation',
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { entries, total };
}
