/** When the school-day workflow has work, and the parts of its morning that aren't mail. */
import { addDays, type Instant, instant, type LocalDate, localTime } from '../domain/time.ts';
import { instantOf, localDateOf, nextWorkday, type SchoolCalendar } from '../domain/calendar.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import type { Db } from '../records/connect.ts';
import { noteWorkflow, readClock } from '../records/rehearsal.ts';
import { deleteExpiredLinks } from '../records/others-part/survey-links.ts';
import { endPastRoles } from '../records/roles.ts';
import { sweep } from '../records/sweep.ts';
import { firstTellingDay } from '../records/quiet-mornings.ts';
import { firstSchoolMorning, isReviewMorning } from '../records/school-day/waiting.ts';
import type { Morning, MorningWork, SchoolDayActivities } from './contract.ts';
import { calendarsAt } from './school-day/calendars.ts';
import { turnWheel } from './year-wheel.ts';

/** After the night's moments of the cases (04:00–06:00), before school begins. */
const morningTime = localTime('07:00');

/** Workdays and the wall clock of the years around a moment: the same for every school. */
export const calendarAround = (at: Instant): SchoolCalendar => {
  const year = new Date(at).getUTCFullYear();
  return buildSchoolCalendar({ periods: [], schoolUnit: '', fromYear: year - 1, toYear: year + 1 });
};

/**
 * The first workday's 07:00 (Europe/Stockholm) strictly after `after`. No morning is passed over because nothing
 * is to be told yet: a command may come any day, and its first reminder falls as soon as the next morning.
 */
export const morningAfter = (after: Instant): Morning => {
  const cal = calendarAround(after);
  const today = localDateOf(cal, after);
  const first = instantOf(cal, today, morningTime) > after ? today : addDays(today, 1);
  const morning = nextWorkday(cal, first);
  return { morning, at: instantOf(cal, morning, morningTime) };
};

type MorningDeps = {
  db: Db;
  /** The engine's name for a municipality's school-day workflow. */
  workflowIdOf(municipality: string): string;
};

/** Makes the school-day workflow's activities beside `sendDigests`. */
export const createMornings = (
  deps: MorningDeps,
): Pick<
  SchoolDayActivities,
  'openMorning' | 'noteNextMorning' | 'sweep' | 'nextMorning' | 'noteNextMoment'
> => ({
  openMorning: async ({ municipality, morning, at }) => {
    // What of it fails is done by a morning after.
    const notSwept = await sweep(deps.db)
      .then(() => endPastRoles(deps.db, morning))
      .then(() => turnWheel(deps.db, morning))
      .then(() => deleteExpiredLinks(deps.db, morning))
      .then(() => null, String);
    const work = await workOf(deps.db, morning, at);
    if (work.length > 0) return { notSwept, work, next: null };
    return { notSwept, work: [], next: await noteNextMorning(deps, municipality, at) };
  },
  noteNextMorning: ({ municipality, after }) => noteNextMorning(deps, municipality, after),
  sweep: () => sweep(deps.db),
  nextMorning: async ({ after }) => morningAfter(after),
  noteNextMoment: ({ municipality, nextMoment }) => noteNext(deps, municipality, nextMoment),
});

/** What cases and schools have for this morning. A look may make duties that are told the same morning. */
const workOf = async (db: Db, morning: LocalDate, at: Instant): Promise<MorningWork[]> => {
  const day = { from: morning, until: morning };
  const calendarOf = calendarsAt(db, at);
  if ((await firstSchoolMorning(db, calendarOf, day)) !== null) {
    const reviews = await isReviewMorning(db, calendarOf, morning);
    return ['lookAtAbsence', ...(reviews ? (['makeWeeklyReviews'] as const) : []), 'sendDigests'];
  }
  return (await firstTellingDay(db, day)) === null ? [] : ['sendDigests'];
};

const noteNextMorning = async (deps: MorningDeps, municipality: string, after: Instant): Promise<Morning> => {
  const next = morningAfter(after);
  await noteNext(deps, municipality, next.at);
  return next;
};

const noteNext = async (
  { db, workflowIdOf }: MorningDeps,
  municipality: string,
  nextMoment: Instant,
): Promise<void> => {
  // Only a rehearsal's clock asks for it.
  if ((await readClock(db)) === null) return;
  await noteWorkflow(db, { workflowId: workflowIdOf(municipality), nextMoment });
};

/** Domain time: a rehearsal's own, else the wall's. */
export const domainTime = (db: Db) => async (): Promise<Instant> => {
  const clock = await readClock(db);
  return instant(Date.now() + (clock === null ? 0 : clock.offsetMs + clock.skippedMs));
};
