/** What was imported, by whom, and what was wrong with it. */
import { sql } from 'kysely';
import type { ImportChange, ImportKind, ImportMode } from '../../domain/import-rows.ts';
import { type Db, inTransaction } from '../connect.ts';
import { json } from '../sql.ts';

/** What is known of an import from its first row on. */
export type ImportHead = {
  id: string;
  kind: ImportKind | null;
  mode: ImportMode;
  fileName: string;
  /** The mapping's name; null for our own files. */
  mapping: string | null;
  by: string;
  at: Date;
};

export type ImportCounts = {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Rows with a problem, each counted once. */
  bad: number;
};

export type ImportRun = ImportHead &
  ImportCounts & {
    status: 'applied' | 'refused' | 'dry';
    /** Of a dry run. */
    changes: readonly ImportChange[];
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

/** What changes from now to the transaction's end is noted in a pupil's history as this import's. */
export const nameSource = async (trx: Db, importId: string): Promise<void> => {
  await sql`select set_config('bryggan.source', ${`import/${importId}`}, true)`.execute(trx);
};

const nothingYet: ImportCounts = { rows: 0, added: 0, changed: 0, unchanged: 0, removed: 0, bad: 0 };

/** Says that an import runs: outside its transaction, so that others see it. Who has said so already may say it again. */
export const beginImportRun = async (db: Db, head: ImportHead): Promise<void> => {
  await db
    .insertInto('import_run')
    .values({ ...columnsOf(head), ...nothingYet, status: 'running' })
    .onConflict((oc) => oc.column('id').doUpdateSet({ kind: head.kind ?? '' }))
    .execute();
};

/** Says how far it has come, and that it lives. A run that has ended meanwhile stays as it ended. */
export const noteProgress = async (db: Db, id: string, counts: ImportCounts): Promise<void> => {
  await db
    .updateTable('import_run')
    .set({ ...counts, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute();
};

/** Says that it was broken off: by the records, or by its sender. Nothing of it was kept. */
export const breakOffImportRun = async (db: Db, id: string): Promise<void> => {
  await db
    .updateTable('import_run')
    .set({ status: 'interrupted', added: 0, changed: 0, unchanged: 0, removed: 0 })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute();
};

/** Writes the run as it ended, and its problems; an unrecognised file's kind is an empty text. */
export const saveImportRun = (db: Db, run: ImportRun, problems: readonly ImportRunRow[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { id, status, rows, added, changed, unchanged, removed, bad, changes } = run;
    const ended = {
      kind: run.kind ?? '',
      status,
      rows,
      added,
      changed,
      unchanged,
      removed,
      bad,
      changes: changes.length === 0 ? null : json(changes),
      updated_at: sql<Date>`now()`,
    };
    await trx
      .insertInto('import_run')
      .values({ ...columnsOf(run), ...ended })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(ended))
      .execute();
    if (problems.length === 0) return;
    await sql`
      insert into import_row (import_id, "row", field, code, message, message_en)
      select ${id}, p."row", p.field, p.code, p.message ->> 'sv', p.message ->> 'en'
      from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb)
        as p("row" integer, field text, code text, message jsonb)`.execute(trx);
  });

const columnsOf = ({ id, kind, mode, fileName, mapping, by, at }: ImportHead) => ({
  id,
  kind: kind ?? '',
  mode,
  file_name: fileName,
  mapping,
  by,
  created_at: at,
});
