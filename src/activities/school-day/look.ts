/**
 * The look at absence: who came to the policy's limit, whose case must hear of another band, whom to call. Invariants:
 * 1. only a passing begins a case, and what follows of it is noted before it is done, so that a look that was cut off
 *    goes on under the same ids;
 * 2. while a day goes on its figures may only rise: a fall is believed when the day is over, and the school's data comes;
 * 3. every step may be repeated.
 */
import { localDateOf, previousSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import type { LocalDate } from '../../domain/time.ts';
import { addDays, minDate } from '../../domain/time.ts';
import { policiesOf } from '../../records/policies.ts';
import { type LadderSchool, ladderSchools } from '../../records/school-day/look-data.ts';
import {
  arrivalsSeen,
  saveSchoolLook,
  schoolLooks,
  unseenArrivals,
} from '../../records/school-day/standings.ts';
import { isLookedAt } from '../../records/school-day/waiting.ts';
import type { LookReport, SchoolDayActivities } from '../contract.ts';
import { calendarsAt } from './calendars.ts';
import { lookForSilence } from './data-silence.ts';
import { makeCalls } from './calls.ts';
import { lookAtLimits } from './limits.ts';
import { writeFirstDayMails } from './mails.ts';
import type { LookDeps, SchoolDayDeps } from './settings.ts';

/** Makes the activity `lookAtAbsence`. */
export const createLook =
  (deps: SchoolDayDeps): SchoolDayActivities['lookAtAbsence'] =>
  async ({ asOf, at }) => {
    const arrivals = await unseenArrivals(deps.db);
    const calendarOf = calendarsAt(deps.db, at);
    const looks = await schoolLooks(deps.db);
    const report: LookReport = { schools: 0, began: 0, told: 0, refused: 0, calls: 0, mails: 0 };
    let today: LocalDate | null = null;
    let look: LookDeps | null = null;
    for (const school of await ladderSchools(deps.db)) {
      const calendar = await calendarOf(school.code);
      today = localDateOf(calendar, at);
      const day = previousSchoolDay(calendar, asOf === null ? today : minDate(asOf, today));
      if (day === null) continue;
      const arrived = arrivals.some(({ schoolUnit }) => schoolUnit === null || schoolUnit === school.code);
      // What came in may be of any day within the window, also of one that was looked at.
      if (!arrived && isLookedAt(looks.get(school.code), day)) continue;
      report.schools += 1;
      // Every school has the same day: what is read of the policies is read once.
      look ??= { ...deps, policyOf: policiesOf(deps.db, today) };
      await lookAtSchool(look, school, calendar, { day, today, arrived }, report);
    }
    if (today !== null) report.mails = await writeFirstDayMails(deps, today, at);
    await arrivalsSeen(deps.db, arrivals, at);
    return report;
  };

const lookAtSchool = async (
  deps: LookDeps,
  school: LadderSchool,
  calendar: SchoolCalendar,
  { day, today, arrived }: { day: LocalDate; today: LocalDate; arrived: boolean },
  report: LookReport,
): Promise<void> => {
  const dayIsOver = day < today;
  // Whom to call is the most urgent: it belongs to the same day.
  const late = arrived ? previousSchoolDay(calendar, addDays(day, -1)) : null;
  for (const date of [day, ...(late === null ? [] : [late])]) {
    report.calls += await makeCalls(deps, school, calendar, date, today);
  }
  deps.progress(report.calls);
  const dataComes = await lookForSilence(deps.db, school, calendar, { day, today });
  const seen = await lookAtLimits(deps, school, calendar, { asOf: day, dayIsOver, dataComes });
  report.began += seen.began;
  report.told += seen.told;
  report.refused += seen.refused;
  await saveSchoolLook(deps.db, school.code, { asOf: day, settled: dayIsOver });
  deps.progress(report.schools);
};
