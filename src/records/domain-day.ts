/** Now in Sweden as the database itself knows it, for what must hold whoever asks: a rehearsal's clock goes before the wall's. */
import { sql } from 'kysely';
import type { LocalDate } from '../domain/time.ts';

/** The same as `domainTime`'s moment; the rehearsal's clock is a setting (`rehearsal.ts`). */
export const domainNow = sql<Date>`
  (now() + make_interval(secs => coalesce((
    select ((value ->> 'offsetMs')::double precision + (value ->> 'skippedMs')::double precision) / 1000
    from setting where key = 'rehearsalClock'
  ), 0)))`;

/** Its day. */
export const domainDay = sql<LocalDate>`(${domainNow} at time zone 'Europe/Stockholm')::date`;
