/** The year's wheel as duties: this läsår's and the next one's, made ahead, so that no morning has to make them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { SchoolCalendar } from '../../domain/calendar.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import { wheelDuty } from '../../domain/year-wheel/duty.ts';
import { occurrenceKey, occurrencesIn, type Place } from '../../domain/year-wheel/occurrences.ts';
import { type SchoolYear, schoolYearOf, type WheelTask } from '../../domain/year-wheel/task.ts';
import { type Db, inTransaction } from '../connect.ts';
import { saveSchoolDuties } from '../school-day/duties.ts';
import { listSchools } from '../schools.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { doneInYear } from './year-wheel.ts';

const plannedTo = 'yearWheelPlannedTo';

/** The last läsår whose duties are made; null while the municipality hasn't taken up any task. */
export const wheelPlannedTo = (db: Db): Promise<SchoolYear | null> => readSetting(db, plannedTo, z.int());

/** Each school and the municipality itself, with its calendar. */
export async function wheelPlaces(
  db: Db,
  calendarOf: (schoolUnit: SchoolUnitCode) => Promise<SchoolCalendar>,
): Promise<Place[]> {
  const places: Place[] = [{ schoolUnit: null, calendar: await calendarOf('') }];
  for (const { code } of await listSchools(db)) {
    places.push({ schoolUnit: code, calendar: await calendarOf(code) });
  }
  return places;
}

/**
 * Makes the duties of `tasks` (those that the municipality has taken up) that are due from `today` on, in place of the
 * open ones that were made before. What is overdue stays while its task does.
 */
export async function planWheel(
  db: Db,
  ask: { tasks: readonly WheelTask[]; places: readonly Place[]; today: LocalDate },
): Promise<void> {
  const { tasks, places, today } = ask;
  const year = schoolYearOf(today);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const calendars = new Map(places.map((place) => [place.schoolUnit, place.calendar]));
  await inTransaction(db, async (trx) => {
    const done = new Set<string>();
    for (const one of [year, year + 1]) {
      for (const mark of await doneInYear(trx, one)) {
        done.add(occurrenceKey(mark.taskId, mark.schoolUnit, one));
      }
    }
    await trx
      .deleteFrom('school_duty')
      .where('kind', '=', 'yearWheelTask')
      .where('done_on', 'is', null)
      .where((eb) =>
        eb.or([eb('due', '>=', today), sql<boolean>`split_part(key, '/', 2) <> all(${[...byId.keys()]})`]),
      )
      .execute();
    const coming = [year, year + 1]
      .flatMap((one) => occurrencesIn(one, tasks, places))
      .filter((one) => one.due >= today && !done.has(one.key));
    const duties = coming.flatMap((one) => {
      const [task, calendar] = [byId.get(one.taskId), calendars.get(one.schoolUnit)];
      return task === undefined || calendar === undefined ? [] : [wheelDuty(one, task, calendar)];
    });
    await saveSchoolDuties(trx, duties);
    await writeSetting(trx, plannedTo, year + 1);
  });
}
