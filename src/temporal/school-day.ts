/** The municipality's mornings in the engine: one workflow, started by whichever worker comes first. */
import type { Client } from '@temporalio/client';
import { type SignalDefinition, WorkflowNotFoundError } from '@temporalio/common';
import { absenceArrivedSignal, mailWaitsSignal, type SchoolDayInput } from '../workflows/messages.ts';
import { awayOr } from './case-engine.ts';
import { schoolDayWorkflowId, taskQueue } from './ids.ts';
import type { RehearsalClock } from './rehearsal-clock.ts';

/** Starts it unless it runs. Throws when the engine is away. */
export const ensureSchoolDay = async (client: Client, input: SchoolDayInput): Promise<void> => {
  await client.workflow.start('schoolDayWorkflow', {
    taskQueue,
    workflowId: schoolDayWorkflowId(input.municipality),
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
};

/** How long a school day may take to hear of it; it is in the records all the same. */
const deadlineMs = 5_000;

/**
 * Tells the school day that absence came in, or that mail waits; false when the municipality has none. `clock`: a
 * rehearsal's, by which the school day is brought up to the time first. Throws EngineAway.
 */
const tell =
  (signal: SignalDefinition<[]>) =>
  async (
    client: Client,
    municipality: string,
    clock: Pick<RehearsalClock, 'bringUpWorkflow'> | null,
  ): Promise<boolean> => {
    const workflowId = schoolDayWorkflowId(municipality);
    try {
      await client.withDeadline(Date.now() + deadlineMs, async () => {
        await clock?.bringUpWorkflow(workflowId);
        await client.workflow.getHandle(workflowId).signal(signal);
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw awayOr(error);
    }
  };

export const tellAbsenceArrived = tell(absenceArrivedSignal);
export const tellMailWaits = tell(mailWaitsSignal);
