/** A case's histories in the engine: every run of its workflow, from the first to the last. */
import { setTimeout as wait } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { CaseId } from '../domain/ids.ts';
import { caseWorkflowId } from './ids.ts';

export type CaseHistories = {
  /** How many runs the engine still holds. */
  count(caseId: CaseId): Promise<number>;
  /**
   * Has each deleted; a run that goes on is ended by it. The engine does so a moment later: false when it hasn't within
   * half a minute.
   */
  deleteAll(caseId: CaseId): Promise<boolean>;
};

/** How soon the engine is asked again whether what it was to delete is gone, and how long. */
const pauseMs = 200;
const patienceMs = 30_000;

const notFound = 5;
const isNotFound = (error: unknown): boolean => isGrpcServiceError(error) && error.code === notFound;

/**
 * The chain of runs is followed from the last one back, since the list that the engine keeps for searching may lag
 * behind. Deleted are the oldest first: as long as any is left, the last one leads to it.
 */
export const createCaseHistories = (client: Client): CaseHistories => {
  const { workflowService } = client;
  const { namespace } = client.options;

  /** The run before that one, null for the first; `gone` when the engine doesn't hold it. */
  async function runBefore(workflowId: string, runId: string): Promise<string | null | 'gone'> {
    try {
      const { history } = await workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId },
        maximumPageSize: 1,
      });
      const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
      return started?.continuedExecutionRunId || null;
    } catch (error) {
      if (isNotFound(error)) return 'gone';
      throw error;
    }
  }

  /** The last run's id; null when there is none. */
  async function lastRun(workflowId: string): Promise<string | null> {
    try {
      const { workflowExecutionInfo } = await workflowService.describeWorkflowExecution({
        namespace,
        execution: { workflowId },
      });
      return workflowExecutionInfo?.execution?.runId ?? null;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  /** The last first. */
  async function runsOf(caseId: CaseId): Promise<string[]> {
    const workflowId = caseWorkflowId(caseId);
    const runs: string[] = [];
    let runId = await lastRun(workflowId);
    while (runId !== null) {
      const before = await runBefore(workflowId, runId);
      if (before === 'gone') break;
      runs.push(runId);
      runId = before;
    }
    return runs;
  }

  async function askToDelete(workflowId: string, runId: string): Promise<void> {
    try {
      await workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  return {
    count: async (caseId) => (await runsOf(caseId)).length,
    async deleteAll(caseId) {
      const workflowId = caseWorkflowId(caseId);
      const until = Date.now() + patienceMs;
      for (;;) {
        const runs = await runsOf(caseId);
        if (runs.length === 0) return true;
        if (Date.now() > until) return false;
        // Asked again each time: one that the engine wasn't ready to delete is let go of silently.
        for (const runId of runs.toReversed()) await askToDelete(workflowId, runId);
        await wait(pauseMs);
      }
    },
  };
};

/**
 * What a restored engine has brought back of destroyed cases, deleted again before a worker takes its tasks. How many
 * cases it was. Throws when the engine is away, or doesn't delete.
 */
export async function deleteAgain(histories: CaseHistories, caseIds: readonly CaseId[]): Promise<number> {
  let again = 0;
  for (const caseId of caseIds) {
    if ((await histories.count(caseId)) === 0) continue;
    again += 1;
    if (!(await histories.deleteAll(caseId)))
      throw new Error('The engine has not deleted the histories of a destroyed case.');
  }
  return again;
}
