/** What an import did, row by row where something was wrong. */
import type { ImportChange, ImportKind, ImportMode, ImportProblem } from '../domain/import-rows.ts';
import type { ImportCounts } from '../records/import/run.ts';
import { importProblemText } from '../texts/import-problems.ts';

export type ImportReport = {
  id: string;
  /** Null when the header wasn't recognised. */
  kind: ImportKind | null;
  fileName: string;
  /** The mapping that the file was read by; null for our own files. */
  mapping: string | null;
  mode: ImportMode;
  /** `refused`: nothing was written; `dry`: the counts are what would have happened. */
  status: 'applied' | 'refused' | 'dry';
  /** Rows after the header, blank lines aside. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Records that the file no longer names: former roles, guardianships, moved lov. */
  removed: number;
  badRows: number;
  /** At most `MAX_PROBLEMS`, in the file's order. `row` 1 is the first after the header, 0 the file itself. */
  bad: {
    row: number;
    field: string | null;
    code: ImportProblem['code'];
    message: { sv: string; en: string };
  }[];
  /** Of a dry run: what the first `MAX_CHANGES` rows that do anything would do. Field names, never values. */
  changes: ImportChange[];
};

/** A wholly wrong file needs no million lines to say so. */
const MAX_PROBLEMS = 1000;
const MAX_CHANGES = 1000;

/** Collects an import's counts and problems. */
export class Tally {
  rows = 0;
  added = 0;
  changed = 0;
  unchanged = 0;
  removed = 0;
  private readonly changes: ImportChange[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly badRowNumbers = new Set<number>();
  private badRowsBeyond = 0;

  get badRows(): number {
    return this.badRowNumbers.size + this.badRowsBeyond;
  }

  /** Problems of whole rows: no row comes in two calls. */
  addBad(problems: readonly ImportProblem[]): void {
    const rows = new Set(problems.map((problem) => problem.row));
    if (this.problems.length >= MAX_PROBLEMS) {
      this.badRowsBeyond += rows.size;
      return;
    }
    for (const row of rows) this.badRowNumbers.add(row);
    this.problems.push(...problems.slice(0, MAX_PROBLEMS - this.problems.length));
  }

  addChanges(changes: readonly ImportChange[]): void {
    this.changes.push(...changes.slice(0, Math.max(0, MAX_CHANGES - this.changes.length)));
  }

  /** The counts so far. */
  get counts(): ImportCounts {
    const { rows, added, changed, unchanged, removed, badRows: bad } = this;
    return { rows, added, changed, unchanged, removed, bad };
  }

  /** `refused` counts nothing as done. */
  report(head: Pick<ImportReport, 'id' | 'kind' | 'fileName' | 'mapping' | 'mode' | 'status'>): ImportReport {
    const done = head.status !== 'refused';
    return {
      ...head,
      rows: this.rows,
      added: done ? this.added : 0,
      changed: done ? this.changed : 0,
      unchanged: done ? this.unchanged : 0,
      removed: done ? this.removed : 0,
      badRows: this.badRows,
      bad: [...this.problems]
        .sort((a, b) => a.row - b.row)
        .map((problem) => ({
          row: problem.row,
          field: problem.field,
          code: problem.code,
          message: importProblemText(problem),
        })),
      changes: done ? [...this.changes].sort((a, b) => a.row - b.row) : [],
    };
  }
}
