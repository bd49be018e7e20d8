/** Readings of a source: one under way for each kind at most, taken up again where it was broken off. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  emptyReport,
  type SourceFailureCode,
  sourceFailureCodes,
  type SourceReading,
  type SourceReport,
  type SourceRun,
} from '../../domain/source-run.ts';
import { instant, type Instant, localDate, type LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { count, json } from '../sql.ts';

const counted = z.object({ pages: z.int(), read: z.int(), changed: z.int(), unreadable: z.int() });
const applied = z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() });
const reportShape: z.ZodType<SourceReport> = z.object({
  resources: z.record(z.string(), counted),
  applied: z.record(z.string(), applied),
  notes: z.array(
    z.object({
      code: z.enum([
        'endpoint-missing',
        'endpoint-refused',
        'attribute-missing',
        'unknown-value',
        'unreadable-value',
        'page-repeated',
        'page-token-lost',
        'unreadable-page',
        'no-attendance',
        'aggregated-attendance',
      ]),
      resource: z.string(),
      field: z.string().nullable(),
      count: z.int(),
    }),
  ),
  problems: z.int(),
  failure: z.enum(sourceFailureCodes).nullable(),
});

/** The run that is under way, or a new one that begins at `at`. */
export async function beginOrResumeRun(
  db: Db,
  sourceId: string,
  what: SourceReading,
  at: Instant,
): Promise<SourceRun> {
  await db
    .insertInto('source_run')
    .values({
      id: randomUUID(),
      source_id: sourceId,
      what,
      status: 'running',
      begun_at: new Date(at),
      ended_at: null,
      report: json(emptyReport()),
    })
    .onConflict((oc) => oc.columns(['source_id', 'what']).where('status', '=', 'running').doNothing())
    .execute();
  const row = await runs(db)
    .where('source_id', '=', sourceId)
    .where('what', '=', what)
    .where('status', '=', 'running')
    .executeTakeFirstOrThrow();
  return runFrom(row);
}

export async function saveReport(db: Db, runId: string, report: SourceReport): Promise<void> {
  await db
    .updateTable('source_run')
    .set({ report: json(report) })
    .where('id', '=', runId)
    .execute();
}

export async function endRun(
  db: Db,
  run: Pick<SourceRun, 'id' | 'report'>,
  status: 'done' | 'failed',
  at: Instant,
): Promise<void> {
  await db
    .updateTable('source_run')
    .set({ status, ended_at: new Date(at), report: json(run.report) })
    .where('id', '=', run.id)
    .where('status', '=', 'running')
    .execute();
}

/** Ends the run under way with the reason; one that couldn't even begin is told as well. */
export async function failRun(
  db: Db,
  sourceId: string,
  what: SourceReading,
  at: Instant,
  why: SourceFailureCode,
): Promise<void> {
  const { id, report } = await beginOrResumeRun(db, sourceId, what, at);
  await endRun(db, { id, report: { ...report, failure: why } }, 'failed', at);
}

/** The newest first. */
export async function listRuns(
  db: Db,
  sourceId: string,
  page: { limit: number; offset: number },
): Promise<{ runs: SourceRun[]; total: number }> {
  const { total } = await db
    .selectFrom('source_run')
    .select(count.as('total'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow();
  const rows = await runs(db)
    .where('source_id', '=', sourceId)
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { runs: rows.map(runFrom), total };
}

/** The day of the last reading of this kind that was finished; null before the first. UTC's day: readings are by day. */
export async function lastDoneOn(db: Db, sourceId: string, what: SourceReading): Promise<LocalDate | null> {
  const row = await runs(db)
    .where('source_id', '=', sourceId)
    .where('what', '=', what)
    .where('status', '=', 'done')
    .orderBy('begun_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : localDate(row.begun_at.toISOString().slice(0, 10));
}

const runs = (db: Db) =>
  db.selectFrom('source_run').select(['id', 'source_id', 'what', 'status', 'begun_at', 'ended_at', 'report']);

const runFrom = (row: {
  id: string;
  source_id: string;
  what: SourceReading;
  status: SourceRun['status'];
  begun_at: Date;
  ended_at: Date | null;
  report: unknown;
}): SourceRun => ({
  id: row.id,
  sourceId: row.source_id,
  what: row.what,
  status: row.status,
  begunAt: instant(row.begun_at.getTime()),
  endedAt: row.ended_at === null ? null : instant(row.ended_at.getTime()),
  report: reportShape.parse(row.report),
});
