/** The rehearsal's clock, and the next moment of each of its workflows. */
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

export type RehearsalWorkflow = { workflowId: string; nextMoment: Instant | null };

/** Writes down a workflow's next moment. */
export async function noteWorkflow(db: Db, { workflowId, nextMoment }: RehearsalWorkflow): Promise<void> {
  const next_moment = nextMoment === null ? null : new Date(nextMoment);
  await db
    .insertInto('rehearsal_workflow')
    .values({ workflow_id: workflowId, next_moment })
    .onConflict((oc) => oc.column('workflow_id').doUpdateSet({ next_moment }))
    .execute();
}

/** One workflow; null when it was never noted. */
export async function findWorkflow(db: Db, workflowId: string): Promise<RehearsalWorkflow | null> {
  const row = await db
    .selectFrom('rehearsal_workflow')
    .select('next_moment')
    .where('workflow_id', '=', workflowId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    workflowId,
    nextMoment: row.next_moment === null ? null : instant(row.next_moment.getTime()),
  };
}
