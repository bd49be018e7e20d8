/**
 * Carries one decision of destruction out, to its certificate. It holds opaque ids alone; what goes is in the ledger
 * before anything does, and each step can be cut off anywhere and done again. There is no way to call it off.
 */
import { proxyActivities } from '@temporalio/workflow';
import type { DestructionActivities } from '../activities/destruction-contract.ts';

/** As long as it takes: records, engine and ledger may each be away for days. */
const hands = proxyActivities<DestructionActivities>({
  startToCloseTimeout: '10 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

export async function destructionWorkflow({ destructionId }: { destructionId: string }): Promise<void> {
  const { caseIds } = await hands.beginDestruction({ destructionId });
  for (const caseId of caseIds) {
    await hands.destroyRecords({ destructionId, caseId });
    await hands.destroyHistories({ destructionId, caseId });
  }
  await hands.certifyDestruction({ destructionId });
}
