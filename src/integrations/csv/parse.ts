/** A CSV file as a stream of checked rows: one row in memory at a time, however long the file is. */
import type { z } from 'zod';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import type { ImportKind, ImportProblem, ImportRows } from '../../domain/import-rows.ts';
import { importKinds } from '../../domain/import-rows.ts';
import { columnsOf, readHeader } from './columns.ts';
import { readByMapping, type Reading } from './mapping.ts';
import { problemsOf } from './problems.ts';
import { BrokenFileError, ourCut, recordsOf } from './records.ts';
import { rowSchemas } from './schemas.ts';

export type ParsedRow<T> =
  { row: number; ok: true; value: T } | { row: number; ok: false; problems: ImportProblem[] };

type ParsedFileOf<K extends ImportKind> = { kind: K; rows: AsyncGenerator<ParsedRow<ImportRows[K]>> };

/** The rows of one file; which type they have follows from its kind. */
export type ParsedFile = { [K in ImportKind]: ParsedFileOf<K> }[ImportKind];

async function* checkedRows<T>(
  records: AsyncGenerator<{ row: number; fields: string[] }>,
  reading: Reading,
  schema: z.ZodType<T>,
): AsyncGenerator<ParsedRow<T>> {
  const empty = Object.fromEntries(columnsOf[reading.kind].map(({ name }) => [name, '']));
  const { width, constants } = reading;
  const expected = 'exactly' in width ? width.exactly : width.atLeast;
  for await (const { row, fields } of records) {
    if ('exactly' in width ? fields.length !== expected : fields.length < expected) {
      const params = { expected, found: fields.length };
      yield { row, ok: false, problems: [{ row, field: null, code: 'column-count', params }] };
      continue;
    }
    const texts: Record<string, string> = { ...empty, ...constants };
    const unread = new Map<string | null, ImportProblem>();
    for (const { name, at } of reading.picks) {
      const text = reading.convert(name, fields[at] ?? '');
      if (typeof text === 'string') texts[name] = text;
      else unread.set(name, { row, field: name, ...text });
    }
    const result = schema.safeParse(texts);
    if (result.success && unread.size === 0) yield { row, ok: true, value: result.data };
    else {
      const others = result.success ? [] : problemsOf(row, result.error);
      // What couldn't be read explains what the schema then misses.
      const problems = [...unread.values(), ...others.filter((one) => !unread.has(one.field))];
      yield { row, ok: false, problems };
    }
  }
}

/** Our own files: each column by its heading, each text as it stands. */
const asOurs = (kind: ImportKind, columns: readonly (string | null)[]): Reading => ({
  kind,
  width: { exactly: columns.length },
  picks: columns.flatMap((name, at) => (name === null ? [] : [{ name, at }])),
  convert: (_, text) => text,
  constants: {},
});

async function* withFirst<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/**
 * Reads the header of `chunks` and answers the kind of file and its rows, or what is wrong with the file as a whole.
 * `kind` is what the sender says that it is; null leaves it to the header. With a mapping the file is of the mapping's
 * kind. Iterating the rows throws `BrokenFileError` where the file can't be read further.
 */
export const parseCsv = async (
  chunks: AsyncIterable<Uint8Array>,
  kind: ImportKind | null = null,
  mapping: ImportMapping | null = null,
): Promise<{ ok: true; file: ParsedFile } | { ok: false; problem: ImportProblem }> => {
  const records = recordsOf(chunks, mapping ?? ourCut);
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
  const read = readingOf(header.value.fields, kind, mapping);
  if (!read.ok) {
    await records.return(undefined);
    return refuse(read.problem);
  }
  const { reading } = read;
  const data = mapping?.header === false ? withFirst(header.value, records) : records;
  const rows = <T>(schema: z.ZodType<T>) => checkedRows(data, reading, schema);
  return { ok: true, file: fileOf(reading.kind, rows) };
};

const readingOf = (
  headings: readonly string[],
  kind: ImportKind | null,
  mapping: ImportMapping | null,
): ReturnType<typeof readByMapping> => {
  if (mapping !== null) return readByMapping(mapping, headings);
  const read = readHeader(headings, kind, importKinds);
  return read.ok ? { ok: true, reading: asOurs(read.layout.kind, read.layout.columns) } : read;
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
