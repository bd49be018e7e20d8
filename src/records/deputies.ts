/** Coordinators' deputies for a period: named, ended, and whom they stand in for. Rows stay, so that it can be seen who was. */
import { type RawBuilder, sql } from 'kysely';
import type { Deputyship, StandingIn } from '../domain/deputies.ts';
import { standingInOf } from '../domain/deputies.ts';
import type { CaseId, DeputyshipId, PersonId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { domainDay } from './domain-day.ts';
import { isOneOf } from './sql.ts';

/** With who named them and when, and who ended it early. */
export type KeptDeputyship = Deputyship & {
  namedBy: PersonId;
  namedAt: Date;
  endedBy: PersonId | null;
  endedAt: Date | null;
};

/** Of a row of `case_deputy d`: the day (today, when none is given) is within its period. */
export const standsInOn = (day?: LocalDate): RawBuilder<boolean> =>
  sql<boolean>`${day ?? domainDay} between d.from_date and d.until`;

/** Names a deputy. Repeating it under the same id is fine. */
export async function nameDeputy(
  db: Db,
  { deputyshipId, coordinatorId, deputyId, from, until, caseIds }: Omit<Deputyship, 'ended'>,
  named: { by: PersonId; at: Date },
): Promise<void> {
  await db
    .insertInto('deputyship')
    .values({
      id: deputyshipId,
      coordinator_id: coordinatorId,
      deputy_id: deputyId,
      from_date: from,
      until,
      case_ids: caseIds === null ? null : [...caseIds],
      named_by: named.by,
      named_at: named.at,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** Ends one at once; false when it was ended before. */
export async function endDeputy(
  db: Db,
  id: DeputyshipId,
  ended: { by: PersonId; at: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('deputyship')
    .set({ ended_by: ended.by, ended_at: ended.at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** One; null when unknown. */
export async function findDeputyship(db: Db, id: DeputyshipId): Promise<KeptDeputyship | null> {
  const row = await deputyships(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** The latest first, at most `limit`; of one person, whether it is their cases or they stand in. */
export async function listDeputyships(
  db: Db,
  filter: { concerning?: PersonId } = {},
  limit = 200,
): Promise<KeptDeputyship[]> {
  const { concerning } = filter;
  let query = deputyships(db);
  if (concerning !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('coordinator_id', '=', concerning), eb('deputy_id', '=', concerning)]),
    );
  }
  const rows = await query.orderBy('from_date', 'desc').orderBy('named_at', 'desc').limit(limit).execute();
  return rows.map(fromRow);
}

/** For whom a person stands in today, by the day of the domain's clock. */
export async function standingInToday(db: Db, personId: PersonId): Promise<StandingIn[]> {
  const rows = await deputyships(db)
    .select(domainDay.as('today'))
    .where('deputy_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('until', '>=', domainDay)
    .execute();
  const [first] = rows;
  return first === undefined ? [] : standingInOf(rows.map(fromRow), personId, first.today);
}

/** A subquery: the cases in which somebody stands in today. */
export const casesOfDeputy = (db: Db, personId: PersonId) =>
  db
    .selectFrom('case_deputy as d')
    .select('d.case_id')
    .where('d.deputy_id', '=', personId)
    .where(standsInOn());

/** Who stands in for these coordinators in a case today. */
export async function deputiesIn(
  db: Db,
  caseId: CaseId,
  coordinatorIds: readonly PersonId[],
): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('case_deputy as d')
    .select('d.deputy_id')
    .distinct()
    .where('d.case_id', '=', caseId)
    .where(isOneOf('d.coordinator_id', coordinatorIds))
    .where(standsInOn())
    .orderBy('d.deputy_id')
    .execute();
  return rows.map((row) => row.deputy_id);
}

const deputyships = (db: Db) =>
  db
    .selectFrom('deputyship')
    .select(['id', 'coordinator_id', 'deputy_id', 'from_date', 'until', 'case_ids'])
    .select(['named_by', 'named_at', 'ended_by', 'ended_at']);

type Row = Awaited<ReturnType<ReturnType<typeof deputyships>['executeTakeFirstOrThrow']>>;

const fromRow = (row: Row): KeptDeputyship => ({
  deputyshipId: row.id,
  coordinatorId: row.coordinator_id,
  deputyId: row.deputy_id,
  from: row.from_date,
  until: row.until,
  caseIds: row.case_ids,
  ended: row.ended_at !== null,
  namedBy: row.named_by,
  namedAt: row.named_at,
  endedBy: row.ended_by,
  endedAt: row.ended_at,
});
