/** Pupils and their guardians. */
import type { GuardianId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { SchoolForm, Stage } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import { type RawBuilder, sql } from 'kysely';
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
  /** Beginnings of words of the name, any case and order. Protected pupils aren't found this way. */
  search?: string;
  ids?: readonly PupilId[];
};

/** One pupil, also one who has left; null when unknown. */
export async function findPupil(db: Db, id: PupilId): Promise<Pupil | null> {
  return (await pupils(db).where('pupil.id', '=', id).executeTakeFirst()) ?? null;
}

/** By the civic number as it is kept (twelve characters); null when nobody has it. */
export async function pupilWithCivicNo(db: Db, civicNo: string): Promise<PupilId | null> {
  const row = await db.selectFrom('pupil').select('id').where('civic_no', '=', civicNo).executeTakeFirst();
  return row?.id ?? null;
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
  for (const found of namedLike(filter.search ?? '')) query = query.where(found);
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

/**
 * Those whose name has words that begin as these do, who have left as well; at most `limit`. Who is protected is never
 * among them (domain.md §3).
 */
export async function pupilsNamed(db: Db, search: string, limit: number): Promise<PupilId[]> {
  return (await pupilsNamedQuery(db, search, limit).execute()).map(({ id }) => id);
}

export const pupilsNamedQuery = (db: Db, search: string, limit: number) =>
  namedLike(search).reduce(
    (query, found) => query.where(found),
    db.selectFrom('pupil').select('id').where('security_marking', '=', 'none').limit(limit),
  );

/** Which of these are protected: a list shows neither their name nor their school. */
export async function protectedAmong(db: Db, ids: readonly PupilId[]): Promise<Set<PupilId>> {
  const rows = await db
    .selectFrom('pupil')
    .select('id')
    .where(isOneOf('id', ids))
    .where('security_marking', '!=', 'none')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** One condition for each word that was typed: a word of the name begins with it. Found by an index. */
const namedLike = (search: string): RawBuilder<boolean>[] =>
  search
    .split(/[-'’.,\s]+/)
    .filter((word) => word !== '')
    .slice(0, mostWords)
    .map(
      (word) => sql<boolean>`pupil.id in (
        select pupil_id from pupil_name_word
        where word like lower(${beginningWith(word)} collate swedish) collate "C"
      )`,
    );

/** More than any name has. */
const mostWords = 8;

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
