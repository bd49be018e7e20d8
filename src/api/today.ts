/** The date on the wall in Sweden at a moment. */
import { localDate, type Instant, type LocalDate } from '../domain/time.ts';

const swedish = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

export const todayAt = (now: Instant): LocalDate => localDate(swedish.format(now));
