/** The school year's rows; holidays and the clock's zone come from outside (integrations/calendar.ts). */
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { CalendarPeriodRow } from '../domain/import-rows.ts';
import type { Db } from './connect.ts';

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
