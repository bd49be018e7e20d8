/** The sources in the engine: one workflow each, started when a source is set and by every worker at its start. */
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { SourceReading } from '../domain/source-run.ts';
import { readNowSignal, type SourceInput } from '../workflows/messages.ts';
import { awayOr } from './case-engine.ts';
import { sourceWorkflowId, taskQueue } from './ids.ts';
import type { RehearsalClock } from './rehearsal-clock.ts';

export type SourceEngine = {
  /** Starts the source's workflow, which reads it at once; fine when it runs. Throws EngineAway. */
  start(sourceId: string): Promise<void>;
  /**
   * Asks for a reading, at once or (`call`) as often as a source's own calls are followed; false when no workflow
   * carries the source. Throws EngineAway.
   */
  readNow(sourceId: string, what: readonly SourceReading[], why?: 'asked' | 'call'): Promise<boolean>;
};

const deadlineMs = 10_000;

/** Starts it unless it runs. Throws when the engine is away. */
export const ensureSource = async (
  client: Client,
  input: Pick<SourceInput, 'sourceId' | 'clockOffsetMs'>,
  queue: string = taskQueue,
): Promise<void> => {
  const first: SourceInput = { ...input, wanted: ['register', 'absence'] };
  await client.workflow.start('sourceWorkflow', {
    taskQueue: queue,
    workflowId: sourceWorkflowId(input.sourceId),
    args: [first],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
};

/** `clock`: a rehearsal's, by which a source's workflow is brought up to the time before it is asked. */
export const createSourceEngine = (
  client: Client,
  options: {
    clock?: Pick<RehearsalClock, 'bringUpWorkflow' | 'offsetForNewWorkflow'> | null;
    taskQueue?: string;
  } = {},
): SourceEngine => ({
  async start(sourceId) {
    try {
      const clockOffsetMs = (await options.clock?.offsetForNewWorkflow()) ?? 0;
      await client.withDeadline(Date.now() + deadlineMs, () =>
        ensureSource(client, { sourceId, clockOffsetMs }, options.taskQueue),
      );
    } catch (error) {
      throw awayOr(error);
    }
  },
  async readNow(sourceId, what, why = 'asked') {
    const workflowId = sourceWorkflowId(sourceId);
    try {
      await client.withDeadline(Date.now() + deadlineMs, async () => {
        await options.clock?.bringUpWorkflow(workflowId);
        await client.workflow.getHandle(workflowId).signal(readNowSignal, [...what], why);
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw awayOr(error);
    }
  },
});
