/** The worker's hands, all of them, from the few things that they need. */
import { writeProjection } from '../records/projection.ts';
import type { CaseActivities, SchoolDayActivities } from './contract.ts';
import { createDelivery } from './deliver.ts';
import { createDestruction, type DestructionDeps } from './destruction.ts';
import type { DestructionActivities } from './destruction-contract.ts';
import { createSendDigests, createSendSchoolMail } from './digests.ts';
import { createLoadCalendar } from './load-calendar.ts';
import { createMornings } from './mornings.ts';
import { createLook } from './school-day/look.ts';
import { createReviews } from './school-day/reviews.ts';
import type { SchoolDayDeps } from './school-day/settings.ts';
import type { SourceActivities } from './source-contract.ts';
import { createSources, type SourceDeps } from './sources.ts';

export type ActivityDeps = SchoolDayDeps & {
  /** The engine's name for a municipality's school-day workflow. */
  schoolDayWorkflowId(municipality: string): string;
  /** What reading school data over the net needs. */
  sources: Omit<SourceDeps, 'db' | 'publicUrl'>;
  /** What destruction needs. */
  destruction: Pick<DestructionDeps, 'ledger' | 'histories'>;
};

export const createActivities = (
  deps: ActivityDeps,
): CaseActivities & SchoolDayActivities & SourceActivities & DestructionActivities => ({
  project: async (projection) => {
    await writeProjection(deps.db, projection);
  },
  loadCalendar: createLoadCalendar(deps),
  deliver: createDelivery(deps),
  lookAtAbsence: createLook(deps),
  makeWeeklyReviews: createReviews(deps),
  sendSchoolMail: createSendSchoolMail(deps),
  sendDigests: createSendDigests(deps),
  ...createSources({ ...deps.sources, db: deps.db, publicUrl: deps.publicUrl }),
  ...createDestruction({ ...deps.destruction, db: deps.db, now: deps.now }),
  ...createMornings({ db: deps.db, workflowIdOf: deps.schoolDayWorkflowId }),
});
