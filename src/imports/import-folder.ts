/** A whole municipality from a folder of files: the sample on the first start, and anyone's own. */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { type ImportKind, importKinds } from '../domain/import-rows.ts';
import type { Database } from '../records/schema.ts';
import { importFile } from './import-file.ts';
import type { ImportReport } from './report.ts';

/** What each kind's file is called. */
const fileNames: Record<ImportKind, string> = {
  schoolUnits: 'skolenheter.csv',
  calendar: 'lasar.csv',
  offeredTime: 'erbjuden_tid.csv',
  staff: 'personal.csv',
  pupils: 'elever.csv',
  guardians: 'vardnadshavare.csv',
  absence: 'franvaro.csv',
};

/**
 * Imports the files of `folder` that are there, each whole or not at all, in the order that they build on each other.
 * Stops at the first that is refused and says why; files before it stay, and running it again goes on from there.
 * Throws when the folder holds none of them.
 */
export const importFolder = async (
  db: Kysely<Database>,
  folder: string,
  { by, at }: { by: string; at?: Date },
): Promise<ImportReport[]> => {
  const reports: ImportReport[] = [];
  for (const kind of importKinds) {
    const file = path.join(folder, fileNames[kind]);
    if (!existsSync(file)) continue;
    const report = await importFile(db, {
      kind,
      fileName: fileNames[kind],
      content: createReadStream(file),
      mode: 'all-or-nothing',
      by,
      ...(at && { at }),
    });
    reports.push(report);
    const [first] = report.bad;
    if (report.status === 'refused' && first) {
      throw new Error(`${file}, row ${first.row}, ${first.field ?? 'the file'}: ${first.message.en}`);
    }
  }
  if (reports.length === 0) {
    throw new Error(`${folder} holds none of ${Object.values(fileNames).join(', ')}`);
  }
  return reports;
};
