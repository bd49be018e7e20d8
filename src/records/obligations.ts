/** Duties across cases: my day, my school's, my team's. */
import { sql } from 'kysely';
import type { Role } from '../domain/case/parts.ts';
import type { Phase } from '../domain/case/state.ts';
import type { CaseId, PersonId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { EscalateTo, ObligationKind, Owner } from '../domain/obligations/obligation.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { count, isOneOf } from './sql.ts';

/** Past its day, on its day, or shown ahead of it. */
export type Standing = 'overdue' | 'due' | 'coming';

export type DutyRow = {
  caseId: CaseId;
  caseNumber: string;
  pupilId: PupilId;
  /** Of the case. */
  schoolUnit: SchoolUnitCode;
  phase: Phase;
  key: string;
  kind: ObligationKind;
  owner: Owner;
  ownerRole: Role;
  from: LocalDate;
  due: LocalDate;
  standing: Standing;
  escalateOn: LocalDate | null;
  escalateTo: EscalateTo | null;
  escalatedOn: LocalDate | null;
  subjectId: string | null;
  moved: 'byPerson' | 'byLov' | 'byHoliday' | null;
  /** Whose it is today: the named, or those who hold the role. */
  holderIds: PersonId[];
};

/** All that are given hold at once. */
export type DutyFilter = {
  /** This person holds it: named, or by a role of theirs. */
  holderId?: PersonId;
  /** It has gone upwards to this role. */
  escalatedTo?: EscalateTo;
  schoolUnits?: readonly SchoolUnitCode[];
  caseIds?: readonly CaseId[];
  standings?: readonly Standing[];
};

/**
 * Duties that are shown on `today` (their `from` has come), the most urgent first, `limit` (200) from `offset`,
 * and how many there are in all.
 */
export async function listDuties(
  db: Db,
  today: LocalDate,
  filter: DutyFilter,
  page: { limit?: number; offset?: number } = {},
): Promise<{ duties: DutyRow[]; total: number }> {
  let query = duties(db, today).where('from_date', '<=', today);
  const { holderId } = filter;
  if (holderId !== undefined) {
    query = query.where(
      sql<boolean>`(obligation.case_id, obligation.key) in
        (select h.case_id, h.key from obligation_holder h where h.person_id = ${holderId})`,
    );
  }
  if (filter.escalatedTo !== undefined) {
    query = query.where('escalate_to', '=', filter.escalatedTo).where('escalated_on', 'is not', null);
  }
  if (filter.schoolUnits !== undefined) {
    query = query.where(isOneOf('case_file.school_unit', filter.schoolUnits));
  }
  if (filter.caseIds !== undefined) query = query.where(isOneOf('obligation.case_id', filter.caseIds));
  if (filter.standings !== undefined) {
    query = query.where(sql<boolean>`${standingOn(today)} = any(${[...filter.standings]})`);
  }
  const { total } = await query.clearSelect().select(count.as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .orderBy('due')
    .orderBy('number')
    .orderBy('key')
    .limit(page.limit ?? 200)
    .offset(page.offset ?? 0)
    .execute();
  return { duties: rows, total };
}

/** Every duty of a case, also those that are not shown yet, by due day. */
export async function dutiesOfCase(db: Db, caseId: CaseId, today: LocalDate): Promise<DutyRow[]> {
  return duties(db, today).where('obligation.case_id', '=', caseId).orderBy('due').orderBy('key').execute();
}

const standingOn = (today: LocalDate) => sql<Standing>`
  case when due < ${today} then 'overdue' when due = ${today} then 'due' else 'coming' end`;

const duties = (db: Db, today: LocalDate) =>
  db
    .selectFrom('obligation')
    .innerJoin('case_file', 'case_file.id', 'obligation.case_id')
    .select([
      'obligation.case_id as caseId',
      'number as caseNumber',
      'pupil_id as pupilId',
      'case_file.school_unit as schoolUnit',
      'phase',
      'key',
      'kind',
      'owner',
      'owner_role as ownerRole',
      'from_date as from',
      'due',
      'escalate_on as escalateOn',
      'escalate_to as escalateTo',
      'escalated_on as escalatedOn',
      'subject_id as subjectId',
      'moved',
      standingOn(today).as('standing'),
      sql<PersonId[]>`array(
        select h.person_id from obligation_holder h
        where h.case_id = obligation.case_id and h.key = obligation.key order by h.person_id
      )`.as('holderIds'),
    ]);
