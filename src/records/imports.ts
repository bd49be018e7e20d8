/** What was imported, for those who look it up afterwards. */
import type { Db } from './connect.ts';
import { count } from './sql.ts';

export type ImportSummary = {
  id: string;
  kind: string;
  mode: 'all-or-nothing' | 'good-rows' | 'dry-run';
  status: 'running' | 'applied' | 'refused' | 'dry';
  fileName: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  badRows: number;
  by: string;
  at: Date;
};

export type ImportProblemRow = { row: number; field: string | null; code: string; message: string };

/** Imports, the newest first, `limit` (100) from `offset`, and how many there are in all. */
export async function listImports(
  db: Db,
  page: { limit?: number; offset?: number } = {},
): Promise<{ imports: ImportSummary[]; total: number }> {
  const { total } = await db.selectFrom('import_run').select(count.as('total')).executeTakeFirstOrThrow();
  const imports = await runs(db)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { imports, total };
}

/** One import with what was wrong, row by row; null when unknown. */
export async function findImport(
  db: Db,
  id: string,
): Promise<(ImportSummary & { bad: ImportProblemRow[] }) | null> {
  const run = await runs(db).where('id', '=', id).executeTakeFirst();
  if (run === undefined) return null;
  const bad = await db
    .selectFrom('import_row')
    .select(['row', 'field', 'code', 'message'])
    .where('import_id', '=', id)
    .orderBy('row')
    .orderBy('field')
    .execute();
  return { ...run, bad };
}

const runs = (db: Db) =>
  db
    .selectFrom('import_run')
    .select([
      'id',
      'kind',
      'mode',
      'status',
      'file_name as fileName',
      'rows',
      'added',
      'changed',
      'unchanged',
      'bad as badRows',
      'by',
      'created_at as at',
    ]);
