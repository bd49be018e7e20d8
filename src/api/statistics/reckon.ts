/** Reckons what statistics keep of the absence: by the same figures as everywhere (`domain/absence-figures.ts`). */
import { figureOver, type AbsentDay } from '../../domain/absence-figures.ts';
import { type SchoolCalendar, schoolDaysBetween } from '../../domain/calendar.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import { mostQuietSchoolDays } from '../../domain/school-day/data-silence.ts';
import type { StageMonth } from '../../domain/statistics/absence-months.ts';
import { courseOf, courseWindows, type Course, type Days } from '../../domain/statistics/course.ts';
import { firstDayOf, lastDayOf, type Month } from '../../domain/statistics/period.ts';
import { spokenDays } from '../../domain/statistics/spoken-days.ts';
import { addDays, type LocalDate, minDate, monthOf } from '../../domain/time.ts';
import { absentDaysOf } from '../../records/absence-days.ts';
import type { Db } from '../../records/connect.ts';
import { countedDays, type ReckonedMonth, stagesOf } from '../../records/statistics/absence-months.ts';
import type { CourseOwed } from '../../records/statistics/case-facts.ts';

export type MonthAsk = {
  schoolUnit: SchoolUnitCode;
  month: Month;
  yesterday: LocalDate;
  calendar: SchoolCalendar;
};

/** A school's month as far as its data tells: its stages' time and absence. */
export async function reckonMonth(
  db: Db,
  { schoolUnit, month, yesterday, calendar }: MonthAsk,
): Promise<ReckonedMonth> {
  const to = minDate(lastDayOf(month), yesterday);
  const days = schoolDaysBetween(calendar, firstDayOf(month), to);
  const schoolDays = schoolDaysBetween(calendar, firstDayOf(month), lastDayOf(month)).length;
  const reckoned = { schoolUnit, month, reckonedTo: to, schoolDays };
  const [firstDay] = days;
  if (firstDay === undefined) return { ...reckoned, days: [], stages: [] };
  // A silence that began in the month before shows in its last days.
  const before = schoolDaysBetween(calendar, addDays(firstDay, -60), addDays(firstDay, -1)).slice(
    -mostQuietSchoolDays,
  );
  const from = before[0] ?? firstDay;
  const pupils = await absentDaysOf(db, { schoolUnit, from, to });
  const rows = new Set(pupils.flatMap(({ absent }) => absent.map(({ date }) => date)));
  const spoken = spokenDays([...before, ...days], rows).filter((day) => day >= firstDay);
  if (spoken.length === 0) return { ...reckoned, days: [], stages: [] };
  const stageOf = await stagesOf(db, schoolUnit);
  const window = { from: firstDay, to, schoolDays: spoken.length, days: spoken };
  const stages = new Map<string, StageMonth>();
  for (const { pupilId, time, absent } of pupils) {
    const stage = stageOf.get(pupilId);
    const figure = figureOver(window, time, absent);
    if (stage === undefined || figure.minutes === 0) continue;
    const { denominator } = figure;
    const key = `${stage}/${denominator}`;
    const row = stages.get(key) ?? {
      month,
      schoolUnit,
      stage,
      denominator,
      pupils: 0,
      minutes: 0,
      valid: 0,
      invalid: 0,
    };
    row.pupils += 1;
    row.minutes += figure.minutes;
    row.valid += figure.valid;
    row.invalid += figure.invalid;
    stages.set(key, row);
  }
  return { ...reckoned, days: spoken, stages: [...stages.values()] };
}

/** The absence around an assignment that is over; null where it can't be known. */
export async function reckonCourse(
  db: Db,
  { pupilId, schoolUnit, ...closed }: CourseOwed,
): Promise<Course | null> {
  const windows = courseWindows(closed);
  const { from } = windows.before;
  const { to } = windows.after;
  const days = await countedDays(db, schoolUnit, { from: monthOf(from), to: monthOf(to) });
  const [pupil] = await absentDaysOf(db, { schoolUnit, pupilIds: [pupilId], from, to });
  if (pupil === undefined) return null;
  const within = (span: Days) => days.filter((day) => day >= span.from && day <= span.to);
  const absentIn = (span: Days): AbsentDay[] =>
    pupil.absent.filter(({ date }) => date >= span.from && date <= span.to);
  const figure = (span: Days) => {
    const counted = within(span);
    return figureOver({ ...span, schoolDays: counted.length, days: counted }, pupil.time, absentIn(span));
  };
  return courseOf({
    before: figure(windows.before),
    during: figure(windows.during),
    after: figure(windows.after),
  });
}
