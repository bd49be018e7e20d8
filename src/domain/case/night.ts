/** The moment of a date at which time itself changes a case. */
import type { SchoolCalendar } from '../calendar.ts';
import { instantOf } from '../calendar.ts';
import type { CaseId } from '../ids.ts';
import type { Instant, LocalDate } from '../time.ts';
import { instant, localTime } from '../time.ts';

const firstNightHour = localTime('04:00');
const spreadSeconds = 2 * 60 * 60;
const SECOND_MS = 1000;

/** FNV-1a, 32 bits: spreads ids evenly and is the same everywhere. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
};

/**
 * 04:00–06:00 on the wall, spread over the cases by their ids to the second: a hundred thousand cases don't wake at
 * once, no morning's digest goes out before its night, and no clock is set between four and six.
 */
export const nightMoment = (cal: SchoolCalendar, caseId: CaseId, date: LocalDate): Instant =>
  instant(instantOf(cal, date, firstNightHour) + (hash(caseId) % spreadSeconds) * SECOND_MS);
