/** Reads a file by a saved mapping: its columns found, its dates, numbers and words turned into ours. */
import {
  dateInForm,
  type ImportMapping,
  type MappedColumn,
  minutesFrom,
  ourWord,
} from '../../domain/import-mapping.ts';
import type { ImportKind, ImportProblem } from '../../domain/import-rows.ts';
import { columnsOf, type HeaderProblem, plain } from './columns.ts';
import * as words from './words.ts';

/** Where a row's texts stand, and what is done to each before it's checked. */
export type Reading = {
  kind: ImportKind;
  /** Fields in a row: exactly so many, or (without a header) at least. */
  width: { exactly: number } | { atLeast: number };
  picks: readonly { name: string; at: number }[];
  /** Our text for theirs, or why it can't be read. */
  convert: (name: string, text: string) => Converted;
  constants: Readonly<Record<string, string>>;
};

type Converted = string | Pick<ImportProblem, 'code' | 'params'>;

const dateColumns = new Set(['datum', 'från', 'till']);
const timeColumns = new Set(['minuter', 'minuter_per_dag']);

/** The words that we know in a column of ours; null where any text is fine. */
export const knownWords = (kind: ImportKind, column: string): readonly string[] | null => {
  const tables: Partial<Record<ImportKind, Record<string, ReadonlyMap<string, unknown>>>> = {
    schoolUnits: { skolform: words.schoolForms, huvudman: words.authorities },
    staff: { roll: words.roles },
    pupils: { skyddsmarkering: words.securityMarkings },
    guardians: { relation: words.relations },
    absence: { typ: words.absenceKinds },
  };
  const table = tables[kind]?.[column];
  return table === undefined ? null : [...table.keys()];
};

const convertBy =
  (mapping: ImportMapping) =>
  (name: string, text: string): Converted => {
    const blank = text.trim() === '';
    if (blank && (dateColumns.has(name) || timeColumns.has(name))) return text;
    if (dateColumns.has(name)) {
      return (
        dateInForm(text, mapping.dateForm) ?? { code: 'date-not-in-form', params: { form: mapping.dateForm } }
      );
    }
    if (timeColumns.has(name)) {
      const minutes = minutesFrom(text, mapping);
      return minutes === null ? { code: 'invalid-number', params: {} } : String(minutes);
    }
    return ourWord(mapping, name, text) ?? { code: 'word-not-mapped', params: {} };
  };

const placeOf = (column: MappedColumn, headings: readonly string[]): number =>
  column.position === undefined
    ? headings.findIndex((heading) => plain(heading) === plain(column.theirs ?? ''))
    : column.position - 1;

/**
 * How the file is to be read. `headings` is its header; without one, its first row, of which only the length counts.
 * A column of theirs that isn't there is told by our name; one that we can do without is left empty.
 */
export const readByMapping = (
  mapping: ImportMapping,
  headings: readonly string[],
): { ok: true; reading: Reading } | { ok: false; problem: HeaderProblem } => {
  const required = new Set(
    columnsOf[mapping.kind].filter((column) => column.required).map(({ name }) => name),
  );
  const picks: { name: string; at: number }[] = [];
  const missing: MappedColumn[] = [];
  for (const column of mapping.columns) {
    const at = placeOf(column, headings);
    if (at >= 0 && at < headings.length) picks.push({ name: column.ours, at });
    else if (required.has(column.ours)) missing.push(column);
  }
  const [first] = missing;
  if (first !== undefined) {
    const columns = missing.map(({ theirs, position }) => theirs ?? String(position)).join(', ');
    return { ok: false, problem: { code: 'missing-column', field: first.ours, params: { columns } } };
  }
  const atLeast = Math.max(0, ...picks.map(({ at }) => at + 1));
  return {
    ok: true,
    reading: {
      kind: mapping.kind,
      width: mapping.header ? { exactly: headings.length } : { atLeast },
      picks,
      convert: convertBy(mapping),
      constants: mapping.constants,
    },
  };
};
