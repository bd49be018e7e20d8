/** Pupils and their guardians. */
import type { GuardianId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { SchoolForm, Stage } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { beginningWith, byName, count, isOneOf } from './sql.ts';

export type Pupil = {
  id: PupilId;
  civicNo: string;
  givenName: string;
  familyName: string;
  birthDate: LocalDate;
  schoolUnit: SchoolUnitCode;
  schoolForm: SchoolForm;
  yearLabel: string;
  year: number | null;
  stage: Stage;
  class: string;
  securityMarking: 'none' | 'secrecy' | 'protectedRegistration';
  municipalityCode: string;
  active: boolean;
};

export type Guardian = {
  id: GuardianId;
  civicNo: string;
  givenName: string;
  familyName: string;
  email: string | null;
  mobile: string | null;
};

export type PupilFilter = {
  /** The schools that the asker may see; null is all of them. */
  schoolUnits: readonly SchoolUnitCode[] | null;
  class?: string;
  /** Beginning of a given or family name, any case. Protected pupils aren't found this way. */
  search?: string;
  ids?: readonly PupilId[];
};

/** One pupil, also one who has left; null when unknown. */
export async function findPupil(db: Db, id: PupilId): Promise<Pupil | null> {
  return (await pupils(db).where('pupil.id', '=', id).executeTakeFirst()) ?? null;
}

/** Names and classes by id, those who have left included. */
export async function pupilNames(
  db: Db,
  ids: readonly PupilId[],
): Promise<Map<PupilId, Pick<Pupil, 'givenName' | 'familyName' | 'class'>>> {
  const rows = await pupils(db).where(isOneOf('pupil.id', ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Active pupils by school, class and name, `limit` (100) from `offset`, and how many there are in all. */
export async function listPupils(
  db: Db,
  filter: PupilFilter,
  page: { limit?: number; offset?: number } = {},
): Promise<{ pupils: Pupil[]; total: number }> {
  let query = pupils(db).where('active', '=', true);
  if (filter.schoolUnits !== null) query = query.where(isOneOf('school_unit', filter.schoolUnits));
  if (filter.class !== undefined) query = query.where('class', '=', filter.class);
  if (filter.ids !== undefined) query = query.where(isOneOf('pupil.id', filter.ids));
  if (filter.search !== undefined && filter.search.trim() !== '') {
    const beginning = beginningWith(filter.search.trim());
    // domain.md §3: who is protected is shown to named people only, never by looking for a name.
    query = query
      .where('security_marking', '=', 'none')
      .where((eb) =>
        eb.or([eb(byName('given_name'), 'ilike', beginning), eb(byName('family_name'), 'ilike', beginning)]),
      );
  }
  const counted = await query.clearSelect().select(count.as('total')).executeTakeFirst();
  const rows = await query
    .orderBy('school_unit')
    .orderBy('class')
    .orderBy(byName('family_name'))
    .orderBy(byName('given_name'))
    .orderBy('pupil.id')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { pupils: rows, total: counted?.total ?? 0 };
}

/** The classes of these schools that anybody is in. */
export async function classesOf(db: Db, schoolUnits: readonly SchoolUnitCode[]): Promise<string[]> {
  const rows = await db
    .selectFrom('pupil')
    .select('class')
    .distinct()
    .where('active', '=', true)
    .where(isOneOf('school_unit', schoolUnits))
    .orderBy('class')
    .execute();
  return rows.map((row) => row.class);
}

/** A pupil's guardians with their relation, by id. */
export async function guardiansOf(
  db: Db,
  pupilId: PupilId,
): Promise<(Guardian & { relation: 'guardian' | 'appointed' | 'other' })[]> {
  return guardians(db)
    .innerJoin('guardianship', 'guardian_id', 'guardian.id')
    .select('relation')
    .where('pupil_id', '=', pupilId)
    .orderBy('guardian.id')
    .execute();
}

/** One guardian; null when unknown. */
export async function findGuardian(db: Db, id: GuardianId): Promise<Guardian | null> {
  return (await guardians(db).where('guardian.id', '=', id).executeTakeFirst()) ?? null;
}

/** The pupils whom a guardian has custody of or is appointed for, by id. */
export async function pupilsOfGuardian(db: Db, guardianId: GuardianId): Promise<Pupil[]> {
  return pupils(db)
    .innerJoin('guardianship', 'pupil_id', 'pupil.id')
    .where('guardian_id', '=', guardianId)
    .where('relation', 'in', ['guardian', 'appointed'])
    .orderBy('pupil.id')
    .execute();
}

/** Other active pupils with a guardian in common, by id. One appointed by a court (god man) makes nobody siblings. */
export async function siblingsOf(db: Db, pupilId: PupilId): Promise<Pupil[]> {
  return pupils(db)
    .where('active', '=', true)
    .where('pupil.id', '<>', pupilId)
    .where('pupil.id', 'in', (eb) =>
      eb
        .selectFrom('guardianship as theirs')
        .innerJoin('guardianship as ours', 'ours.guardian_id', 'theirs.guardian_id')
        .select('theirs.pupil_id')
        .where('ours.pupil_id', '=', pupilId)
        .where('ours.relation', '=', 'guardian')
        .where('theirs.relation', '=', 'guardian'),
    )
    .orderBy('pupil.id')
    .execute();
}

const pupils = (db: Db) =>
  db
    .selectFrom('pupil')
    .select([
      'pupil.id',
      'civic_no as civicNo',
      'given_name as givenName',
      'family_name as familyName',
      'birth_date as birthDate',
      'pupil.school_unit as schoolUnit',
      'pupil.school_form as schoolForm',
      'year_label as yearLabel',
      'year',
      'stage',
      'class',
      'security_marking as securityMarking',
      'municipality_code as municipalityCode',
      'active',
    ]);

const guardians = (db: Db) =>
  db
    .selectFrom('guardian')
    .select([
      'guardian.id',
      'civic_no as civicNo',
      'given_name as givenName',
      'family_name as familyName',
      'email',
      'mobile',
    ]);
