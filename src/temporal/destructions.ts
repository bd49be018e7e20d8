/** Destructions in the engine: one workflow for each decision, started when it is made and again until it is certified. */
import type { Client } from '@temporalio/client';
import { awayOr } from './case-engine.ts';
import { createCaseHistories, type CaseHistories } from './histories.ts';
import { destructionWorkflowId, taskQueue } from './ids.ts';

export type DestructionEngine = {
  /** Starts what carries the decision out; fine when it runs. Throws EngineAway. */
  start(destructionId: string): Promise<void>;
  /** How many runs of a case the engine holds: what a dry run tells. Throws EngineAway. */
  countRuns: CaseHistories['count'];
};

const deadlineMs = 10_000;

export const createDestructionEngine = (client: Client, queue: string = taskQueue): DestructionEngine => {
  const histories = createCaseHistories(client);
  const within = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + deadlineMs, call);
    } catch (error) {
      throw awayOr(error);
    }
  };
  return {
    start: (destructionId) =>
      within(async () => {
        await client.workflow.start('destructionWorkflow', {
          taskQueue: queue,
          workflowId: destructionWorkflowId(destructionId),
          args: [{ destructionId }],
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      }),
    countRuns: (caseId) => within(() => histories.count(caseId)),
  };
};
