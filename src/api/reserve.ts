/** What a command takes that others want too, held while the case decides: places in caseloads, EHT's slots. */
import type { CaseId, PersonId, SchoolUnitCode, SlotId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { findSlot, reserveSlot } from '../records/eht-slots.ts';
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

/** Takes one of the school's slots for a report; throws `unknown-id`, `date-in-past` or `slot-taken`. */
export async function takeSlot(
  db: Db,
  wish: { slotId: SlotId; schoolUnit: SchoolUnitCode; caseId: CaseId; commandId: string; today: LocalDate },
): Promise<void> {
  const field = '/how/slotId';
  const slot = await findSlot(db, wish.slotId);
  if (slot === null || slot.schoolUnit !== wish.schoolUnit) throw new Problem('unknown-id', { field });
  if (slot.date < wish.today) throw new Problem('date-in-past', { field, params: { date: slot.date } });
  if (!(await reserveSlot(db, wish))) throw new Problem('slot-taken', { field });
}
