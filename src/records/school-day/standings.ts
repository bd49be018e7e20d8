/** What the last look at the absence saw: pupil by pupil, school by school, and what came in since. */
import { sql } from 'kysely';
import type { PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { Standing } from '../../domain/school-day/standing.ts';
import type { Instant, LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';

export type PupilStanding = Standing & {
  /**
   * The day of the figure by which the limit was passed, until what follows of it is done: a look that was cut off
   * in between goes on under the same day, and so under the same ids.
   */
  passing: LocalDate | null;
};

/** The standings of these pupils; whoever was never looked at isn't among them. */
export async function standingsOf(
  db: Db,
  pupilIds: readonly PupilId[],
): Promise<Map<PupilId, PupilStanding>> {
  const rows = await db
    .selectFrom('absence_standing')
    .select(['pupil_id as pupilId', 'band', 'since', 'as_of as asOf', 'passing'])
    .where(sql<boolean>`pupil_id = any(${[...pupilIds]})`)
    .execute();
  return new Map(rows.map(({ pupilId, ...standing }) => [pupilId, standing]));
}

/** Notes what a look saw. */
export async function saveStandings(
  db: Db,
  standings: readonly (PupilStanding & { pupilId: PupilId })[],
): Promise<void> {
  for (let from = 0; from < standings.length; from += 5_000) {
    const page = standings.slice(from, from + 5_000);
    await db
      .insertInto('absence_standing')
      .values(
        page.map(({ pupilId, band, since, asOf, passing }) => ({
          pupil_id: pupilId,
          band,
          since,
          as_of: asOf,
          passing,
        })),
      )
      .onConflict((oc) =>
        oc.column('pupil_id').doUpdateSet((eb) => ({
          band: eb.ref('excluded.band'),
          since: eb.ref('excluded.since'),
          as_of: eb.ref('excluded.as_of'),
          passing: eb.ref('excluded.passing'),
        })),
      )
      .execute();
  }
}

/** What follows of a passing is done. */
export async function passingDone(db: Db, pupilId: PupilId): Promise<void> {
  await db.updateTable('absence_standing').set({ passing: null }).where('pupil_id', '=', pupilId).execute();
}

/** The day that each school was last looked at, and whether that day was over by then. */
export type SchoolLook = { asOf: LocalDate; settled: boolean };

export async function schoolLooks(db: Db): Promise<Map<SchoolUnitCode, SchoolLook>> {
  const rows = await db
    .selectFrom('school_look')
    .select(['school_unit as schoolUnit', 'as_of as asOf', 'settled'])
    .execute();
  return new Map(rows.map(({ schoolUnit, ...look }) => [schoolUnit, look]));
}

/** Notes a look; one at an earlier day, or at a day that isn't over, doesn't take back a later one. */
export async function saveSchoolLook(db: Db, schoolUnit: SchoolUnitCode, look: SchoolLook): Promise<void> {
  await sql`
    insert into school_look (school_unit, as_of, settled)
    values (${schoolUnit}, ${look.asOf}, ${look.settled})
    on conflict (school_unit) do update set as_of = excluded.as_of, settled = excluded.settled
    where school_look.as_of < excluded.as_of
      or (school_look.as_of = excluded.as_of and not school_look.settled)
  `.execute(db);
}

/**
 * Notes for which schools absence came in, in the transaction that brings it: `pupilIds` are those whose rows changed.
 * Answers how many schools.
 */
export async function noteArrival(db: Db, pupilIds: readonly PupilId[]): Promise<number> {
  if (pupilIds.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into absence_arrival (at, school_unit)
    select distinct now(), school_unit from pupil where id = any(${[...pupilIds]})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export type Arrival = { id: string; schoolUnit: SchoolUnitCode | null };

/** What came in and no look has seen. */
export async function unseenArrivals(db: Db): Promise<Arrival[]> {
  return db
    .selectFrom('absence_arrival')
    .select(['id', 'school_unit as schoolUnit'])
    .where('looked_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** A look that began after them has seen these arrivals, and no others; old ones are forgotten. */
export async function arrivalsSeen(db: Db, arrivals: readonly Arrival[], at: Instant): Promise<void> {
  const ids = arrivals.map(({ id }) => id);
  await sql`update absence_arrival set looked_at = ${new Date(at)} where id = any(${ids}::bigint[])`.execute(
    db,
  );
  await sql`
    delete from absence_arrival where looked_at is not null
      and id <= (select max(id) from absence_arrival) - 1000`.execute(db);
}

export async function areArrivalsSeen(db: Db, arrivals: readonly Arrival[]): Promise<boolean> {
  const ids = arrivals.map(({ id }) => id);
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (select from absence_arrival where id = any(${ids}::bigint[]) and looked_at is null) as waiting
  `.execute(db);
  return rows[0]?.waiting !== true;
}
