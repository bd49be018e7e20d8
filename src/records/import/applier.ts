/** How a checked row meets the records: the same shape for every kind of file. */
import type { Transaction } from 'kysely';
import type { ImportChange, ImportProblem, NumberedRow } from '../../domain/import-rows.ts';
import type { Database } from '../schema.ts';
import type { Upserted } from './upsert.ts';

export type Trx = Transaction<Database>;

export type Outcome = {
  added: number;
  changed: number;
  unchanged: number;
  /** Rows that the records contradict: an unknown school, the same pupil twice. Nothing of them was written. */
  bad: ImportProblem[];
  /** Only when asked for: what each row adds or changes. */
  changes: ImportChange[];
};

export type Applier<T> = {
  /** Writes what differs. Called with some hundreds of rows at a time, in the file's order. */
  apply(trx: Trx, rows: NumberedRow<T>[]): Promise<Outcome>;
  /**
   * After the last row of a file without a bad row: takes away what such a file no longer says of those whom it names
   * (a staff member's former role, a guardianship that ended). Answers how many.
   */
  removeMissing(trx: Trx): Promise<number>;
};

/** The records don't take the file as a whole: what it says can't be meant. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
  readonly problem: ImportProblem;

  constructor(problem: Omit<ImportProblem, 'row'>) {
    super(`the file isn't taken: ${problem.code}`);
    this.problem = { row: 0, ...problem };
  }
}

/** For files that only ever add and change. */
export const removesNothing = async (): Promise<number> => 0;

/** What a dry run wants to know besides the counts. */
export type Explain = { explain?: boolean };

/** Counts rows by what they did, and lists it when asked. */
export const countRows = <T>(
  rows: NumberedRow<T>[],
  bad: ImportProblem[],
  explain: boolean,
  didOf: (value: T) => { what: 'added' | 'changed' | 'unchanged'; fields: string[] },
): Outcome => {
  const outcome: Outcome = { added: 0, changed: 0, unchanged: 0, bad, changes: [] };
  for (const { row, value } of rows) {
    const { what, fields } = didOf(value);
    outcome[what] += 1;
    if (explain && what !== 'unchanged') outcome.changes.push({ row, what, fields });
  }
  return outcome;
};

/** What one row did to one table. */
export const didTo = (
  { added, changed, fields }: Upserted,
  key: string,
): { what: 'added' | 'changed' | 'unchanged'; fields: string[] } => ({
  what: added.has(key) ? 'added' : changed.has(key) ? 'changed' : 'unchanged',
  fields: fields.get(key) ?? [],
});
