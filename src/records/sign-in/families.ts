/** Who of the families somebody is, and what decides whether they sign in by themselves. */
import { sql } from 'kysely';
import type { GuardianId, PupilId } from '../../domain/ids.ts';
import type { ChildFacts, PupilOwnFacts } from '../../domain/sign-in/families.ts';
import type { Db } from '../connect.ts';
import { pupilsOfGuardian } from '../pupils.ts';

/** The guardians and active pupils with this civic number (12 characters), one of each at most. */
export async function familyWith(
  db: Db,
  civicNo: string,
): Promise<{ guardianId: GuardianId | null; pupilId: PupilId | null }> {
  const [guardian, pupil] = await Promise.all([
    db.selectFrom('guardian').select('id').where('civic_no', '=', civicNo).executeTakeFirst(),
    db
      .selectFrom('pupil')
      // Of two records that were made one, the one that goes on.
      .select(sql<PupilId>`coalesce(merged_into, id)`.as('id'))
      .where('civic_no', '=', civicNo)
      .executeTakeFirst(),
  ]);
  return { guardianId: guardian?.id ?? null, pupilId: pupil?.id ?? null };
}

/** The children whom a guardian has custody of or is appointed for. */
export const childrenOf = async (db: Db, guardianId: GuardianId): Promise<ChildFacts[]> =>
  (await pupilsOfGuardian(db, guardianId)).map(({ birthDate, securityMarking }) => ({
    birthDate,
    protectedIdentity: securityMarking !== 'none',
  }));

/** What decides of a pupil; null for one who is unknown or has left. */
export async function pupilOwnFacts(db: Db, pupilId: PupilId): Promise<PupilOwnFacts | null> {
  const row = await db
    .selectFrom('pupil')
    .select((eb) => [
      'birth_date as birthDate',
      eb
        .selectFrom('case_file')
        .select(sql<boolean | null>`bool_or((state -> 'maturity' ->> 'speaksForSelf')::boolean)`.as('judged'))
        .whereRef('case_file.pupil_id', '=', 'pupil.id')
        .where('phase', '<>', 'ended')
        .as('speaksForSelf'),
    ])
    .where('id', '=', pupilId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}
