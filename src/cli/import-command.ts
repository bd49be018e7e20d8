/** `bryggan import`: files into the records, whether or not Bryggan runs beside. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type { LocalDate } from '../domain/time.ts';
import { importPlanned, planFiles } from '../imports/files.ts';
import type { ImportReport } from '../imports/report.ts';
import { findMapping } from '../records/import-mappings.ts';
import type { Database } from '../records/schema.ts';
import { importReportLines } from '../texts/import-report.ts';
import { type ImportArguments, UsageError } from './arguments.ts';
import { progressOn } from './terminal.ts';

export type Terminal = { out: NodeJS.WriteStream; err: NodeJS.WriteStream };

/** Of a folder, its files that aren't hidden; a file as it is. */
const filesIn = async (given: string): Promise<string[]> => {
  const stats = await stat(given).catch(() => null);
  if (stats === null) throw new UsageError(`${given}: there is no such file or folder.`);
  if (!stats.isDirectory()) return [given];
  const names = (await readdir(given, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && /^[^.].*\.(csv|txt|tsv)$/i.test(entry.name))
    .map((entry) => path.join(given, entry.name));
  if (names.length === 0) throw new UsageError(`${given}: holds no .csv, .txt or .tsv file.`);
  return names;
};

/** Whether nothing of the file was left out. */
const isWhole = (report: ImportReport): boolean => report.status !== 'refused' && report.badRows === 0;

/**
 * Imports the files one after the other, each whether or not the one before was refused, and prints a report of
 * each. Answers the exit code: 0 when everything was taken in, 1 when not. Throws UsageError.
 */
export const importCommand = async (
  db: Kysely<Database>,
  asked: ImportArguments,
  { out, err }: Terminal,
  today: LocalDate,
): Promise<0 | 1> => {
  const mapping = asked.mapping === null ? null : await findMapping(db, asked.mapping);
  if (asked.mapping !== null && mapping === null) {
    throw new UsageError(`--mapping ${asked.mapping}: no such mapping is saved.`);
  }
  const files = (await Promise.all(asked.paths.map(filesIn))).flat();
  let all = true;
  for (const file of await planFiles(db, files, { mapping, kind: mapping === null ? asked.kind : null })) {
    const progress = progressOn(err, path.basename(file.path), Date.now);
    const report = await importPlanned(db, file, {
      mode: asked.mode,
      by: 'command line',
      today,
      complete: asked.complete,
      onProgress: progress.show,
    }).finally(progress.clear);
    out.write(asked.json ? `${JSON.stringify(report)}\n` : `${importReportLines(report, 'en').join('\n')}\n`);
    all &&= isWhole(report);
  }
  return all ? 0 : 1;
};
