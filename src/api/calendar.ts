/** A school's calendar as the domain takes it. */
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import { periodsOf } from '../records/calendar.ts';
import type { Db } from '../records/connect.ts';

/** From the year before `around` to four years after: longer than a case that is planned today. */
export async function schoolCalendar(
  db: Db,
  schoolUnit: SchoolUnitCode,
  around: LocalDate,
): Promise<SchoolCalendar> {
  const year = Number(around.slice(0, 4));
  const periods = await periodsOf(db, schoolUnit);
  return buildSchoolCalendar({ periods, schoolUnit, fromYear: year - 1, toYear: year + 4 });
}
