/** What happened while a rehearsal's clock moved: numbers for the whole municipality, nobody's story. */
import { sql } from 'kysely';
import type { CaseEvent } from '../domain/case/events.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { count } from './sql.ts';

export type Meanwhile = {
  casesBegun: number;
  /** First parts of the mails' kinds (`digest`, `invitation`, `notice`) with how many. */
  mails: { kind: string; count: number }[];
  /** What time alone made happen in the cases, one event of each kind with how many. */
  events: { event: CaseEvent; count: number }[];
  /** Duties whose day has come within the time and that are still owed. */
  dutiesDue: number;
};

/** Between two moments of domain time; `fromDay` and `toDay` are their days in Sweden. */
export async function meanwhile(
  db: Db,
  { from, to, fromDay, toDay }: { from: Date; to: Date; fromDay: LocalDate; toDay: LocalDate },
): Promise<Meanwhile> {
  const [begun, mails, events, due] = await Promise.all([
    db
      .selectFrom('timeline')
      .select(count.as('count'))
      .where('seq', '=', 1)
      .where('at', '>', from)
      .where('at', '<=', to)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('mail')
      .select([sql<string>`split_part(kind, '/', 1)`.as('kind'), count.as('count')])
      .where('created_at', '>', from)
      .where('created_at', '<=', to)
      .groupBy(sql`split_part(kind, '/', 1)`)
      .orderBy('kind')
      .execute(),
    db
      .selectFrom('timeline')
      .select([sql<CaseEvent>`(array_agg(event))[1]`.as('event'), count.as('count')])
      .where('at', '>', from)
      .where('at', '<=', to)
      .where(sql<boolean>`actor ->> 'role' = 'system'`)
      .groupBy('type')
      .orderBy('count', 'desc')
      .orderBy('type')
      .execute(),
    db
      .selectFrom('duty')
      .select(count.as('count'))
      .where('due', '>=', fromDay)
      .where('due', '<=', toDay)
      .executeTakeFirstOrThrow(),
  ]);
  return { casesBegun: begun.count, mails, events, dutiesDue: due.count };
}
