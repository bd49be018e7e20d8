/** The worker's hands, all of them, from the few things that they need. */
import { writeProjection } from '../records/projection.ts';
import type { CaseActivities, SchoolDayActivities } from './contract.ts';
import { createDelivery } from './deliver.ts';
import { createSendDigests, type DigestDeps } from './digests.ts';
import { createLoadCalendar } from './load-calendar.ts';
import { createMornings } from './mornings.ts';

export type ActivityDeps = DigestDeps & {
  /** The engine's name for a municipality's school-day workflow. */
  schoolDayWorkflowId(municipality: string): string;
};

export const createActivities = (deps: ActivityDeps): CaseActivities & SchoolDayActivities => ({
  project: async (projection) => {
    await writeProjection(deps.db, projection);
  },
  loadCalendar: createLoadCalendar(deps),
  deliver: createDelivery(deps),
  sendDigests: createSendDigests(deps),
  ...createMornings({ db: deps.db, workflowIdOf: deps.schoolDayWorkflowId }),
});
