/** What was imported, for those who look it up afterwards. */
import { type ImportChange, type ImportKind, importKinds } from '../domain/import-rows.ts';
import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { ImportRunRow } from './import/run.ts';
import { count } from './sql.ts';

export type ImportSummary = {
  id: string;
  /** Null when the header wasn't recognised. */
  kind: ImportKind | null;
  mode: 'all-or-nothing' | 'good-rows' | 'dry-run';
  /** `running`: the counts are those so far. `interrupted`: broken off, and nothing of it was kept. */
  status: 'running' | 'applied' | 'refused' | 'dry' | 'interrupted';
  fileName: string;
  /** The mapping's name; null for our own files. */
  mapping: string | null;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  badRows: number;
  by: string;
  at: Date;
};

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
  return { imports: imports.map(summary), total };
}

/** The latest import of each kind of file, by kind. */
export async function latestImports(db: Db): Promise<ImportSummary[]> {
  const rows = await runs(db)
    .distinctOn('kind')
    .orderBy('kind')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(summary);
}

/** One import without its rows; null when unknown. */
export async function findSummary(db: Db, id: string): Promise<ImportSummary | null> {
  const run = await runs(db).where('id', '=', id).executeTakeFirst();
  return run === undefined ? null : summary(run);
}

/** One import with what was wrong, row by row; null when unknown. */
export async function findImport(
  db: Db,
  id: string,
): Promise<(ImportSummary & { bad: ImportRunRow[]; changes: ImportChange[] }) | null> {
  const run = await runs(db).select('changes').where('id', '=', id).executeTakeFirst();
  if (run === undefined) return null;
  const bad = await db
    .selectFrom('import_row')
    .select(['row', 'field', 'code', 'message', 'message_en'])
    .where('import_id', '=', id)
    .orderBy('row')
    .orderBy('field')
    .execute();
  const { changes, ...rest } = run;
  return {
    ...summary(rest),
    changes: changes ?? [],
    bad: bad.map(({ message, message_en, ...where }) => ({
      ...where,
      message: { sv: message, en: message_en },
    })),
  };
}

const summary = ({ kind, ...run }: Omit<ImportSummary, 'kind'> & { kind: string }): ImportSummary => ({
  ...run,
  kind: importKinds.find((known) => known === kind) ?? null,
});

/** A run gives a sign of life each second: silent for so long, its process is gone. */
const silentAfter = '1 minute';

const runs = (db: Db) =>
  db.selectFrom('import_run').select([
    'id',
    'kind',
    'mode',
    'mapping',
    sql<ImportSummary['status']>`case
        when status = 'running' and updated_at < now() - ${silentAfter}::interval then 'interrupted'
        else status end`.as('status'),
    'file_name as fileName',
    'rows',
    'added',
    'changed',
    'unchanged',
    'removed',
    'bad as badRows',
    'by',
    'created_at as at',
  ]);
