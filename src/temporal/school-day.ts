/** The municipality's mornings in the engine: one workflow, started by whichever worker comes first. */
import type { Client } from '@temporalio/client';
import type { SchoolDayInput } from '../workflows/messages.ts';
import { schoolDayWorkflowId, taskQueue } from './ids.ts';

/** Starts it unless it runs. Throws when the engine is away. */
export const ensureSchoolDay = async (client: Client, input: SchoolDayInput): Promise<void> => {
  await client.workflow.start('schoolDayWorkflow', {
    taskQueue,
    workflowId: schoolDayWorkflowId(input.municipality),
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
};
