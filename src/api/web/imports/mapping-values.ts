/** A mapping as its form holds it, and back: tables of words as rows, signs by their names. The API's schema judges it. */
import type { ImportMapping } from '../../../domain/import-mapping.ts';
import { nameOfPointer, type FormValues } from '../../../ui/forms/spec.ts';

/** The signs between columns by the form's words; what isn't chosen is found out. */
const signs: Readonly<Record<string, NonNullable<ImportMapping['delimiter']>>> = {
  semicolon: ';',
  comma: ',',
  tab: '\t',
  bar: '|',
};

export const delimiters = ['auto', ...Object.keys(signs)] as (
  'auto' | 'semicolon' | 'comma' | 'tab' | 'bar'
)[];

/** What stands in the form for this mapping. */
export function mappingValues(mapping: ImportMapping): FormValues {
  const { columns, values, constants, delimiter } = mapping;
  const words = Object.entries(values).flatMap(([column, table]) =>
    Object.entries(table).map(([theirs, ours]) => ({ column, theirs, ours })),
  );
  const same = Object.entries(constants).map(([column, value]) => ({ column, value }));
  return {
    name: [mapping.name],
    kind: [mapping.kind],
    filePattern: [mapping.filePattern ?? ''],
    complete: [yesNo(mapping.complete)],
    header: [yesNo(mapping.header)],
    ...rowsOf('columns', columns),
    ...rowsOf('words', words),
    ...rowsOf('same', same),
    skipRows: [String(mapping.skipRows)],
    delimiter: [Object.keys(signs).find((name) => signs[name] === delimiter) ?? 'auto'],
    encoding: [mapping.encoding],
    dateForm: [mapping.dateForm],
    decimalComma: [yesNo(mapping.decimalComma)],
    minutesIn: [mapping.minutesIn],
  };
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const rowsOf = (name: string, rows: readonly object[]): FormValues =>
  Object.fromEntries(
    rows.flatMap((row, index) =>
      Object.entries(row).map(([key, value]) => [`${name}.${index}.${key}`, [String(value ?? '')]]),
    ),
  );

type Typed = Readonly<Record<string, unknown>>;

const typedRows = (typed: Typed, name: string): Record<string, string>[] => {
  const rows = typed[name];
  return Array.isArray(rows) ? rows.map((row: unknown) => Object(row)) : [];
};

/** The API's body for what was typed. */
export function mappingBody(all: Typed): unknown {
  const { words: _words, same: _same, delimiter, ...typed } = all;
  const values: Record<string, Record<string, string>> = {};
  for (const { column = '', theirs = '', ours = '' } of typedRows(all, 'words')) {
    values[column] = { ...values[column], [theirs]: ours };
  }
  const constants = Object.fromEntries(
    typedRows(all, 'same').map(({ column = '', value = '' }) => [column, value]),
  );
  return { columns: [], ...typed, delimiter: signs[String(delimiter)] ?? null, values, constants };
}

/** `/values/typ/Sjuk` → the row in which that word stands. */
export function mappingName(pointer: string, typed: Typed): string {
  const [, table, column = '', theirs] = pointer
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (table === 'values') {
    const row = typedRows(typed, 'words').findIndex(
      (one) => (one['column'] ?? '') === column && (theirs === undefined || (one['theirs'] ?? '') === theirs),
    );
    return row === -1 ? 'words' : `words.${row}.${theirs === undefined ? 'column' : 'ours'}`;
  }
  if (table === 'constants') {
    const row = typedRows(typed, 'same').findIndex((one) => (one['column'] ?? '') === column);
    return row === -1 ? 'same' : `same.${row}.value`;
  }
  return nameOfPointer(pointer);
}
