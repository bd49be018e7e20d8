/** The time that the source told of, put together day by day: what figures are a share of. In batches. */
import { addDays, type LocalDate } from '../../domain/time.ts';
import { timeOfDay } from '../../domain/told-time.ts';
import { noteArrival } from '../../records/school-day/standings.ts';
import { studentsOnRecord } from '../../records/sources/absence-days.ts';
import {
  daysWithNewTime,
  markTimesPlaced,
  saveDayTimes,
  studentsWithNewTime,
  type TimeDays,
} from '../../records/sources/told-time.ts';
import { begin } from './apply-register.ts';
import type { Reading } from './reading.ts';

const STUDENTS_A_BATCH = 500;

/** For so long teachers correct what they reported; longer than any rolling window in use. */
const correctedDays = 35;

/** The first day whose time is still put together anew; what came of the days before stays. */
export const timeFrom = ({ today }: Reading): LocalDate => addDays(today, -correctedDays);

/**
 * A day is put once it is over: before, its unreported lessons may not be there yet.
 */
export const applyTime = async (reading: Reading): Promise<void> => {
  const { sourceId, today } = reading;
  const days: TimeDays = { from: timeFrom(reading), today };
  for (;;) {
    const applied = await reading.inTransaction(async (trx) => {
      await begin(trx, reading);
      const students = await studentsWithNewTime(trx, sourceId, days, STUDENTS_A_BATCH);
      if (students.length === 0) return 0;
      const onRecord = await studentsOnRecord(trx, sourceId, students);
      const told = await daysWithNewTime(trx, sourceId, days, students);
      const put = told.flatMap(({ student, date, parts }) => {
        const pupil = onRecord.get(student);
        return pupil === undefined ? [] : [{ pupilId: pupil.pupilId, date, time: timeOfDay(parts) }];
      });
      const { changed, removed } = await saveDayTimes(trx, put);
      reading.applied('dayTimes', { changed: changed.length, removed: removed.length });
      await noteArrival(trx, [...new Set([...changed, ...removed])]);
      await markTimesPlaced(trx, sourceId, days, students);
      return students.length;
    });
    reading.deps.progress('dayTimes');
    if (applied < STUDENTS_A_BATCH) return;
  }
};
