/** The rehearsal's clock, and how far each of its workflows has been brought. */
import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import { instant } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { readSetting, writeSetting } from './settings.ts';

const clockShape = z.object({ offsetMs: z.number(), skippedMs: z.number() });

/**
 * Rehearsal time = real time + `offsetMs` (fixed when the rehearsal was loaded) + `skippedMs` (what it has been
 * moved by since).
 */
export type RehearsalClock = z.output<typeof clockShape>;

/** Null in a live namespace. */
export const readClock = (db: Db) => readSetting(db, 'rehearsalClock', clockShape);
export const writeClock = (db: Db, clock: RehearsalClock) => writeSetting(db, 'rehearsalClock', clock);

export type RehearsalWorkflow = {
  workflowId: string;
  /** Domain time minus real time for this workflow, ms. */
  shiftMs: number;
  nextMoment: Instant | null;
};

/** Writes down how far a workflow has come; what is left out stays as it was (a new one has no shift). */
export async function noteWorkflow(
  db: Db,
  workflow: { workflowId: string; shiftMs?: number; nextMoment?: Instant | null },
): Promise<void> {
  const { workflowId, shiftMs, nextMoment } = workflow;
  const changed = {
    ...(shiftMs === undefined ? {} : { shift_ms: String(shiftMs) }),
    ...(nextMoment === undefined ? {} : { next_moment: nextMoment === null ? null : new Date(nextMoment) }),
  };
  await db
    .insertInto('rehearsal_workflow')
    .values({ workflow_id: workflowId, shift_ms: '0', next_moment: null, ...changed })
    .onConflict((oc) =>
      Object.keys(changed).length === 0
        ? oc.column('workflow_id').doNothing()
        : oc.column('workflow_id').doUpdateSet(changed),
    )
    .execute();
}

/** One workflow; null when it was never noted. */
export async function findWorkflow(db: Db, workflowId: string): Promise<RehearsalWorkflow | null> {
  const row = await workflows(db).where('workflow_id', '=', workflowId).executeTakeFirst();
  return row === undefined ? null : workflowFrom(row);
}

/** Those with a moment of their own on or before `until`, in the order of their moments. */
export async function workflowsBefore(db: Db, until: Instant): Promise<RehearsalWorkflow[]> {
  const rows = await workflows(db)
    .where('next_moment', '<=', new Date(until))
    .orderBy('next_moment')
    .orderBy('workflow_id')
    .execute();
  return rows.map(workflowFrom);
}

/** The workflow whose own moment comes first of all; null when none has one. */
export async function firstWorkflow(db: Db): Promise<RehearsalWorkflow | null> {
  const row = await workflows(db)
    .where('next_moment', 'is not', null)
    .orderBy('next_moment')
    .orderBy('workflow_id')
    .executeTakeFirst();
  return row === undefined ? null : workflowFrom(row);
}

const workflows = (db: Db) =>
  db.selectFrom('rehearsal_workflow').select(['workflow_id', 'shift_ms', 'next_moment']);

const workflowFrom = (row: {
  workflow_id: string;
  shift_ms: string;
  next_moment: Date | null;
}): RehearsalWorkflow => ({
  workflowId: row.workflow_id,
  shiftMs: Number(row.shift_ms),
  nextMoment: row.next_moment === null ? null : instant(row.next_moment.getTime()),
});
