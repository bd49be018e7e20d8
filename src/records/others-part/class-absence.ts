/** Absence of a school's classes over a period. */
import { figureOver } from '../../domain/absence-figures.ts';
import { type SchoolCalendar, schoolDaysBetween } from '../../domain/calendar.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { ClassAbsence } from '../../domain/surveys/group-absence.ts';
import type { LocalDate } from '../../domain/time.ts';
import { absentDaysOf } from '../absence-days.ts';
import type { Db } from '../connect.ts';

/** Each class of a school by name: its active pupils' time and absence from `from` to `to`, both included. */
export async function classAbsences(
  db: Db,
  ask: { schoolUnit: SchoolUnitCode; calendar: SchoolCalendar; from: LocalDate; to: LocalDate },
): Promise<ClassAbsence[]> {
  const { schoolUnit, calendar, from, to } = ask;
  const days = schoolDaysBetween(calendar, from, to);
  const window = { from, to, schoolDays: days.length, days };
  const classOf = new Map(
    (
      await db
        .selectFrom('pupil')
        .select(['id', 'class'])
        .where('school_unit', '=', schoolUnit)
        .where('active', '=', true)
        .execute()
    ).map((row) => [row.id, row.class]),
  );
  const classes = new Map<string, ClassAbsence>();
  for (const { pupilId, time, absent } of await absentDaysOf(db, { schoolUnit, from, to })) {
    const name = classOf.get(pupilId);
    const figure = figureOver(window, time, absent);
    if (name === undefined || figure.minutes === 0) continue;
    const before = classes.get(name) ?? { schoolUnit, class: name, pupils: 0, minutes: 0, absent: 0 };
    classes.set(name, {
      ...before,
      pupils: before.pupils + 1,
      minutes: before.minutes + figure.minutes,
      absent: before.absent + figure.total,
    });
  }
  return [...classes.values()].sort((a, b) => (a.class < b.class ? -1 : 1));
}
