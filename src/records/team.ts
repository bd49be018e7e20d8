/** The team as a whole: who carries how much, what waits to be allocated, whose time runs out. */
import { sql } from 'kysely';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { Stage } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { listPeople } from './people.ts';
import { openAssignmentsByPerson } from './reservations.ts';

export type Caseload = { personId: PersonId; name: string; stages: Stage[]; open: number };

/** Every coordinator with how many places of their caseload are taken, by name: no order of merit. */
export async function caseloads(db: Db): Promise<Caseload[]> {
  const [people, open] = await Promise.all([
    listPeople(db, { role: 'coordinator' }),
    openAssignmentsByPerson(db),
  ]);
  return people.map(({ id, givenName, familyName, roles }) => ({
    personId: id,
    name: `${givenName} ${familyName}`,
    stages: [...new Set(roles.flatMap((held) => (held.role === 'coordinator' ? held.stages : [])))],
    open: open.get(id) ?? 0,
  }));
}

export type Waiting = {
  id: CaseId;
  number: string;
  since: LocalDate;
  /** By when it is to be allocated; null while it can't be: consent is missing. */
  allocateBy: LocalDate | null;
};

/** Cases that are ordered and that nobody has, the oldest first. */
export function waitingCases(db: Db): Promise<Waiting[]> {
  const since = sql<LocalDate>`state -> 'stand' ->> 'since'`;
  return db
    .selectFrom('case_file')
    .leftJoin('obligation', (join) =>
      join.onRef('obligation.case_id', '=', 'case_file.id').on('obligation.kind', '=', 'allocate'),
    )
    .select(['case_file.id', 'number', since.as('since'), 'obligation.due as allocateBy'])
    .where('phase', '=', 'ordered')
    .orderBy(since)
    .orderBy('number')
    .execute();
}

export type Cap = { id: CaseId; number: string; actBy: LocalDate; coordinatorIds: PersonId[] };

/** Running assignments with an end, the nearest first. */
export function capsAhead(db: Db): Promise<Cap[]> {
  return db
    .selectFrom('case_file')
    .select([
      'id',
      'number',
      sql<LocalDate>`cap_act_by`.as('actBy'),
      sql<PersonId[]>`array(
        select person_id from case_coordinator where case_id = case_file.id order by person_id
      )`.as('coordinatorIds'),
    ])
    .where('phase', '=', 'assigned')
    .where('cap_act_by', 'is not', null)
    .orderBy('cap_act_by')
    .orderBy('number')
    .execute();
}
