/** The cases as their projections show them. Nothing here is the truth: the workflow is. */
import type { CaseState, Phase } from '../domain/case/state.ts';
import { upgradeState } from '../domain/case/upgrade.ts';
import type { CaseId, PersonId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { casesOfDeputy } from './deputies.ts';
import { beginningWith, count, isOneOf } from './sql.ts';

export type CaseSummary = {
  id: CaseId;
  /** The case's public name, e.g. `2026-0001`; says nothing about the pupil. */
  number: string;
  pupilId: PupilId;
  previousCaseId: CaseId | null;
  phase: Phase;
  schoolUnit: SchoolUnitCode;
  /** Counts people's commands; what `If-Match` compares. */
  revision: number;
  /** Counts events; the projection has caught up when it holds the answer's version. */
  version: number;
  openedOn: LocalDate;
  capNominalEnd: LocalDate | null;
  capActBy: LocalDate | null;
  nextMoment: Date | null;
  coordinatorIds: PersonId[];
};

export type CaseFile = CaseSummary & { state: CaseState };

export type CaseFilter = {
  phases?: readonly Phase[];
  /** The schools that the asker may see; left out is all of them. */
  schoolUnits?: readonly SchoolUnitCode[];
  coordinatorId?: PersonId;
  /** Coordinator of it, or deputy for one of its coordinators today. */
  workedBy?: PersonId;
  /** The number or its beginning. */
  number?: string;
  pupilIds?: readonly PupilId[];
  /** Leaves out whose pupil is protected: where the question would tell something of them. */
  unprotected?: true;
  ids?: readonly CaseId[];
};

/** One case with its state; null when unknown. */
export async function findCase(db: Db, id: CaseId): Promise<CaseFile | null> {
  const row = await cases(db).select('state').where('case_file.id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...row, state: upgradeState(row.state) };
}

/** The version that the projection holds, or null while there is none: cheap to ask again and again. */
export async function projectedVersion(db: Db, id: CaseId): Promise<number | null> {
  const row = await db.selectFrom('case_file').select('version').where('id', '=', id).executeTakeFirst();
  return row?.version ?? null;
}

/** The same for several at once. */
export async function projectedVersions(db: Db, ids: readonly CaseId[]): Promise<Map<CaseId, number>> {
  const rows = await db.selectFrom('case_file').select(['id', 'version']).where(isOneOf('id', ids)).execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** The pupil's newest case, ended or not; null when there is none. */
export async function newestCaseOf(db: Db, pupilId: PupilId): Promise<CaseSummary | null> {
  const row = await cases(db)
    .where('pupil_id', '=', pupilId)
    .orderBy('opened_on', 'desc')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** Cases by number, the newest first, `limit` (100) from `offset`, and how many there are in all. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
  page: { limit?: number; offset?: number } = {},
): Promise<{ cases: CaseSummary[]; total: number }> {
  let query = cases(db);
  if (filter.phases !== undefined) query = query.where(isOneOf('phase', filter.phases));
  if (filter.schoolUnits !== undefined) query = query.where(isOneOf('school_unit', filter.schoolUnits));
  if (filter.pupilIds !== undefined) query = query.where(isOneOf('pupil_id', filter.pupilIds));
  if (filter.ids !== undefined) query = query.where(isOneOf('case_file.id', filter.ids));
  if (filter.unprotected === true) {
    query = query.where('pupil_id', 'in', (eb) =>
      eb.selectFrom('pupil').select('id').where('security_marking', '=', 'none'),
    );
  }
  if (filter.number !== undefined) query = query.where('number', 'like', beginningWith(filter.number));
  const { coordinatorId, workedBy } = filter;
  if (coordinatorId !== undefined) {
    query = query.where('case_file.id', 'in', (eb) =>
      eb.selectFrom('case_coordinator').select('case_id').where('person_id', '=', coordinatorId),
    );
  }
  if (workedBy !== undefined) {
    query = query.where((eb) =>
      eb.or([
        eb(
          'case_file.id',
          'in',
          eb.selectFrom('case_coordinator').select('case_id').where('person_id', '=', workedBy),
        ),
        eb('case_file.id', 'in', casesOfDeputy(db, workedBy)),
      ]),
    );
  }
  const counted = await query.clearSelect().select(count.as('total')).executeTakeFirst();
  const rows = await query
    .orderBy('number', 'desc')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { cases: rows, total: counted?.total ?? 0 };
}

const cases = (db: Db) =>
  db
    .selectFrom('case_file')
    .select([
      'case_file.id',
      'number',
      'pupil_id as pupilId',
      'previous_case_id as previousCaseId',
      'phase',
      'school_unit as schoolUnit',
      'revision',
      'version',
      'opened_on as openedOn',
      'cap_nominal_end as capNominalEnd',
      'cap_act_by as capActBy',
      'next_moment as nextMoment',
    ])
    .select(
      sql<PersonId[]>`array(
        select person_id from case_coordinator where case_id = case_file.id order by person_id
      )`.as('coordinatorIds'),
    );

/** Which of these are cases, each with its pupil. */
export async function pupilsOfCases(
  db: Db,
  ids: readonly CaseId[],
): Promise<{ caseId: CaseId; pupilId: PupilId }[]> {
  return db
    .selectFrom('case_file')
    .select(['id as caseId', 'pupil_id as pupilId'])
    .where(isOneOf('id', ids))
    .execute();
}
