/** What cases know of their pupils, as the records have it. */
import { sql } from 'kysely';
import type { PupilFacts } from '../domain/case/parts.ts';
import type { GuardianId, PersonId, PupilId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

/** What a case needs to know of the pupil as the records stand now; null when unknown. Lists are by id. */
export async function pupilFacts(db: Db, pupilId: PupilId): Promise<PupilFacts | null> {
  return (await pupilFactsOf(db, [pupilId])).get(pupilId) ?? null;
}

/**
 * The same for many pupils at once, by the id that was asked for; those who are unknown are left out. Of two records
 * that were made one it's the facts of the one that goes on, its id among them.
 */
export async function pupilFactsOf(db: Db, asked: readonly PupilId[]): Promise<Map<PupilId, PupilFacts>> {
  const goesOn = await goingOn(db, asked);
  const ids = [...new Set(goesOn.values())];
  const found = await db
    .selectFrom('pupil')
    .innerJoin('school_unit', 'code', 'pupil.school_unit')
    .select([
      'pupil.id',
      'birth_date as birthDate',
      'pupil.school_unit as schoolUnit',
      'pupil.school_form as schoolForm',
      'year',
      'stage',
      'authority',
      'municipality_code as municipalityCode',
      'security_marking as securityMarking',
      'active',
      'left_on as leftOn',
    ])
    .where(isOneOf('pupil.id', ids))
    .execute();
  const [guardians, mentors] = [await guardianIdsOf(db, ids), await mentorIdsOf(db, ids)];
  const facts = new Map(
    found.map((pupil): [PupilId, PupilFacts] => [
      pupil.id,
      {
        pupilId: pupil.id,
        birthDate: pupil.birthDate,
        schoolUnit: pupil.schoolUnit,
        schoolForm: pupil.schoolForm,
        year: pupil.year,
        stage: pupil.stage,
        schoolAuthority: pupil.authority,
        municipalityCode: pupil.municipalityCode,
        guardianIds: guardians.get(pupil.id) ?? [],
        protectedIdentity: pupil.securityMarking !== 'none',
        mentorIds: mentors.get(pupil.id) ?? [],
        ...(pupil.active ? {} : { leftOn: pupil.leftOn }),
      },
    ]),
  );
  return new Map(
    [...goesOn].flatMap(([id, going]): [PupilId, PupilFacts][] => {
      const known = facts.get(going);
      return known === undefined ? [] : [[id, known]];
    }),
  );
}

/** For each known pupil, the record that goes on: mostly their own. */
async function goingOn(db: Db, ids: readonly PupilId[]): Promise<Map<PupilId, PupilId>> {
  const rows = await db
    .selectFrom('pupil')
    .select(['id', sql<PupilId>`coalesce(merged_into, id)`.as('going')])
    .where(isOneOf('id', ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row.going]));
}

/** Those whose consent counts: with custody, and the appointed. */
async function guardianIdsOf(db: Db, ids: readonly PupilId[]): Promise<Map<PupilId, GuardianId[]>> {
  const rows = await db
    .selectFrom('guardianship')
    .select(['pupil_id as pupilId', 'guardian_id as id'])
    .where(isOneOf('pupil_id', ids))
    .where('relation', 'in', ['guardian', 'appointed'])
    .orderBy('guardian_id')
    .execute();
  return byPupil(rows);
}

/** Active mentors of each pupil's class. */
async function mentorIdsOf(db: Db, ids: readonly PupilId[]): Promise<Map<PupilId, PersonId[]>> {
  const rows = await db
    .selectFrom('pupil')
    .innerJoin('person_role', (join) =>
      join
        .onRef('person_role.school_unit', '=', 'pupil.school_unit')
        .onRef('person_role.class', '=', 'pupil.class')
        .on('role', '=', 'mentor'),
    )
    .innerJoin('person', 'person.id', 'person_id')
    .select(['pupil.id as pupilId', 'person_id as id'])
    .distinct()
    .where(isOneOf('pupil.id', ids))
    .where('person.active', '=', true)
    .orderBy('person_id')
    .execute();
  return byPupil(rows);
}

function byPupil(rows: { pupilId: PupilId; id: string }[]): Map<PupilId, string[]> {
  const lists = new Map<PupilId, string[]>();
  for (const { pupilId, id } of rows) lists.set(pupilId, [...(lists.get(pupilId) ?? []), id]);
  return lists;
}
