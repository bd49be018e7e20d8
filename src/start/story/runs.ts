/** Through how many runs of its workflow a case went, asked of the engine: continue-as-new is part of the story. */
import { caseWorkflowId } from '../../temporal/ids.ts';
import { connectEngine, type Engine, type TemporalAddress } from '../../temporal/client.ts';
import type { Life } from './life.ts';

/** The runs of one case, the first to the last, each handed over to by the one before. */
const runsOf = async ({ client }: Engine, caseId: string): Promise<string[]> => {
  const workflowId = caseWorkflowId(caseId);
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const runs: string[] = [];
  let runId = raw.workflowExecutionInfo?.firstRunId ?? null;
  while (runId) {
    runs.push(runId);
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
  }
  return runs;
};

/** How many runs each life took, in the lives' order. */
export const countRuns = async (address: TemporalAddress, lives: Life[]): Promise<number[]> => {
  const engine = await connectEngine({ ...address, keys: null });
  try {
    return await Promise.all(lives.map(async ({ caseId }) => (await runsOf(engine, caseId)).length));
  } finally {
    await engine.close();
  }
};
