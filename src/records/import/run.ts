/** What was imported, by whom, and what was wrong with it. */
import { sql } from 'kysely';
import type { ImportKind, ImportMode } from '../../domain/import-rows.ts';
import { type Db, inTransaction } from '../connect.ts';

export type ImportRun = {
  id: string;
  kind: ImportKind | null;
  mode: ImportMode;
  status: 'applied' | 'refused' | 'dry';
  fileName: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Rows with a problem, each counted once. */
  bad: number;
  by: string;
  at: Date;
};

/** `message` says nothing of what stood in the row. */
export type ImportRunRow = {
  row: number;
  field: string | null;
  code: string;
  message: { sv: string; en: string };
};

/** One imports after the other: held to the transaction's end. Two that met would only undo each other's work. */
export const waitForOtherImports = async (db: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('bryggan import', 0))`.execute(db);
};

/** Writes the run and its problems; an unrecognised file's kind is an empty text. */
export const saveImportRun = (db: Db, run: ImportRun, problems: readonly ImportRunRow[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { id, mode, status, rows, added, changed, unchanged, removed, bad, by } = run;
    const kind = run.kind ?? '';
    await trx
      .insertInto('import_run')
      .values({
        id,
        kind,
        mode,
        status,
        file_name: run.fileName,
        rows,
        added,
        changed,
        unchanged,
        removed,
        bad,
        by,
        created_at: run.at,
      })
      .execute();
    if (problems.length === 0) return;
    await sql`
      insert into import_row (import_id, "row", field, code, message, message_en)
      select ${id}, p."row", p.field, p.code, p.message ->> 'sv', p.message ->> 'en'
      from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb)
        as p("row" integer, field text, code text, message jsonb)`.execute(trx);
  });
