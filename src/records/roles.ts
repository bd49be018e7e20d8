/** Roles that are given in the product: no duty in a school's system tells of them, and no import takes them away. */
import { sql, type Transaction } from 'kysely';
import { type GivenRole, leavesNoLeader, type TeamLeader } from '../domain/given-roles.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Stage } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { stillHeld } from './people.ts';
import type { Database } from './schema.ts';

type Given = {
  role: GivenRole;
  title: string;
  /** A coordinator's; none means all. */
  stages: Stage[];
  /** The last day; null for no end. */
  until: LocalDate | null;
  by: PersonId;
  /** Today. */
  since: LocalDate;
};

/**
 * Gives a role, or makes it one that was given by hand; who has it so already keeps the day since when. Refused where the
 * last team leader would get a last day.
 */
export const giveRole = (
  db: Db,
  personId: PersonId,
  { role, title, stages, until, by, since }: Given,
): Promise<'given' | 'last-team-leader'> =>
  inTransaction(db, async (trx) => {
    if (role === 'teamLeader' && until !== null && leavesNoLeader(await leaders(trx), personId))
      return 'last-team-leader';
    const given = { title, stages, by_hand: true, by_claim: false, until, given_by: by };
    await trx
      .insertInto('person_role')
      .values({ person_id: personId, role, school_unit: null, class: null, since, ...given })
      .onConflict((oc) =>
        oc.constraint('person_role_once').doUpdateSet({
          ...given,
          since: sql<LocalDate>`case when person_role.by_hand then person_role.since else excluded.since end`,
        }),
      )
      .execute();
    await trx.updateTable('person').set({ active: true }).where('id', '=', personId).execute();
    return 'given';
  });

/** Takes a role for the whole municipality away. The last team leader's stays. */
export const takeRole = (
  db: Db,
  personId: PersonId,
  role: GivenRole,
): Promise<'taken' | 'not-held' | 'last-team-leader'> =>
  inTransaction(db, async (trx) => {
    if (role === 'teamLeader' && leavesNoLeader(await leaders(trx), personId)) return 'last-team-leader';
    const taken = await trx
      .deleteFrom('person_role')
      .where('person_id', '=', personId)
      .where('role', '=', role)
      .where('school_unit', 'is', null)
      .executeTakeFirst();
    return taken.numDeletedRows > 0n ? 'taken' : 'not-held';
  });

/** Takes away what was given until a day before this one. Whoever asks before that finds it not held any more. */
export async function endPastRoles(db: Db, today: LocalDate): Promise<void> {
  await db.deleteFrom('person_role').where('until', '<', today).execute();
}

/** Those who lead the team now. Locked to the transaction's end: two who are taken away at once are taken one by one. */
const leaders = (trx: Transaction<Database>): Promise<TeamLeader[]> =>
  trx
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select(['person_role.person_id as personId', 'person_role.until'])
    .where('role', '=', 'teamLeader')
    .where('person.active', '=', true)
    .where(stillHeld)
    .orderBy('person_role.person_id')
    .forUpdate('person_role')
    .execute();

/**
 * Makes the roles that the municipality's sign-in tells those that it tells now: gives what is new, takes what it gave
 * and no longer tells. Roles that are held otherwise stay as they are, and so does the last team leader's.
 */
export const setClaimedRoles = (
  db: Db,
  personId: PersonId,
  told: readonly { role: GivenRole; title: string }[],
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const staying = told.map(({ role }) => role);
    if (leavesNoLeader(await leaders(trx), personId)) staying.push('teamLeader');
    let gone = trx.deleteFrom('person_role').where('person_id', '=', personId).where('by_claim', '=', true);
    for (const role of staying) gone = gone.where('role', '<>', role);
    await gone.execute();
    if (told.length === 0) return;
    const held = { person_id: personId, school_unit: null, class: null, stages: [] };
    await trx
      .insertInto('person_role')
      .values(told.map((one) => ({ ...held, ...one, by_hand: true, by_claim: true })))
      .onConflict((oc) => oc.constraint('person_role_once').doNothing())
      .execute();
  });
