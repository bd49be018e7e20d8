/** The weekly reviews of a morning: one duty for each class, one mail for each mentor. */
import { previousSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import type { PupilId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import type { WeeklyReview } from '../../domain/school-day/weekly-review.ts';
import { weeklyReviewKey } from '../../domain/school-day/weekly-review.ts';
import type { LocalDate } from '../../domain/time.ts';
import { absenceOf } from '../../records/absence.ts';
import type { Db } from '../../records/connect.ts';
import { policiesOf, type PolicyOf } from '../../records/policies.ts';
import { saveSchoolDuties } from '../../records/school-day/duties.ts';
import {
  classesToSee,
  type LadderSchool,
  ladderSchools,
  reportingUntil,
} from '../../records/school-day/look-data.ts';
import { reviewDue } from '../../records/school-day/waiting.ts';
import type { SchoolDayActivities } from '../contract.ts';
import { calendarsAt } from './calendars.ts';
import { writeWeeklyMails } from './mails.ts';
import type { SchoolDayDeps } from './settings.ts';

/** Makes the activity `makeWeeklyReviews`. */
export const createReviews =
  (deps: SchoolDayDeps): SchoolDayActivities['makeWeeklyReviews'] =>
  async ({ morning, at }) => {
    const calendarOf = calendarsAt(deps.db, at);
    const reporting = reportingUntil(deps.db);
    const policyOf = policiesOf(deps.db, morning);
    let classes = 0;
    for (const school of await ladderSchools(deps.db)) {
      const rule = (await policyOf(school.schoolForm))?.ladder.weeklyReview;
      const calendar = await calendarOf(school.code);
      const review = rule && (await reviewDue(deps.db, school, rule, calendar, morning, reporting));
      if (review) classes += await makeReviews({ db: deps.db, policyOf }, school, calendar, review, morning);
      deps.progress(classes);
    }
    return { classes, mails: await writeWeeklyMails(deps, morning, at) };
  };

const makeReviews = async (
  { db, policyOf }: { db: Db; policyOf: PolicyOf },
  { code, schoolForm }: LadderSchool,
  calendar: SchoolCalendar,
  { week, about, due, tellRectorOn, lapsesOn }: WeeklyReview,
  morning: LocalDate,
): Promise<number> => {
  const limit = (await policyOf(schoolForm))?.limit;
  const over = await overLimitAt(db, code, limit, calendar, about.to);
  const duties = (await classesToSee(db, code, about, over)).map((one) => ({
    key: weeklyReviewKey(code, one.class, week),
    kind: 'weeklyReview' as const,
    schoolUnit: code,
    class: one.class,
    pupilId: null,
    ownerRole: 'mentor' as const,
    personIds: [],
    from: morning,
    due,
    // The first telling is a mail of its own; the digest reminds.
    remindOn: [morning, due],
    escalateOn: tellRectorOn,
    escalateTo: 'rector' as const,
    lapsesOn,
    how: { week, about, overLimit: one.overLimit, toSee: one.toSee },
  }));
  return (await saveSchoolDuties(db, duties)).length;
};

/** Who stands over the limit at the end of the days that the review is about. */
const overLimitAt = async (
  db: Db,
  schoolUnit: string,
  limit: Policy['limit'] | undefined,
  calendar: SchoolCalendar,
  to: LocalDate,
): Promise<PupilId[]> => {
  const asOf = previousSchoolDay(calendar, to);
  if (limit === undefined || asOf === null) return [];
  const { pupils } = await absenceOf(db, { schoolUnit, limit, calendar, asOf });
  return pupils.filter((one) => one.overLimit).map((one) => one.pupilId);
};
