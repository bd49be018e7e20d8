/** The school year's rows; holidays and the clock's zone come from outside (integrations/calendar.ts). */
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { CalendarPeriodRow } from '../domain/import-rows.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { count } from './sql.ts';

/**
 * A school's periods in order of date: its own rows and those for every school. `buildSchoolCalendar` decides which of
 * them stand.
 */
export async function periodsOf(db: Db, schoolUnit: SchoolUnitCode): Promise<CalendarPeriodRow[]> {
  return periods(db)
    .where((eb) => eb.or([eb('school_unit', '=', schoolUnit), eb('school_unit', 'is', null)]))
    .execute();
}

const periods = (db: Db) =>
  db
    .selectFrom('calendar_period')
    .select(['school_unit as schoolUnit', 'name', 'kind', 'from_date as from', 'to_date as to'])
    .orderBy('from_date')
    .orderBy('to_date')
    .orderBy('id');

export type CalendarPeriod = CalendarPeriodRow & { id: number };

/** The periods of all schools and, where one is named, its own, in order of date: to be looked at and changed. */
export async function listPeriods(db: Db, schoolUnit: SchoolUnitCode | null): Promise<CalendarPeriod[]> {
  return periods(db)
    .select('id')
    .where((eb) => eb.or([eb('school_unit', 'is', null), eb('school_unit', '=', schoolUnit ?? '')]))
    .execute();
}

/** Keeps a period; the same school, name and first day is the same period. */
export async function savePeriod(db: Db, row: CalendarPeriodRow): Promise<CalendarPeriod> {
  const { schoolUnit, name, kind, from, to } = row;
  const changed = await db
    .updateTable('calendar_period')
    .set({ kind, to_date: to })
    .where('school_unit', schoolUnit === null ? 'is' : '=', schoolUnit)
    .where('name', '=', name)
    .where('from_date', '=', from)
    .returning('id')
    .executeTakeFirst();
  if (changed !== undefined) return { ...row, id: changed.id };
  const added = await db
    .insertInto('calendar_period')
    .values({ school_unit: schoolUnit, name, kind, from_date: from, to_date: to })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ...row, id: added.id };
}

/** False when there is none of that id. */
export async function deletePeriod(db: Db, id: number): Promise<boolean> {
  const gone = await db.deleteFrom('calendar_period').where('id', '=', id).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** How many duties of running cases, at a school or at all of them, have their day within some days from `today` on. */
export async function dutiesDueWithin(
  db: Db,
  { schoolUnit, from, to }: { schoolUnit: SchoolUnitCode | null; from: LocalDate; to: LocalDate },
  today: LocalDate,
): Promise<number> {
  let query = db
    .selectFrom('obligation')
    .innerJoin('case_file', 'case_file.id', 'obligation.case_id')
    .select(count.as('total'))
    .where('due', '>=', from < today ? today : from)
    .where('due', '<=', to);
  if (schoolUnit !== null) query = query.where('case_file.school_unit', '=', schoolUnit);
  return (await query.executeTakeFirstOrThrow()).total;
}
