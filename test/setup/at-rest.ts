/** When nothing moves by itself: what a case began to do (mails, what comes back of them) is done. */
import { expect } from 'vitest';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { projectedVersion } from '../../src/records/cases.ts';
import { eventually } from './eventually.ts';
import type { TestMunicipality } from './municipality.ts';

/** Waits until every case of the municipality is done and shown: an open page has nothing to follow any more. */
export async function atRest(town: TestMunicipality): Promise<void> {
  const { db } = town.records;
  const cases = await db.selectFrom('case_file').select('id').execute();
  for (const { id } of cases) {
    const handle = town.engine.client.workflow.getHandle(caseWorkflowId(id));
    await eventually(async () => {
      const { raw } = await handle.describe();
      expect([raw.pendingActivities ?? [], raw.pendingWorkflowTask ?? null]).toEqual([[], null]);
      expect(await projectedVersion(db, id)).toBe((await town.stateOf(id)).version);
    });
  }
}
