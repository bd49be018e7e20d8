/** When the school-day workflow has work, and the parts of its morning that aren't mail. */
import { addDays, type Instant, instant, type LocalDate, localTime } from '../domain/time.ts';
import { instantOf, localDateOf, nextWorkday, type SchoolCalendar } from '../domain/calendar.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import type { Db } from '../records/connect.ts';
import { noteWorkflow, readClock } from '../records/rehearsal.ts';
import { sweep } from '../records/sweep.ts';
import type { SchoolDayActivities } from './contract.ts';

/** After the night's moments of the cases (04:00–06:00), before school begins. */
const morningTime = localTime('07:00');

/** Workdays and the wall clock of the years around a moment: the same for every school. */
const calendarAround = (at: Instant): SchoolCalendar => {
  const year = new Date(at).getUTCFullYear();
  return buildSchoolCalendar({ periods: [], schoolUnit: '', fromYear: year - 1, toYear: year + 1 });
};

/**
 * The first workday's 07:00 (Europe/Stockholm) strictly after `after`. No morning is passed over because nothing
 * is to be told yet: a command may come any day, and its first reminder falls as soon as the next morning.
 */
export const morningAfter = (after: Instant): { morning: LocalDate; at: Instant } => {
  const cal = calendarAround(after);
  const today = localDateOf(cal, after);
  const first = instantOf(cal, today, morningTime) > after ? today : addDays(today, 1);
  const morning = nextWorkday(cal, first);
  return { morning, at: instantOf(cal, morning, morningTime) };
};

/** Makes the school-day workflow's activities beside `sendDigests`. */
export const createMornings = (deps: {
  db: Db;
  /** The engine's name for a municipality's school-day workflow. */
  workflowIdOf(municipality: string): string;
}): Pick<SchoolDayActivities, 'sweep' | 'nextMorning' | 'noteNextMoment'> => ({
  sweep: () => sweep(deps.db),
  nextMorning: async ({ after }) => morningAfter(after),
  noteNextMoment: async ({ municipality, nextMoment }) => {
    // Only a rehearsal's clock asks for it.
    if ((await readClock(deps.db)) === null) return;
    await noteWorkflow(deps.db, { workflowId: deps.workflowIdOf(municipality), nextMoment });
  },
});

/** Domain time: a rehearsal's own, else the wall's. */
export const domainTime = (db: Db) => async (): Promise<Instant> => {
  const clock = await readClock(db);
  return instant(Date.now() + (clock === null ? 0 : clock.offsetMs + clock.skippedMs));
};
