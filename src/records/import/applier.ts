/** How a checked row meets the records: the same shape for every kind of file. */
import type { Transaction } from 'kysely';
import type { ImportProblem, NumberedRow } from '../../domain/import-rows.ts';
import type { Database } from '../schema.ts';

export type Trx = Transaction<Database>;

type Outcome = {
  added: number;
  changed: number;
  unchanged: number;
  /** Rows that the records contradict: an unknown school, the same pupil twice. Nothing of them was written. */
  bad: ImportProblem[];
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

/** For files that only ever add and change. */
export const removesNothing = async (): Promise<number> => 0;
