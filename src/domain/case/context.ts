/** What a decision may know besides the case and the command: the calendar, the moment, and who asks. */
import type { SchoolCalendar } from '../calendar.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Actor } from './parts.ts';

/** `today` is `now` on the wall in Sweden. */
export type DecideContext = { calendar: SchoolCalendar; now: Instant; today: LocalDate; actor: Actor };
