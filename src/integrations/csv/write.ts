/** Writes CSV for spreadsheets: UTF-8 with BOM, semicolons as in Sweden, formulas made harmless. */
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/**
 * The rows under a heading each. A text that a spreadsheet would run (it begins with = + - @ or a tab) gets an
 * apostrophe before it; null is an empty cell, a decimal has a comma.
 */
export function writeCsv(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([headings, ...rows], {
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { number: (value) => String(value).replace('.', ',') },
  });
}
