/**
 * How another system's file is read: which of its columns is which of ours, and how it writes dates, numbers and
 * words. Data that a municipality saves; the conversions are here.
 */
import type { ImportKind } from './import-rows.ts';

/** How a date is written. One-digit days and months are read too; a time of day after it is left out. */
export const dateForms = [
  'yyyy-mm-dd',
  'yyyymmdd',
  'yyyy/mm/dd',
  'dd/mm/yyyy',
  'dd.mm.yyyy',
  'dd-mm-yyyy',
  'mm/dd/yyyy',
] as const;
export type DateForm = (typeof dateForms)[number];

/** One of our columns, found in their file by its heading or by its place, from 1. */
export type MappedColumn = { ours: string; theirs?: string | undefined; position?: number | undefined };

export type ImportMapping = {
  name: string;
  kind: ImportKind;
  /** Their columns in any order; those that aren't named are left out. One of theirs may serve two of ours. */
  columns: MappedColumn[];
  /** False: the first row is data already, and every column is found by its place. */
  header: boolean;
  /** Lines before the header: a title, a date of printing. */
  skipRows: number;
  /** Null: the one that stands most often in the header. */
  delimiter: ';' | ',' | '\t' | '|' | null;
  encoding: 'auto' | 'utf-8' | 'utf-16le' | 'windows-1252';
  dateForm: DateForm;
  /** `1,5` is one and a half; else `1.5` is. */
  decimalComma: boolean;
  /** What their time is in: whole minutes, or hours (`1,5`, `1:30`, `1 tim 30 min`). */
  minutesIn: 'minutes' | 'hours';
  /** For each of our columns, their words and ours: `{ typ: { Sjuk: 'giltig' } }`. `''` is a field left empty, `*` every other word. */
  values: Record<string, Record<string, string>>;
  /** Our columns that their file lacks and that are the same in every row. */
  constants: Record<string, string>;
  /** Files of this name are read by this mapping, in the watched folder and on the command line; `*` is anything. */
  filePattern: string | null;
  /** Of pupils: whoever is missing from the file has left the schools that it names. */
  complete: boolean;
};

const order: Record<DateForm, { pattern: RegExp; at: [year: number, month: number, day: number] }> = {
  'yyyy-mm-dd': { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, at: [1, 2, 3] },
  yyyymmdd: { pattern: /^(\d{4})(\d{2})(\d{2})$/, at: [1, 2, 3] },
  'yyyy/mm/dd': { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, at: [1, 2, 3] },
  'dd/mm/yyyy': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, at: [3, 2, 1] },
  'dd.mm.yyyy': { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, at: [3, 2, 1] },
  'dd-mm-yyyy': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})$/, at: [3, 2, 1] },
  'mm/dd/yyyy': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, at: [3, 1, 2] },
};

const timeOfDay = /[ T]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?Z?$/;

/** A date as our files write it, `yyyy-mm-dd`; null when it isn't in the form. Whether the day exists isn't asked. */
export const dateInForm = (text: string, form: DateForm): string | null => {
  const { pattern, at } = order[form];
  const match = pattern.exec(text.trim().replace(timeOfDay, ''));
  if (match === null) return null;
  const [year = '', month = '', day = ''] = at.map((group) => match[group] ?? '');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const decimal = (text: string, decimalComma: boolean): number | null => {
  // Spaces, also unbroken ones, stand between thousands.
  const bare = text.replace(/\s/g, '');
  const pattern = decimalComma ? /^-?\d{1,9}(,\d+)?$/ : /^-?\d{1,9}(\.\d+)?$/;
  return pattern.test(bare) ? Number(bare.replace(',', '.')) : null;
};

const hoursAndMinutes =
  /^(-?\d{1,4})\s*(?:h|tim(?:mar|me)?)\.?\s*(?:(\d{1,2})\s*(?:m|min(?:uter|ut)?)\.?)?$/i;
const clockLike = /^(-?\d{1,4}):([0-5]\d)(?::[0-5]\d)?$/;
const unitAfter = /(?:h|tim(?:mar|me)?|m|min(?:uter|ut)?)\.?$/i;
const saysMinutes = /\d\s*m(in(uter|ut)?)?\.?$/i;

/**
 * Minutes from what a file says of time, rounded to whole ones; null when it can't be read. A unit after the number
 * goes before what the mapping says: `45 min` is 45 also where hours are expected.
 */
export const minutesFrom = (
  text: string,
  how: Pick<ImportMapping, 'minutesIn' | 'decimalComma'>,
): number | null => {
  const trimmed = text.trim();
  const apart = hoursAndMinutes.exec(trimmed) ?? clockLike.exec(trimmed);
  if (apart !== null && (apart[2] !== undefined || how.minutesIn === 'hours')) {
    const hours = Number(apart[1]);
    const minutes = Number(apart[2] ?? 0);
    return hours * 60 + (trimmed.startsWith('-') ? -minutes : minutes);
  }
  const number = decimal(trimmed.replace(unitAfter, ''), how.decimalComma);
  if (number === null) return null;
  const inHours = unitAfter.test(trimmed) ? !saysMinutes.test(trimmed) : how.minutesIn === 'hours';
  return Math.round(inHours ? number * 60 : number);
};

/** Our word for theirs, in any case; null when the mapping has none. Without a table the word is ours already. */
export const ourWord = (
  { values }: Pick<ImportMapping, 'values'>,
  column: string,
  theirs: string,
): string | null => {
  const table = values[column];
  const word = theirs.trim().toLowerCase();
  if (table === undefined) return theirs;
  const found = Object.entries(table).find(([said]) => said.trim().toLowerCase() === word);
  return found?.[1] ?? (word === '' ? '' : (table['*'] ?? null));
};

/** Whether a file's name is one of those that the mapping is for. */
export const isForFile = ({ filePattern }: Pick<ImportMapping, 'filePattern'>, fileName: string): boolean => {
  if (filePattern === null) return false;
  const parts = filePattern.toLowerCase().split('*');
  const name = fileName.toLowerCase();
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return name.length - last.length >= at && name.endsWith(last);
};
