/** Files on a disk: which kind each is, by which mapping it's read, and in which order they build on each other. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { type ImportMapping, isForFile } from '../domain/import-mapping.ts';
import { type ImportKind, importKinds, type ImportMode } from '../domain/import-rows.ts';
import type { LocalDate } from '../domain/time.ts';
import { parseCsv } from '../integrations/csv/parse.ts';
import { listMappings } from '../records/import-mappings.ts';
import type { ImportCounts } from '../records/import/run.ts';
import type { Database } from '../records/schema.ts';
import { importFile } from './import-file.ts';
import type { ImportReport } from './report.ts';

export type FileToImport = {
  path: string;
  /** Null when the header isn't recognised: the import then says why. */
  kind: ImportKind | null;
  mapping: ImportMapping | null;
};

/** What a file holds, from its beginning alone. */
const kindOf = async (file: string, mapping: ImportMapping | null): Promise<ImportKind | null> => {
  if (mapping !== null) return mapping.kind;
  const content = createReadStream(file);
  try {
    const parsed = await parseCsv(content);
    if (!parsed.ok) return null;
    await parsed.file.rows.return(undefined);
    return parsed.file.kind;
  } finally {
    content.destroy();
  }
};

/**
 * The files in the order of their kinds: a school before its pupils, pupils before their absence, what isn't
 * recognised last. `mapping` is for all of them; else each is read by the first mapping whose pattern its name fits.
 */
export const planFiles = async (
  db: Kysely<Database>,
  files: readonly string[],
  how: { mapping?: ImportMapping | null; kind?: ImportKind | null } = {},
): Promise<FileToImport[]> => {
  const mappings = how.mapping ? [] : await listMappings(db);
  const planned: FileToImport[] = [];
  for (const file of files) {
    const named = mappings.find((mapping) => isForFile(mapping, path.basename(file)));
    const mapping = how.mapping ?? named ?? null;
    planned.push({ path: file, mapping, kind: how.kind ?? (await kindOf(file, mapping)) });
  }
  const rank = ({ kind }: FileToImport) => (kind === null ? importKinds.length : importKinds.indexOf(kind));
  return planned.sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
};

/** Imports one planned file. `signal` breaks it off: nothing of it is kept then, and this throws. */
export const importPlanned = (
  db: Kysely<Database>,
  file: FileToImport,
  how: {
    mode: ImportMode;
    by: string;
    /** The day on which those who are missing from a file that is said to be whole have left, and the last of absence. */
    today: LocalDate;
    /** Says so of a pupils' file whatever its mapping says. */
    complete?: boolean;
    signal?: AbortSignal;
    onProgress?: (counts: ImportCounts) => void;
  },
): Promise<ImportReport> => {
  const { mode, by, today, signal, onProgress } = how;
  const complete = how.complete === true || file.mapping?.complete === true;
  return importFile(db, {
    kind: file.kind,
    mapping: file.mapping,
    fileName: path.basename(file.path),
    content: createReadStream(file.path, signal === undefined ? {} : { signal }),
    mode,
    completeOn: complete ? today : null,
    absenceUntil: today,
    by,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
};
