/**
 * The school days of which a school's data tells. Where it is silent for longer than happens at a school that reports
 * (`school-day/data-silence.ts`), nobody knows who was there: such days are neither time nor attendance.
 */
import { mostQuietSchoolDays } from '../school-day/data-silence.ts';
import type { LocalDate } from '../time.ts';

/**
 * Of `days` (school days, in order) those up to the last one with any row of the school, without silent stretches.
 * `rows`: the days on which anyone of the school was absent. A stretch at the beginning counts as silent too.
 */
export function spokenDays(days: readonly LocalDate[], rows: ReadonlySet<LocalDate>): LocalDate[] {
  const spoken: LocalDate[] = [];
  let quiet: LocalDate[] = [];
  for (const day of days) {
    quiet.push(day);
    if (!rows.has(day)) continue;
    if (quiet.length - 1 <= mostQuietSchoolDays) spoken.push(...quiet);
    else spoken.push(day);
    quiet = [];
  }
  return spoken;
}
