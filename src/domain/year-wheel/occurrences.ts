/** What the year's wheel asks of whom in one läsår, with what is done, and which of it stands before people now. */
import type { SchoolCalendar } from '../calendar.ts';
import type { SchoolUnitCode } from '../ids.ts';
import { addDays, type LocalDate, minDate } from '../time.ts';
import { dueIn, isMunicipal, remindersOf, type SchoolYear, schoolYearOf, type WheelTask } from './task.ts';

export type Occurrence = {
  /** `yearWheelTask/<task>/<school or ->/<läsår's first year>`. */
  key: string;
  taskId: string;
  owner: WheelTask['owner'];
  /** Null: the municipality's. */
  schoolUnit: SchoolUnitCode | null;
  year: SchoolYear;
  /** From this day it's shown as coming. */
  from: LocalDate;
  due: LocalDate;
  remindOn: LocalDate[];
};

/** A school, or the municipality (null), with its calendar. */
export type Place = { schoolUnit: SchoolUnitCode | null; calendar: SchoolCalendar };

/** A task comes into sight so many days before it's due, or at its first reminder if that is earlier. */
const sightDays = 28;

export const occurrenceKey = (taskId: string, schoolUnit: SchoolUnitCode | null, year: SchoolYear): string =>
  `yearWheelTask/${taskId}/${schoolUnit ?? '-'}/${year}`;

/** Whether a task is done at a place at all. */
export const isDoneAt = (
  task: Pick<WheelTask, 'owner' | 'schoolUnits'>,
  schoolUnit: SchoolUnitCode | null,
): boolean => {
  if (isMunicipal(task.owner)) return schoolUnit === null;
  return schoolUnit !== null && (task.schoolUnits === null || task.schoolUnits.includes(schoolUnit));
};

/** Each task at each place that does it, by due day. Retired tasks ask nothing more. */
export function occurrencesIn(
  year: SchoolYear,
  tasks: readonly WheelTask[],
  places: readonly Place[],
): Occurrence[] {
  const all = tasks
    .filter((task) => !task.retired)
    .flatMap((task) =>
      places
        .filter(({ schoolUnit }) => isDoneAt(task, schoolUnit))
        .map((place) => occurrenceOf(task, place, year)),
    );
  return all.sort((a, b) => (a.due < b.due || (a.due === b.due && a.key < b.key) ? -1 : 1));
}

function occurrenceOf(task: WheelTask, { schoolUnit, calendar }: Place, year: SchoolYear): Occurrence {
  const due = dueIn(task, year, calendar);
  const remindOn = remindersOf(task, due, calendar);
  return {
    key: occurrenceKey(task.id, schoolUnit, year),
    taskId: task.id,
    owner: task.owner,
    schoolUnit,
    year,
    from: minDate(addDays(due, -sightDays), ...remindOn),
    due,
    remindOn,
  };
}

/** What stands before people on a day: in sight, not done, of the läsår that the day is in. */
export function owedOn(
  today: LocalDate,
  tasks: readonly WheelTask[],
  places: readonly Place[],
  done: ReadonlySet<string>,
): Occurrence[] {
  return occurrencesIn(schoolYearOf(today), tasks, places).filter(
    (one) => one.from <= today && !done.has(one.key),
  );
}
