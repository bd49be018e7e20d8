/** One file, one transaction, one report: what people, the first start and every other sender use. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ImportMapping } from '../domain/import-mapping.ts';
import type { ImportKind, ImportMode } from '../domain/import-rows.ts';
import type { LocalDate } from '../domain/time.ts';
import { parseCsv } from '../integrations/csv/parse.ts';
import { BrokenFileError } from '../integrations/csv/records.ts';
import {
  type ImportCounts,
  type ImportHead,
  nameSource,
  saveImportRun,
  waitForOtherImports,
} from '../records/import/run.ts';
import { RefusedFile } from '../records/import/applier.ts';
import type { Database } from '../records/schema.ts';
import { applyFile } from './apply.ts';
import { followRun } from './follow-run.ts';
import { type ImportReport, Tally } from './report.ts';

export type ImportRequest = {
  /** What the sender says that it is; left out, the header tells. With a mapping it's the mapping's. */
  kind?: ImportKind | null;
  /** How another system's file is read; null for our own. */
  mapping?: ImportMapping | null;
  /** As the sender named it; only shown. */
  fileName: string;
  /** The bytes, whole or in pieces. */
  content: Uint8Array | AsyncIterable<Uint8Array>;
  mode: ImportMode;
  /**
   * The file names every pupil of the schools that it names: those who are missing have left, as of this day. Left
   * out, a file may hold some of them.
   */
  completeOn?: LocalDate | null;
  /**
   * The last day that absence can be from: today. Left out where the days ahead are made up with the rest, as in the
   * rehearsal's municipality, which holds a term that its clock hasn't lived.
   */
  absenceUntil?: LocalDate | null;
  /** Who imports: a person's id, or `system`. */
  by: string;
  at?: Date;
  /** Its id, where the sender gives one. */
  id?: string;
  /** Told after each batch. */
  onProgress?: (counts: ImportCounts) => void;
  /** Told once, when the run can be looked up. */
  onBegun?: () => void;
};

/** Carries the report out of a transaction that is to be rolled back. */
class RolledBack extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('the import is not to be kept');
    this.report = report;
  }
}

const asPieces = (content: ImportRequest['content']): AsyncIterable<Uint8Array> =>
  content instanceof Uint8Array
    ? (async function* () {
        yield content;
      })()
    : content;

/** The last part of a path, without control characters. */
const shownName = (fileName: string): string =>
  (fileName.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').slice(0, 200) || 'fil.csv';

/**
 * Imports one file. Bad rows and unreadable files are told in the report, never thrown: with 'all-or-nothing' one bad
 * row refuses the file, with 'good-rows' the others are applied, with 'dry-run' nothing is, and the report says what
 * each row would change. A repeated import changes nothing. While it runs, `import_run` shows how far it has come.
 * Throws only when the records or the sender's stream fail; nothing is kept then.
 */
export const importFile = async (db: Kysely<Database>, request: ImportRequest): Promise<ImportReport> => {
  const { mode, mapping = null, completeOn = null, absenceUntil = null, by } = request;
  const tally = new Tally();
  const parsed = await parseCsv(asPieces(request.content), request.kind ?? null, mapping);
  const head: ImportHead = {
    id: request.id ?? randomUUID(),
    kind: parsed.ok ? parsed.file.kind : (request.kind ?? mapping?.kind ?? null),
    mode,
    fileName: shownName(request.fileName),
    mapping: mapping?.name ?? null,
    by,
    at: request.at ?? new Date(),
  };
  const { by: _by, at: _at, ...shown } = head;
  const report = (status: ImportReport['status']) => tally.report({ ...shown, status });
  const save = (trx: Parameters<typeof saveImportRun>[0], done: ImportReport) =>
    saveImportRun(trx, { ...done, ...head, bad: done.badRows }, done.bad);

  if (!parsed.ok) {
    tally.addBad([parsed.problem]);
    const refused = report('refused');
    await save(db, refused);
    request.onBegun?.();
    return refused;
  }

  const { file } = parsed;
  const run = await followRun(db, head, () => tally.counts);
  request.onBegun?.();
  try {
    return await db.transaction().execute(async (trx) => {
      await waitForOtherImports(trx);
      await nameSource(trx, head.id);
      await applyFile(trx, file, {
        tally,
        explain: mode === 'dry-run',
        missingLeftOn: completeOn,
        absenceUntil,
        onBatch: () => request.onProgress?.(tally.counts),
      });
      if (mode === 'all-or-nothing' && tally.badRows > 0) throw new RolledBack(report('refused'));
      if (mode === 'dry-run') throw new RolledBack(report('dry'));
      const applied = report('applied');
      await run.stop();
      await save(trx, applied);
      return applied;
    });
  } catch (error) {
    await run.stop();
    if (error instanceof BrokenFileError || error instanceof RefusedFile) tally.addBad([error.problem]);
    else if (!(error instanceof RolledBack)) {
      await run.breakOff();
      throw error;
    }
    const kept = error instanceof RolledBack ? error.report : report('refused');
    await save(db, kept);
    return kept;
  } finally {
    await file.rows.return(undefined);
  }
};
