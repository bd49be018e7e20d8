/** One file, one transaction, one report: what people, the first start and every other sender use. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ImportKind, ImportMode } from '../domain/import-rows.ts';
import { parseCsv } from '../integrations/csv/parse.ts';
import { BrokenFileError } from '../integrations/csv/records.ts';
import { saveImportRun, waitForOtherImports } from '../records/import/run.ts';
import type { Database } from '../records/schema.ts';
import { applyFile } from './apply.ts';
import { type ImportReport, Tally } from './report.ts';

export type ImportRequest = {
  /** What the sender says that it is; left out, the header tells. */
  kind?: ImportKind | null;
  /** As the sender named it; only shown. */
  fileName: string;
  /** The bytes, whole or in pieces. */
  content: Uint8Array | AsyncIterable<Uint8Array>;
  mode: ImportMode;
  /** Who imports: a person's id, or `system`. */
  by: string;
  at?: Date;
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
 * row refuses the file, with 'good-rows' the others are applied, with 'dry-run' nothing is. A repeated import changes
 * nothing. Throws only when the records or the sender's stream fail; nothing is kept then.
 */
export const importFile = async (db: Kysely<Database>, request: ImportRequest): Promise<ImportReport> => {
  const id = randomUUID();
  const { mode } = request;
  const fileName = shownName(request.fileName);
  const tally = new Tally();
  const save = (trx: Parameters<typeof saveImportRun>[0], report: ImportReport) =>
    saveImportRun(
      trx,
      { ...report, bad: report.badRows, by: request.by, at: request.at ?? new Date() },
      report.bad,
    );

  const parsed = await parseCsv(asPieces(request.content), request.kind ?? null);
  if (!parsed.ok) {
    tally.addBad([parsed.problem]);
    const report = tally.report({ id, kind: request.kind ?? null, fileName, mode, status: 'refused' });
    await save(db, report);
    return report;
  }

  const { file } = parsed;
  const report = (status: ImportReport['status']) =>
    tally.report({ id, kind: file.kind, fileName, mode, status });
  try {
    return await db.transaction().execute(async (trx) => {
      await waitForOtherImports(trx);
      await applyFile(trx, file, tally);
      if (mode === 'all-or-nothing' && tally.badRows > 0) throw new RolledBack(report('refused'));
      if (mode === 'dry-run') throw new RolledBack(report('dry'));
      const applied = report('applied');
      await save(trx, applied);
      return applied;
    });
  } catch (error) {
    if (error instanceof BrokenFileError) tally.addBad([error.problem]);
    else if (!(error instanceof RolledBack)) throw error;
    const kept = error instanceof RolledBack ? error.report : report('refused');
    await save(db, kept);
    return kept;
  } finally {
    await file.rows.return(undefined);
  }
};
