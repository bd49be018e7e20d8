/** The year's wheel (elevhälsohjul, årshjul; seed 004): what recurs each läsår, and when it's due and reminded of. */
import type { Both } from '../both.ts';
import { isSummer, previousSchoolDay, previousWorkday, type SchoolCalendar } from '../calendar.ts';
import type { SchoolUnitCode } from '../ids.ts';
import type { ListItem } from '../municipal-list.ts';
import { addDays, addMonths, dayNumber, type LocalDate, localDate, mondayOf } from '../time.ts';

/** Who does it; a role of the whole municipality does it once, one of a school once for each school. */
export const taskOwners = ['pupilHealth', 'rector', 'coordinator', 'teamLeader'] as const;
export type TaskOwner = (typeof taskOwners)[number];

/** The läsår turns on 1 August. */
export type TaskDue =
  /** The last working day of the month, 1–12. */
  | { kind: 'month'; month: number }
  /** The last working day of the ISO week, 1–53. */
  | { kind: 'week'; week: number }
  /** That day of the month (the month's last where it has no such day), or the working day before. */
  | { kind: 'date'; month: number; day: number };

export type WheelTask = ListItem & {
  title: Both;
  description: Both;
  owner: TaskOwner;
  /** The schools that do it; null: each school, or the municipality once where the owner is its own. */
  schoolUnits: SchoolUnitCode[] | null;
  due: TaskDue;
  /** Days before the due day on which the owner is reminded, besides the due day itself. */
  remindDaysBefore: number[];
};

/** `2026` is the läsår 2026/2027. */
export type SchoolYear = number;

export const schoolYearOf = (d: LocalDate): SchoolYear =>
  Number(d.slice(0, 4)) - (d.slice(5, 7) < '08' ? 1 : 0);

/** Whether a role's tasks are done once for the municipality. */
export const isMunicipal = (owner: TaskOwner): boolean => owner === 'coordinator' || owner === 'teamLeader';

const two = (n: number): string => String(n).padStart(2, '0');

/** The first of a month within a läsår. */
const monthIn = (year: SchoolYear, month: number): LocalDate =>
  localDate(`${month < 8 ? year + 1 : year}-${two(month)}-01`);

/** The last day of the month that begins on `first`. */
const lastOf = (first: LocalDate): LocalDate => addDays(addMonths(first, 1), -1);

/** Friday of an ISO week within a läsår: weeks up to 30 belong to its spring. A week 53 that isn't there is 52. */
function fridayIn(year: SchoolYear, week: number): LocalDate {
  const isoYear = week <= 30 ? year + 1 : year;
  const firstMonday = mondayOf(localDate(`${isoYear}-01-04`));
  const friday = addDays(firstMonday, 7 * (week - 1) + 4);
  const nextFirst = mondayOf(localDate(`${isoYear + 1}-01-04`));
  return friday >= nextFirst ? addDays(friday, -7) : friday;
}

function nominalDue(due: TaskDue, year: SchoolYear): LocalDate {
  switch (due.kind) {
    case 'month':
      return lastOf(monthIn(year, due.month));
    case 'week':
      return fridayIn(year, due.week);
    case 'date': {
      const first = monthIn(year, due.month);
      const day = addDays(first, due.day - 1);
      return day > lastOf(first) ? lastOf(first) : day;
    }
  }
}

/**
 * When a task is due in a läsår: on the previous working day where its own is none, and for a school's people on the
 * last school day before, as nobody is there in a lov. In the summer, or where the calendar knows no läsår, the working
 * day stands.
 */
export function dueIn(
  task: Pick<WheelTask, 'due' | 'owner'>,
  year: SchoolYear,
  cal: SchoolCalendar,
): LocalDate {
  const workday = previousWorkday(cal, nominalDue(task.due, year));
  if (isMunicipal(task.owner) || isSummer(cal, workday)) return workday;
  return previousSchoolDay(cal, workday) ?? workday;
}

/** Mornings on which the owner is reminded, ascending: working days, the due day last. */
export function remindersOf(
  task: Pick<WheelTask, 'remindDaysBefore'>,
  due: LocalDate,
  cal: SchoolCalendar,
): LocalDate[] {
  const days = task.remindDaysBefore.map((before) => previousWorkday(cal, addDays(due, -before)));
  return [...new Set([...days, due])].sort((a, b) => dayNumber(a) - dayNumber(b));
}
