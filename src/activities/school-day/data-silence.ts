/** Whether a school's data still comes, and the duty of those who answer for it when it doesn't. */
import { nextWorkday, type SchoolCalendar } from '../../domain/calendar.ts';
import { dataSilenceKey, silentSince } from '../../domain/school-day/data-silence.ts';
import { addDays, type LocalDate } from '../../domain/time.ts';
import { absenceDataUntil } from '../../records/absence-days.ts';
import type { Db } from '../../records/connect.ts';
import { peopleWithRole } from '../../records/people.ts';
import { finishSchoolDuties, saveSchoolDuties, schoolDuties } from '../../records/school-day/duties.ts';
import type { LadderSchool } from '../../records/school-day/look-data.ts';

/** Once more after a week. */
const againAfterDays = 7;

/**
 * Whether data comes, as far as can be told at the end of `day`. A silence is told once to the team leaders, who answer
 * for sources and imports, and to the school's rectors, whose teachers report; data that comes again does the duty.
 */
export const lookForSilence = async (
  db: Db,
  { code, name }: LadderSchool,
  calendar: SchoolCalendar,
  { day, today }: { day: LocalDate; today: LocalDate },
): Promise<boolean> => {
  const { latestRow } = await absenceDataUntil(db, code, day);
  const since = silentSince(calendar, latestRow, day);
  const key = since === null ? null : dataSilenceKey(code, since);
  const told = await schoolDuties(db, { kind: 'dataSilence', schoolUnit: code });
  const over = told.filter((one) => one.doneOn === null && one.key !== key).map((one) => one.key);
  await finishSchoolDuties(db, over, { on: today, by: 'system' });
  if (since === null || key === null) return true;
  const [leaders, rectors] = [
    await peopleWithRole(db, 'teamLeader', code),
    await peopleWithRole(db, 'rector', code),
  ];
  await saveSchoolDuties(db, [
    {
      key,
      kind: 'dataSilence',
      schoolUnit: code,
      class: null,
      pupilId: null,
      ownerRole: 'teamLeader',
      personIds: [...leaders, ...rectors].map(({ id }) => id),
      from: today,
      due: today,
      remindOn: [today, nextWorkday(calendar, addDays(today, againAfterDays))],
      escalateOn: null,
      escalateTo: null,
      lapsesOn: null,
      how: { date: since, title: name },
    },
  ]);
  return false;
};
