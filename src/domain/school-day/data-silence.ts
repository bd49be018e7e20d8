/**
 * Whether a school's data still comes. Where it has stopped, days without a row are days of which nobody knows, not
 * days of full attendance: nobody has come back to school by the figures, and those who answer for the data are told.
 */
import { schoolDaysBetween, type SchoolCalendar } from '../calendar.ts';
import type { SchoolUnitCode } from '../ids.ts';
import { addDays, type LocalDate } from '../time.ts';

/**
 * So many school days in a row without one row of absence don't happen at a school that reports. A school of twenty
 * pupils with 6 % absence has three such days in a year, by chance, and five in a row in a few centuries.
 */
export const mostQuietSchoolDays = 5;

/**
 * The last day of which a school's data tells, when its data has stopped by the end of `asOf`; null while it comes.
 * `latestRow` is the latest day with any row of the school up to then; a school that never sent any isn't silent. Lov
 * doesn't count.
 */
export const silentSince = (
  cal: SchoolCalendar,
  latestRow: LocalDate | null,
  asOf: LocalDate,
): LocalDate | null => {
  if (latestRow === null) return null;
  const quiet = schoolDaysBetween(cal, addDays(latestRow, 1), asOf).length;
  return quiet > mostQuietSchoolDays ? latestRow : null;
};

/** One duty for each silence. */
export const dataSilenceKey = (schoolUnit: SchoolUnitCode, since: LocalDate): string =>
  `dataSilence/${schoolUnit}/${since}`;
