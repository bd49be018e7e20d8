/** A CSV file as a stream of checked rows: one row in memory at a time, however long the file is. */
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { z } from 'zod';
import type { ImportKind, ImportProblem, ImportRows } from '../../domain/import-rows.ts';
import { importKinds } from '../../domain/import-rows.ts';
import { columnsOf, readHeader } from './columns.ts';
import { decodeText } from './decode.ts';
import { problemsOf } from './problems.ts';
import { rowSchemas } from './schemas.ts';

export type ParsedRow<T> =
  { row: number; ok: true; value: T } | { row: number; ok: false; problems: ImportProblem[] };

type ParsedFileOf<K extends ImportKind> = { kind: K; rows: AsyncGenerator<ParsedRow<ImportRows[K]>> };

/** The rows of one file; which type they have follows from its kind. */
export type ParsedFile = { [K in ImportKind]: ParsedFileOf<K> }[ImportKind];

/** The rest of the file can't be read: a quote that never closes, a record past all bounds. */
export class BrokenFileError extends Error {
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem, cause: unknown) {
    super(`the file can't be read past row ${problem.row}: ${problem.code}`, { cause });
    this.name = 'BrokenFileError';
    this.problem = problem;
  }
}

/** Past this a record isn't read at all, characters: a quote that isn't closed would swallow the whole file. */
const MAX_RECORD_CHARACTERS = 8 * 1024 * 1024;
const HEADER_PEEK_CHARACTERS = 64 * 1024;
const delimiters = [';', ',', '\t'] as const;

/** The one that stands most often in the header, outside quotes. */
const detectDelimiter = (start: string): string => {
  const line = (start.split(/\r?\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce<string>((best, next) => (count(next) > count(best) ? next : best), ';');
};

async function* prefixed(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (start !== '') yield start;
  yield* rest;
}

/** Every record of the file as texts; row 0 is the header. Blank lines are counted and left out. */
async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ row: number; fields: string[] }> {
  const decoded = decodeText(chunks);
  let start = '';
  while (start.length < HEADER_PEEK_CHARACTERS && !/\r|\n/.test(start)) {
    const next = await decoded.next();
    if (next.done) break;
    start += next.value;
  }
  const parser = parse({
    delimiter: detectDelimiter(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  const source = Readable.from(prefixed(start, decoded), { objectMode: false, encoding: 'utf8' });
  // The loop below meets every error; the callback only keeps the pipeline from throwing it a second time.
  pipeline(source, parser, () => {});
  let row = -1;
  try {
    for await (const record of parser) {
      const fields: string[] = record;
      row += 1;
      if (fields.length > 1 || fields[0]?.trim() !== '') yield { row, fields };
      else if (row === 0) row = -1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'record-too-long' : 'quote-not-closed';
    // How many records it had read, the header among them: the broken one's row.
    const before: unknown = error['records'];
    const brokenRow = typeof before === 'number' ? before : row + 1;
    throw new BrokenFileError({ row: brokenRow, field: null, code, params: {} }, error);
  }
}

async function* checkedRows<T>(
  records: AsyncGenerator<{ row: number; fields: string[] }>,
  columns: readonly (string | null)[],
  empty: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): AsyncGenerator<ParsedRow<T>> {
  for await (const { row, fields } of records) {
    if (fields.length !== columns.length) {
      const params = { expected: columns.length, found: fields.length };
      yield { row, ok: false, problems: [{ row, field: null, code: 'column-count', params }] };
      continue;
    }
    const texts: Record<string, string> = { ...empty };
    columns.forEach((name, at) => {
      if (name !== null) texts[name] = fields[at] ?? '';
    });
    const result = schema.safeParse(texts);
    yield result.success
      ? { row, ok: true, value: result.data }
      : { row, ok: false, problems: problemsOf(row, result.error) };
  }
}

/**
 * Reads the header of `chunks` and answers the kind of file and its rows, or what is wrong with the file as a whole.
 * `kind` is what the sender says that it is; null leaves it to the header. Iterating the rows throws
 * `BrokenFileError` where the file can't be read further.
 */
export const parseCsv = async (
  chunks: AsyncIterable<Uint8Array>,
  kind: ImportKind | null = null,
): Promise<{ ok: true; file: ParsedFile } | { ok: false; problem: ImportProblem }> => {
  const records = recordsOf(chunks);
  const refuse = (problem: Omit<ImportProblem, 'row'>) =>
    ({ ok: false, problem: { row: 0, ...problem } }) as const;
  let header: IteratorResult<{ row: number; fields: string[] }>;
  try {
    header = await records.next();
  } catch (error) {
    if (error instanceof BrokenFileError) return { ok: false, problem: error.problem };
    throw error;
  }
  if (header.done) return refuse({ field: null, code: 'empty-file', params: {} });
  const read = readHeader(header.value.fields, kind, importKinds);
  if (!read.ok) {
    await records.return(undefined);
    return refuse(read.problem);
  }
  const { layout } = read;
  const empty = Object.fromEntries(columnsOf[layout.kind].map(({ name }) => [name, '']));
  const rows = <T>(schema: z.ZodType<T>) => checkedRows(records, layout.columns, empty, schema);
  return { ok: true, file: fileOf(layout.kind, rows) };
};

const fileOf = (
  kind: ImportKind,
  rows: <T>(schema: z.ZodType<T>) => AsyncGenerator<ParsedRow<T>>,
): ParsedFile => {
  switch (kind) {
    case 'schoolUnits':
      return { kind, rows: rows(rowSchemas.schoolUnits) };
    case 'calendar':
      return { kind, rows: rows(rowSchemas.calendar) };
    case 'offeredTime':
      return { kind, rows: rows(rowSchemas.offeredTime) };
    case 'staff':
      return { kind, rows: rows(rowSchemas.staff) };
    case 'pupils':
      return { kind, rows: rows(rowSchemas.pupils) };
    case 'guardians':
      return { kind, rows: rows(rowSchemas.guardians) };
    case 'absence':
      return { kind, rows: rows(rowSchemas.absence) };
  }
};
