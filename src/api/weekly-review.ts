/** The week's review as pages show it: one school's classes, or one class's pupils. */
import type { z } from 'zod';
import type { SchoolCalendar } from '../domain/calendar.ts';
import { previousSchoolDay } from '../domain/calendar.ts';

import type { SchoolUnitCode } from '../domain/ids.ts';
import {
  latestReview,
  weeklyReviewKey,
  type WeeklyReview,
  weeklyReviewOf,
} from '../domain/school-day/weekly-review.ts';
import { silentSince } from '../domain/school-day/data-silence.ts';
import { addDays, isoWeekKey, type LocalDate } from '../domain/time.ts';
import { absenceDataUntil } from '../records/absence-days.ts';
import type { Db } from '../records/connect.ts';
import { findPeople } from '../records/people.ts';
import { policyFor } from '../records/policies.ts';
import { type SchoolDutyRow, schoolDuties } from '../records/school-day/duties.ts';
import type { School } from '../records/schools.ts';
import { schoolCalendar } from './calendar.ts';
import type { classReview, reviewStates } from './schemas/weekly-review.ts';
import { fullName } from './session.ts';

export type Week = {
  week: string;
  /** Null where the week has none. */
  review: WeeklyReview | null;
  calendar: SchoolCalendar;
  today: LocalDate;
  /** The last day of which the school's data tells, where it has stopped. */
  silentSince: LocalDate | null;
};

/** The asked week of a school, or that of its latest review. */
export async function weekOf(
  db: Db,
  school: Pick<School, 'code' | 'schoolForm'>,
  asked: string | undefined,
  today: LocalDate,
): Promise<Week> {
  const calendar = await schoolCalendar(db, school.code, today);
  const rule = (await policyFor(db, school.schoolForm, today))?.ladder.weeklyReview;
  // Of today nothing may have come yet.
  const asOf = addDays(today, -1);
  const { latestRow } = await absenceDataUntil(db, school.code, asOf);
  const silent = silentSince(calendar, latestRow, asOf);
  const found = (week: string, review: WeeklyReview | null) => ({
    week,
    review,
    calendar,
    today,
    silentSince: silent,
  });
  if (rule === undefined) return found(asked ?? isoWeekKey(today), null);
  if (asked !== undefined) return found(asked, weeklyReviewOf(rule, calendar, asked));
  const latest = latestReview(rule, calendar, today);
  return found(latest?.week ?? isoWeekKey(today), latest);
}

export const weekView = ({ week, review, silentSince: dataSilentSince }: Week) => ({
  week,
  on: review?.on ?? null,
  about: review?.about ?? null,
  due: review?.due ?? null,
  dataSilentSince,
  tellRectorOn: review?.tellRectorOn ?? null,
});

/** The duties of that week's reviews, of a school or of one class. */
export function reviewDuties(
  db: Db,
  { schoolUnit, class: name }: { schoolUnit: SchoolUnitCode; class?: string },
  { review }: Week,
): Promise<SchoolDutyRow[]> {
  if (review === null) return Promise.resolve([]);
  if (name !== undefined) return schoolDuties(db, { keys: [weeklyReviewKey(schoolUnit, name, review.week)] });
  const { on, lapsesOn } = review;
  return schoolDuties(db, { kind: 'weeklyReview', schoolUnit, since: on, until: lapsesOn }).then((duties) =>
    duties.filter((duty) => duty.how.week === review.week),
  );
}

type Standing = Pick<z.output<typeof classReview>, 'state' | 'doneOn' | 'doneBy' | 'overLimit' | 'toSee'>;

/** How it stands with each duty, by key. */
export async function standingsOf(
  db: Db,
  duties: readonly SchoolDutyRow[],
  today: LocalDate,
): Promise<(duty: SchoolDutyRow | undefined) => Standing> {
  const by = duties.flatMap(({ doneBy }) => (doneBy === null ? [] : [doneBy]));
  const people = by.length === 0 ? [] : await findPeople(db, [...new Set(by)]);
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  return (duty) => ({
    state: stateOf(duty, today),
    doneOn: duty?.doneOn ?? null,
    doneBy: duty?.doneBy == null ? null : { id: duty.doneBy, name: nameOf.get(duty.doneBy) ?? '' },
    overLimit: duty?.how.overLimit ?? 0,
    toSee: duty?.how.toSee ?? 0,
  });
}

const stateOf = (duty: SchoolDutyRow | undefined, today: LocalDate): (typeof reviewStates)[number] => {
  if (duty === undefined) return 'notMade';
  if (duty.doneOn !== null) return duty.how.withWeek === undefined ? 'done' : 'missed';
  return duty.lapsesOn !== null && duty.lapsesOn <= today ? 'missed' : 'open';
};

/** The last school day that a review's figures cover, and that of the review before. */
export const figureDays = ({
  review,
  calendar,
}: Week): { asOf: LocalDate; before: LocalDate | null } | null => {
  if (review === null) return null;
  const asOf = previousSchoolDay(calendar, review.about.to);
  const before = previousSchoolDay(calendar, addDays(review.about.from, -1));
  return asOf === null ? null : { asOf, before };
};
