import type { SchoolCalendar } from '../../domain/calendar.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { buildSchoolCalendar } from '../../integrations/calendar.ts';
import { periodsOf } from '../../records/calendar.ts';
import type { Db } from '../../records/connect.ts';

/** Each school's calendar of the years around a moment, read once for each. */
export const calendarsAt = (
  db: Db,
  at: Instant,
): ((schoolUnit: SchoolUnitCode) => Promise<SchoolCalendar>) => {
  const year = new Date(at).getUTCFullYear();
  const known = new Map<SchoolUnitCode, Promise<SchoolCalendar>>();
  const read = async (schoolUnit: SchoolUnitCode) =>
    buildSchoolCalendar({
      periods: await periodsOf(db, schoolUnit),
      schoolUnit,
      fromYear: year - 1,
      toYear: year + 1,
    });
  return (schoolUnit) => {
    const calendar = known.get(schoolUnit) ?? read(schoolUnit);
    known.set(schoolUnit, calendar);
    return calendar;
  };
};
