/** The facts of each case, kept up to its projection. */
import { sql } from 'kysely';
import type { CaseId, PupilId } from '../../domain/ids.ts';
import type { Stage } from '../../domain/policy.ts';
import type { CaseFacts, FactEvent } from '../../domain/statistics/case-facts.ts';
import type { CaseAt } from '../../domain/statistics/case-figures.ts';
import type { Course } from '../../domain/statistics/course.ts';
import type { PhaseCount } from '../../domain/statistics/phase-figures.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { count, isOneOf, json } from '../sql.ts';

export type StaleCase = { caseId: CaseId; version: number; stage: Stage };

/** Cases whose facts are older than they are, or missing: at most `limit`. */
export async function staleCases(db: Db, limit: number): Promise<StaleCase[]> {
  const { rows } = await sql<StaleCase>`
    select c.id as "caseId", c.version, c.state -> 'pupil' ->> 'stage' as stage
    from case_file c left join case_fact f on f.case_id = c.id
    where f.version is null or f.version < c.version
    order by c.id limit ${limit}`.execute(db);
  return rows;
}

/** What happened in each of these cases, oldest first. */
export async function factEvents(db: Db, ids: readonly CaseId[]): Promise<Map<CaseId, FactEvent[]>> {
  const rows = await db
    .selectFrom('timeline')
    .select(['case_id as caseId', 'on_date as on', 'event'])
    .where(isOneOf('case_id', ids))
    .orderBy('case_id')
    .orderBy('seq')
    .execute();
  const events = new Map<CaseId, FactEvent[]>(ids.map((id) => [id, []]));
  for (const { caseId, ...event } of rows) events.get(caseId)?.push(event);
  return events;
}

/** Keeps facts; those of an older version don't take the place of a newer one's. */
export async function saveFacts(db: Db, of: StaleCase, facts: CaseFacts): Promise<void> {
  await db
    .insertInto('case_fact')
    .values({ case_id: of.caseId, version: of.version, stage: of.stage, facts: json(facts) })
    .onConflict((oc) =>
      oc
        .column('case_id')
        .doUpdateSet({ version: of.version, stage: of.stage, facts: json(facts) })
        .where('case_fact.version', '<=', of.version),
    )
    .execute();
}

export type CourseOwed = {
  caseId: CaseId;
  pupilId: PupilId;
  schoolUnit: string;
  start: LocalDate;
  on: LocalDate;
};

/** Assignments that were over before `endedBy`, and around which the absence hasn't been reckoned: at most `limit`. */
export async function coursesOwed(db: Db, endedBy: LocalDate, limit: number): Promise<CourseOwed[]> {
  const { rows } = await sql<CourseOwed>`
    select f.case_id as "caseId", c.pupil_id as "pupilId", p.school_unit as "schoolUnit",
      (facts -> 'closed' ->> 'start')::date as start, (facts -> 'closed' ->> 'on')::date as "on"
    from case_fact f join case_file c on c.id = f.case_id join pupil p on p.id = c.pupil_id
    where facts -> 'closed' ->> 'on' < ${endedBy}
      and course_of is distinct from (facts -> 'closed' ->> 'start') || '/' || (facts -> 'closed' ->> 'on')
    order by f.case_id limit ${limit}`.execute(db);
  return rows;
}

/** Notes an assignment's course; null: it can't be known. */
export async function saveCourse(
  db: Db,
  { caseId, start, on }: CourseOwed,
  course: Course | null,
): Promise<void> {
  await db
    .updateTable('case_fact')
    .set({ course: course === null ? null : json(course), course_of: `${start}/${on}` })
    .where('case_id', '=', caseId)
    .execute();
}

/** Every case as statistics see it: groups are made of all of them, whoever asks for whichever. */
export async function casesAtPlaces(db: Db): Promise<CaseAt[]> {
  const { rows } = await sql<CaseAt>`
    select c.school_unit as "schoolUnit", f.stage, c.opened_on as "openedOn", f.facts,
      case when f.course_of = (facts -> 'closed' ->> 'start') || '/' || (facts -> 'closed' ->> 'on')
        then f.course end as course
    from case_fact f join case_file c on c.id = f.case_id
    order by f.case_id`.execute(db);
  return rows;
}

/** How many cases of each place stand in each phase now. */
export async function phaseCounts(db: Db): Promise<PhaseCount[]> {
  return db
    .selectFrom('case_file')
    .innerJoin('case_fact', 'case_fact.case_id', 'case_file.id')
    .select(['school_unit as schoolUnit', 'stage', 'phase', count.as('cases')])
    .groupBy(['school_unit', 'stage', 'phase'])
    .execute();
}
