/** Duties across cases, and what schools owe beside them: my day, my school's, my team's. */
import { sql } from 'kysely';
import type { Role } from '../domain/case/parts.ts';
import type { Phase } from '../domain/case/state.ts';
import { flagDutyKinds, type CaseDutyKind } from '../domain/flags.ts';
import type { CaseId, PersonId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { EscalateTo, Owner } from '../domain/obligations/obligation.ts';
import type { SchoolDutyFacts, SchoolDutyKind } from '../domain/school-day/duty.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { standsInOn } from './deputies.ts';
import { count, isOneOf } from './sql.ts';

/** Past its day, on its day, or shown ahead of it. */
export type Standing = 'overdue' | 'due' | 'coming';

export type DutyRow = {
  /** Null where a school owes it beside its cases; so are number and phase. */
  caseId: CaseId | null;
  caseNumber: string | null;
  /** Null where it is about a whole class or school. */
  pupilId: PupilId | null;
  /** Whether that pupil's identity is protected. */
  protected: boolean;
  /** Of the case; null for the whole municipality. */
  schoolUnit: SchoolUnitCode | null;
  /** The class of a school's own duty. */
  class: string | null;
  phase: Phase | null;
  key: string;
  kind: CaseDutyKind | SchoolDutyKind;
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
  /** What a school's own duty holds besides: numbers, days, choices. */
  how: SchoolDutyFacts;
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
  ownerRoles?: readonly Role[];
  /** What flags ask for as well: the coordinators' and team leaders' alone. Whoever holds one sees it anyway. */
  withFlags?: boolean;
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
  let query = duties(db, today)
    .where('from_date', '<=', today)
    .where((eb) => eb.or([eb('lapses_on', 'is', null), eb('lapses_on', '>', today)]));
  const { holderId } = filter;
  if (holderId === undefined && filter.withFlags !== true) query = query.where(isNoFlag);
  if (holderId !== undefined) {
    query = query.where(
      sql<boolean>`(duty.case_id, duty.key) in (
        select h.case_id, h.key from duty_holder h where h.person_id = ${holderId}
        union
        select h.case_id, h.key from case_deputy d
        join duty_holder h on h.case_id = d.case_id and h.person_id = d.coordinator_id
        where d.deputy_id = ${holderId} and ${standsInOn(today)}
      )`,
    );
  }
  if (filter.escalatedTo !== undefined) {
    query = query.where('escalate_to', '=', filter.escalatedTo).where('escalated_on', '<=', today);
  }
  if (filter.schoolUnits !== undefined) {
    query = query.where(isOneOf('duty.school_unit', filter.schoolUnits));
  }
  if (filter.ownerRoles !== undefined) query = query.where(isOneOf('duty.owner_role', filter.ownerRoles));
  if (filter.caseIds !== undefined) query = query.where(isOneOf('duty.case_id', filter.caseIds));
  if (filter.standings !== undefined) {
    query = query.where(sql<boolean>`${standingOn(today)} = any(${[...filter.standings]})`);
  }
  // Counted along, since finding whose they are is most of the work. Past the last page nothing tells how many.
  const { offset = 0, limit = 200 } = page;
  const rows = await query
    .select(sql<number>`(count(*) over ())::integer`.as('total'))
    .orderBy('due')
    .orderBy('case_number')
    .orderBy('key')
    .limit(limit)
    .offset(offset)
    .execute();
  const last = rows[0];
  if (last !== undefined || offset === 0) {
    return { duties: rows.map(({ total: _total, ...duty }) => duty), total: last?.total ?? 0 };
  }
  const { total } = await query.clearSelect().select(count.as('total')).executeTakeFirstOrThrow();
  return { duties: [], total };
}

/** Every duty of a case, also those that are not shown yet, by due day. What flags ask for is there when asked for. */
export async function dutiesOfCase(
  db: Db,
  caseId: CaseId,
  today: LocalDate,
  { withFlags = false }: Pick<DutyFilter, 'withFlags'> = {},
): Promise<DutyRow[]> {
  let query = duties(db, today).where('duty.case_id', '=', caseId);
  if (!withFlags) query = query.where(isNoFlag);
  return query.orderBy('due').orderBy('key').execute();
}

const isNoFlag = sql<boolean>`not ${isOneOf('duty.kind', flagDutyKinds)}`;

const standingOn = (today: LocalDate) => sql<Standing>`
  case when due < ${today} then 'overdue' when due = ${today} then 'due' else 'coming' end`;

const duties = (db: Db, today: LocalDate) =>
  db
    .selectFrom('duty')
    .leftJoin('pupil', 'pupil.id', 'duty.pupil_id')
    .select([
      sql<CaseId | null>`nullif(duty.case_id, '')`.as('caseId'),
      sql<string | null>`nullif(case_number, '')`.as('caseNumber'),
      'duty.pupil_id as pupilId',
      sql<boolean>`coalesce(pupil.security_marking <> 'none', false)`.as('protected'),
      'duty.school_unit as schoolUnit',
      'duty.class',
      'phase',
      'key',
      'kind',
      'owner',
      'owner_role as ownerRole',
      'from_date as from',
      'due',
      'escalate_on as escalateOn',
      'escalate_to as escalateTo',
      sql<LocalDate | null>`case when escalated_on <= ${today} then escalated_on end`.as('escalatedOn'),
      'subject_id as subjectId',
      'moved',
      'how',
      standingOn(today).as('standing'),
      sql<PersonId[]>`array(
        select h.person_id from duty_holder h
        where h.case_id = duty.case_id and h.key = duty.key order by h.person_id
      )`.as('holderIds'),
    ]);
