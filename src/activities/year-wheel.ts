/** The year's wheel turns: a new läsår's duties are made a year ahead, on the first morning that finds them missing. */
import type { LocalDate } from '../domain/time.ts';
import { schoolYearOf } from '../domain/year-wheel/task.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import { periodsOf } from '../records/calendar.ts';
import type { Db } from '../records/connect.ts';
import { planWheel, wheelPlaces, wheelPlannedTo } from '../records/others-part/plan-wheel.ts';
import { tasksTakenUp } from '../records/others-part/wheel-tasks.ts';

/** Whether there was anything to make. A municipality that has taken up no task costs one read. */
export async function turnWheel(db: Db, morning: LocalDate): Promise<boolean> {
  const year = schoolYearOf(morning);
  const plannedTo = await wheelPlannedTo(db);
  if (plannedTo === null || plannedTo > year) return false;
  const places = await wheelPlaces(db, async (schoolUnit) =>
    buildSchoolCalendar({
      periods: await periodsOf(db, schoolUnit),
      schoolUnit,
      fromYear: year - 1,
      toYear: year + 3,
    }),
  );
  await planWheel(db, { tasks: await tasksTakenUp(db), places, today: morning });
  return true;
}
