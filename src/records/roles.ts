/** Roles that are given in the product: no duty in a school's system tells of them, and no import takes them away. */
import type { StaffRole } from '../domain/case/parts.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Stage } from '../domain/policy.ts';
import { type Db, inTransaction } from './connect.ts';

/** Roles for the whole municipality. */
export type GivenRole = Extract<StaffRole, 'coordinator' | 'teamLeader' | 'registrar' | 'attendanceOfficer'>;

/** Gives a role, or makes it one that was given by hand; `stages` are a coordinator's, none means all. */
export const giveRole = (
  db: Db,
  personId: PersonId,
  { role, title, stages }: { role: GivenRole; title: string; stages: Stage[] },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    await trx
      .insertInto('person_role')
      .values({ person_id: personId, role, title, school_unit: null, class: null, stages, by_hand: true })
      .onConflict((oc) => oc.constraint('person_role_once').doUpdateSet({ title, stages, by_hand: true }))
      .execute();
    await trx.updateTable('person').set({ active: true }).where('id', '=', personId).execute();
  });

/** Takes a role for the whole municipality away; false when the person doesn't have it. */
export async function takeRole(db: Db, personId: PersonId, role: GivenRole): Promise<boolean> {
  const taken = await db
    .deleteFrom('person_role')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('school_unit', 'is', null)
    .executeTakeFirst();
  return taken.numDeletedRows > 0n;
}
