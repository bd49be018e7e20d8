/** How far the coming mornings have nothing to tell: asked by the morning itself and by the rehearsal's clock. */
import { sql } from 'kysely';
import { addDays, type LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { tellForDays, unreached, unsent } from './digest-outbox.ts';
import { untold } from './digests.ts';

/**
 * The first day from `from` to `until` whose morning has something to tell, as things stand now; null when there is
 * none. What is left over from earlier days (a mail that the relay didn't take, a digest that reached nobody and of
 * which a case must hear, a reminder that lay on a weekend) counts as `from`'s.
 */
export async function firstBusyDay(
  db: Db,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const { rows } = await sql<{ day: LocalDate | null }>`
    with ${untold}
    select case
      when exists (select 1 from mail m where ${unsent}) or exists (${unreached(addDays(from, -tellForDays))})
      then ${from}::date
      else (select min(greatest(remind_on, ${from}::date)) from told
        where remind_on <= ${until} and (lapses_on is null or lapses_on > ${from}))
    end as day
  `.execute(db);
  return rows[0]?.day ?? null;
}
