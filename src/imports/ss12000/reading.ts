/** What a reading of a source works with: the run, its report as it grows, and the ways out. */
import type { Kysely } from 'kysely';
import {
  addApplied,
  addCount,
  addNote,
  type AppliedCount,
  type ResourceCount,
  type SourceNote,
  type SourceRun,
} from '../../domain/source-run.ts';
import type { SchoolCalendar } from '../../domain/calendar.ts';
import type { Instant, LocalDate } from '../../domain/time.ts';
import type { Patience } from '../../integrations/ss12000/http.ts';
import type { SourceClient } from '../../integrations/ss12000/client.ts';
import type { FieldNote } from '../../integrations/ss12000/lenient.ts';
import type { Trx } from '../../records/import/applier.ts';
import type { Database } from '../../records/schema.ts';
import { saveProblems, type SourceProblem } from '../../records/sources/problems.ts';
import { saveReport } from '../../records/sources/runs.ts';

export type ReadingDeps = {
  db: Kysely<Database>;
  client: SourceClient;
  patience: Patience;
  /** Waits; throws when the reading is called off. */
  pause(ms: number): Promise<void>;
  /** Called after each page and batch: the activity's heartbeat. */
  progress(what: string): void;
};

const noteCodes: Record<FieldNote['code'], SourceNote['code']> = {
  missing: 'attribute-missing',
  'unknown-value': 'unknown-value',
  unreadable: 'unreadable-value',
};

/**
 * One run. Its report is saved within the transactions that it tells of: after a crash it says what stands in the
 * records, no more and no less.
 */
export class Reading {
  readonly deps: ReadingDeps;
  readonly sourceId: string;
  /** Domain time of the run's beginning; a run that is taken up again keeps it. */
  readonly at: Instant;
  readonly today: LocalDate;
  /** The wall clock. */
  readonly zone: SchoolCalendar;
  private run: SourceRun;

  constructor(deps: ReadingDeps, run: SourceRun, zone: SchoolCalendar, today: LocalDate) {
    this.deps = deps;
    this.run = run;
    this.sourceId = run.sourceId;
    this.at = run.begunAt;
    this.zone = zone;
    this.today = today;
  }

  get runId(): string {
    return this.run.id;
  }

  get report(): SourceRun['report'] {
    return this.run.report;
  }

  count(resource: string, more: Partial<ResourceCount>): void {
    this.run = { ...this.run, report: addCount(this.run.report, resource, more) };
  }

  applied(kind: string, more: Partial<AppliedCount>): void {
    this.run = { ...this.run, report: addApplied(this.run.report, kind, more) };
  }

  note(code: SourceNote['code'], resource: string, field: string | null = null, count = 1): void {
    this.run = { ...this.run, report: addNote(this.run.report, { code, resource, field, count }) };
  }

  noteFields(resource: string, notes: readonly FieldNote[]): void {
    for (const { code, field } of notes) this.note(noteCodes[code], resource, field);
  }

  has(code: SourceNote['code'], resource: string): boolean {
    return this.run.report.notes.some((note) => note.code === code && note.resource === resource);
  }

  /** One transaction whose report stands or falls with it. */
  async inTransaction<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
    const before = this.run;
    try {
      return await this.deps.db.transaction().execute(async (trx) => {
        const done = await work(trx);
        await saveReport(trx, this.runId, this.run.report);
        return done;
      });
    } catch (error) {
      this.run = before;
      throw error;
    }
  }

  async problems(trx: Trx, problems: readonly SourceProblem[]): Promise<void> {
    const more = await saveProblems(trx, this.runId, problems);
    this.run = { ...this.run, report: { ...this.run.report, problems: this.run.report.problems + more } };
  }
}
