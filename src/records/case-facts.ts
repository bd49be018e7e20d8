/** The cases that began within a time, as statistics see them: one reading, no names and no ids. */
import { sql } from 'kysely';
import type { CaseEvent } from '../domain/case/events.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { CaseFacts } from '../domain/statistics/case-figures.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

/** `schoolUnits` null is all schools. */
export async function caseFacts(
  db: Db,
  {
    from,
    to,
    schoolUnits,
  }: { from: LocalDate; to: LocalDate; schoolUnits: readonly SchoolUnitCode[] | null },
): Promise<CaseFacts[]> {
  let query = db
    .selectFrom('case_file')
    .innerJoin('timeline', 'timeline.case_id', 'case_file.id')
    .select([
      'school_unit as schoolUnit',
      'phase',
      firstOf(['absenceNoticed', 'concernRaised', 'reportedToEht']).as('noticedOn'),
      firstOf(['guardianTalkRecorded', 'contactRecorded']).as('firstContactOn'),
      firstOf(['orderPlaced']).as('orderedOn'),
      firstOf(['allocated']).as('allocatedOn'),
      howMany('followUpHeld').as('followUpsHeld'),
      howMany('followUpMissed').as('followUpsMissed'),
    ])
    .where('opened_on', '>=', from)
    .where('opened_on', '<=', to)
    .groupBy(['case_file.id', 'school_unit', 'phase']);
  if (schoolUnits !== null) query = query.where(isOneOf('school_unit', schoolUnits));
  return query.execute();
}

const firstOf = (types: readonly CaseEvent['type'][]) =>
  sql<LocalDate | null>`min(on_date) filter (where ${isOneOf('timeline.type', types)})`;

const howMany = (type: CaseEvent['type']) =>
  sql<number>`(count(*) filter (where timeline.type = ${type}))::integer`;
