/** When a source is read: absence through the school day, the rest at night. */
import { instantOf, isSchoolDay, isWorkday, localDateOf, type SchoolCalendar } from './calendar.ts';
import type { SourceReading } from './source-run.ts';
import { addDays, type Instant, instant, type LocalTime, localTime } from './time.ts';

/** Before the cases' own moments of the night, when nobody works in the source either. */
const registerAt = localTime('03:30');

/** Each hour in which lessons are reported. */
const absenceAt: readonly LocalTime[] = [
  '08:00',
  '09:00',
  '10:00',
  '11:00',
  '12:00',
  '13:00',
  '14:00',
  '15:00',
  '16:00',
].map(localTime);

/** `cal` is the one that holds for all schools; where no term is known, a school day is any workday. */
export const nextReading = (cal: SchoolCalendar, after: Instant): { what: SourceReading; at: Instant } => {
  const knowsTerms = cal.periods.some(({ kind }) => kind === 'term');
  for (let date = localDateOf(cal, after); ; date = addDays(date, 1)) {
    const night = instantOf(cal, date, registerAt);
    if (night > after) return { what: 'register', at: night };
    if (!(knowsTerms ? isSchoolDay(cal, date) : isWorkday(cal, date))) continue;
    const hour = absenceAt.map((time) => instantOf(cal, date, time)).find((at) => at > after);
    if (hour !== undefined) return { what: 'absence', at: hour };
  }
};

const marginMs = 2 * 86_400_000;
/** A renewal that failed is tried again no sooner. */
const renewalPauseMs = 10 * 60_000;

/** Whether so little is left of a subscription that it is renewed. */
export const isRenewalDue = (expires: Instant, now: Instant): boolean => expires - now <= marginMs;

/** The next moment for a renewal: two days before the end, or when half of what is left has passed. */
export const renewalAt = (expires: Instant, now: Instant): Instant =>
  instant(
    Math.max(
      now + renewalPauseMs,
      Math.floor(expires - Math.min(marginMs, Math.max(0, (expires - now) / 2))),
    ),
  );
