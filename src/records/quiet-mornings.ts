/** How far the coming mornings have nothing to tell: asked by the morning itself and by the rehearsal's clock. */
import { sql } from 'kysely';
import { addDays, type LocalDate, weekdayOf } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { tellForDays, unreached, unsent } from './digest-outbox.ts';
import { untold } from './digests.ts';
import {
  ladderSchools,
  schoolsWithAbsence,
  schoolsWithPassings,
  windowDays,
} from './school-day/look-data.ts';

/**
 * The first day from `from` to `until` whose morning has something to tell, as things stand now; null when there is
 * none. What is left over from earlier days (a mail that the relay didn't take, a digest that reached nobody and of
 * which a case must hear, a reminder that lay on a weekend) counts as `from`'s.
 */
export async function firstTellingDay(
  db: Db,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const { rows } = await sql<{ day: LocalDate | null }>`
    with ${untold({ until, stands: from })}
    select case
      when exists (select 1 from mail m where ${unsent}) or exists (${unreached(addDays(from, -tellForDays))})
      then ${from}::date
      else (select min(greatest(tell_on, ${from}::date)) from told)
    end as day
  `.execute(db);
  return rows[0]?.day ?? null;
}

/**
 * The first day whose morning may have anything to do: something to tell, or a school's absence to look at. The
 * latter is answered by the läsår alone: the morning itself knows the school's days off, and passes them idly.
 */
export async function firstBusyDay(
  db: Db,
  span: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const school = await firstDayOfSchool(db, span);
  if (school === span.from) return school;
  // Asked second and no further than needed: it is much the dearer question.
  const until = school ?? span.until;
  return (await firstTellingDay(db, { from: span.from, until })) ?? school;
}

/** A long weekend after the läsår's last day. */
const graceDays = 4;

async function firstDayOfSchool(
  db: Db,
  { from, until }: { from: LocalDate; until: LocalDate },
): Promise<LocalDate | null> {
  const terms = await db
    .selectFrom('calendar_period')
    .select(['from_date as from', 'to_date as to'])
    .where('kind', '=', 'term')
    .where('from_date', '<=', until)
    .where('to_date', '>=', addDays(from, -graceDays))
    .execute();
  if (terms.length === 0) return null;
  const schools = await ladderSchools(db);
  if (schools.length === 0) return null;
  const reported = await schoolsWithAbsence(db, addDays(from, -windowDays), until);
  const passing = await schoolsWithPassings(db);
  if (!schools.some(({ code }) => reported.has(code) || passing.has(code))) return null;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const inTerm = terms.some((term) => term.from <= day && day <= addDays(term.to, graceDays));
    if (inTerm && weekdayOf(day) <= 5) return day;
  }
  return null;
}
