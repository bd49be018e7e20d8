/** A place in each coordinator's caseload, held while the case decides. */
import type { PersonId } from '../domain/ids.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { reserveCaseload } from '../records/reservations.ts';
import { Problem } from './problem.ts';

/** Throws `caseload-full` naming the place in the list; the limit is that of the case's policy. */
export async function reservePlaces(
  db: Db,
  file: CaseFile,
  personIds: PersonId[],
  commandId: string,
): Promise<void> {
  const limit = file.state.policy.allocation.caseloadLimit;
  const reserved = await reserveCaseload(db, { personIds, caseId: file.id, limit, commandId });
  if (reserved.ok) return;
  throw new Problem('caseload-full', {
    field: `/coordinatorIds/${personIds.indexOf(reserved.full)}`,
    params: { limit, open: reserved.open },
  });
}
