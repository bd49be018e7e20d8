/** A file cut into records of texts: encoding, delimiter, quotes, and where it can't be read further. */
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import type { ImportProblem } from '../../domain/import-rows.ts';
import { decodeText } from './decode.ts';

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
/** Each row with fewer or more fields than the header costs as much as a hundred others: so many, and it's no table. */
const MAX_RAGGED_RECORDS = 20_000;
/** Cut at a time, so that others' requests come in between. */
const PIECE_CHARACTERS = 4096;
const HEADER_PEEK_CHARACTERS = 64 * 1024;
const delimiters = [';', ',', '\t'] as const;

const lineEnd = /\r\n|\r|\n/;

/** Excel's own word on a file's delimiter, in a line before the header. */
const spokenDelimiter = /^"?sep=([;,\t])"?[ \t]*(?:\r\n|\r|\n)/i;

/** How the file begins: lines before the header, the delimiter that one of them names, and the header if it's whole. */
const beginningOf = (start: string, skipRows: number) => {
  const spoken = spokenDelimiter.exec(start)?.[1] ?? null;
  const skip = spoken === null ? skipRows : Math.max(1, skipRows);
  const lines = start.split(lineEnd).slice(skip);
  return { spoken, skip, lines, isWhole: lines.slice(0, -1).some((line) => line.trim() !== '') };
};

/** The one that stands most often in the header, outside quotes. */
const detectDelimiter = (lines: readonly string[]): string => {
  const header = (lines.find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce<string>((best, next) => (count(next) > count(best) ? next : best), ';');
};

async function* prefixed(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield* inPieces(start);
  for await (const text of rest) yield* inPieces(text);
}

function* inPieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const cut = at + PIECE_CHARACTERS;
    // Never between the two halves of one character.
    const end = (text.codePointAt(cut - 1) ?? 0) > 0xffff ? cut + 1 : cut;
    yield text.slice(at, end);
    at = end;
  }
}

/** How a file is cut into records, before anybody knows what stands in them. */
type Cut = Pick<ImportMapping, 'delimiter' | 'encoding' | 'skipRows' | 'header'>;

export const ourCut: Cut = { delimiter: null, encoding: 'auto', skipRows: 0, header: true };

/**
 * Every record of the file as texts; row 0 is the header, and a file without one begins at row 1. Blank lines,
 * also those that a spreadsheet leaves as delimiters alone, are counted and left out.
 */
export async function* recordsOf(
  chunks: AsyncIterable<Uint8Array>,
  cut: Cut,
): AsyncGenerator<{ row: number; fields: string[] }> {
  const decoded = decodeText(chunks, cut.encoding);
  let start = '';
  while (start.length < HEADER_PEEK_CHARACTERS && !beginningOf(start, cut.skipRows).isWhole) {
    const next = await decoded.next();
    if (next.done) break;
    start += next.value;
  }
  const { spoken, skip, lines } = beginningOf(start, cut.skipRows);
  const parser = parse({
    delimiter: cut.delimiter ?? spoken ?? detectDelimiter(lines),
    from_line: skip + 1,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  const source = Readable.from(prefixed(start, decoded), { objectMode: false, encoding: 'utf8' });
  // The loop below meets every error; the callback only keeps the pipeline from throwing it a second time.
  pipeline(source, parser, () => {});
  const firstRow = cut.header ? 0 : 1;
  let row = firstRow - 1;
  try {
    for await (const record of parser) {
      const fields: string[] = record;
      row += 1;
      if (parser.info.invalid_field_length > MAX_RAGGED_RECORDS) {
        throw new BrokenFileError({ row, field: null, code: 'not-a-table', params: {} }, null);
      }
      if (fields.some((field) => field.trim() !== '')) yield { row, fields };
      else if (row === firstRow) row = firstRow - 1;
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
