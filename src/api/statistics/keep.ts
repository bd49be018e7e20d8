/**
 * Keeps what statistics read up to the records: the facts of cases, the months of schools, the absence around
 * assignments that are over. The API does so at its start and each minute; several may run, one at a time works.
 */
import { sql, type Kysely } from 'kysely';
import type { Logger } from 'pino';
import { factsOf } from '../../domain/statistics/case-facts.ts';
import {
  firstDayOf,
  monthAfter,
  mostMonths,
  periodOfSchoolYear,
  schoolYearOf,
  termOfDay,
} from '../../domain/statistics/period.ts';
import { addDays, addMonths, type Instant, type LocalDate, monthOf } from '../../domain/time.ts';
import type { Db } from '../../records/connect.ts';
import type { Database } from '../../records/schema.ts';
import { forgetSettled, keepMonth, monthsOwed } from '../../records/statistics/absence-months.ts';
import {
  coursesOwed,
  factEvents,
  saveCourse,
  saveFacts,
  staleCases,
} from '../../records/statistics/case-facts.ts';
import { schoolCalendar } from '../calendar.ts';
import { todayAt } from '../today.ts';
import { reckonCourse, reckonMonth } from './reckon.ts';

const casesAtOnce = 100;

/** Corrections of the last days after an assignment may come for so long. */
const graceDays = 14;

/**
 * Brings all of it up to the records as they stand on `today`. Does nothing where another process is at it; stops
 * between two schools' months once `signal` says so, and the next goes on there.
 */
export async function keepStatistics(
  db: Kysely<Database>,
  today: LocalDate,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(hashtext('statistics')) as mine`.execute(connection);
    if (rows[0]?.mine !== true) return;
    try {
      await keepFacts(connection);
      await keepMonths(connection, today, signal);
      await keepCourses(connection, today);
    } finally {
      await sql`select pg_advisory_unlock(hashtext('statistics'))`.execute(connection);
    }
  });
}

export type StatisticsKeeper = {
  /** Begins unless it's under way. Never throws. */
  keep(): Promise<void>;
  /** What is under way ends soon, and nothing begins any more. */
  stop(): void;
};

export function createStatisticsKeeper(deps: {
  db: Kysely<Database>;
  now(): Promise<Instant>;
  log: Logger;
}): StatisticsKeeper {
  let busy = false;
  const stopping = new AbortController();
  return {
    stop: () => stopping.abort(),
    async keep() {
      if (busy || stopping.signal.aborted) return;
      busy = true;
      try {
        await keepStatistics(deps.db, todayAt(await deps.now()), stopping.signal);
      } catch (error) {
        deps.log.warn({ err: error }, 'statistics are still to be brought up to the records');
      } finally {
        busy = false;
      }
    },
  };
}

async function keepFacts(db: Db): Promise<void> {
  for (;;) {
    const stale = await staleCases(db, casesAtOnce);
    if (stale.length === 0) return;
    const events = await factEvents(
      db,
      stale.map(({ caseId }) => caseId),
    );
    for (const one of stale) await saveFacts(db, one, factsOf(events.get(one.caseId) ?? []));
  }
}

async function keepMonths(db: Db, today: LocalDate, signal: AbortSignal): Promise<void> {
  const [last, yesterday] = [monthOf(today), addDays(today, -1)];
  const months = { from: monthAfter(last, 1 - mostMonths), to: last };
  // A school year that is over stays as it was: by now its pupils are in other stages.
  const open = periodOfSchoolYear(schoolYearOf(termOfDay(today))).from;
  await forgetSettled(db, open);
  const owed = await monthsOwed(db, { months, open, yesterday });
  for (const [schoolUnit, months] of owed) {
    for (const month of months) {
      if (signal.aborted) return;
      const calendar = await schoolCalendar(db, schoolUnit, firstDayOf(month));
      const ask = { schoolUnit, month, yesterday, calendar };
      await keepMonth(db, ask, (trx) => reckonMonth(trx, ask));
    }
  }
}

async function keepCourses(db: Db, today: LocalDate): Promise<void> {
  const endedBy = addDays(addMonths(today, -3), -graceDays);
  for (;;) {
    const owed = await coursesOwed(db, endedBy, casesAtOnce);
    if (owed.length === 0) return;
    for (const one of owed) await saveCourse(db, one, await reckonCourse(db, one));
  }
}
