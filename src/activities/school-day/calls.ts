/** First-day calls of one school and day. */
import { nextWorkday, previousSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import {
  asksForCall,
  callLapsesAfterDays,
  firstDayCallKey,
  whoIsCalled,
} from '../../domain/school-day/first-day-call.ts';
import { addDays, type LocalDate } from '../../domain/time.ts';
import type { Db } from '../../records/connect.ts';
import type { PolicyOf } from '../../records/policies.ts';
import { saveSchoolDuties } from '../../records/school-day/duties.ts';
import { awayOn, type LadderSchool } from '../../records/school-day/look-data.ts';

/** Makes a duty of each call that `date` asks for and that nobody owes yet; gives how many are new. */
export const makeCalls = async (
  { db, policyOf }: { db: Db; policyOf: PolicyOf },
  { code }: LadderSchool,
  calendar: SchoolCalendar,
  date: LocalDate,
  today: LocalDate,
): Promise<number> => {
  const before = previousSchoolDay(calendar, addDays(date, -1));
  const duties = [];
  for (const pupil of await awayOn(db, code, date, before)) {
    const rule = (await policyOf(pupil.schoolForm))?.ladder.firstDayCall;
    if (rule === undefined || !asksForCall(rule, pupil.day, pupil.before)) continue;
    if (whoIsCalled(rule, pupil, date) === null) continue;
    duties.push({
      key: firstDayCallKey(pupil.pupilId, date),
      kind: 'firstDayCall' as const,
      schoolUnit: code,
      class: pupil.class,
      pupilId: pupil.pupilId,
      ownerRole: 'mentor' as const,
      personIds: [],
      from: today,
      due: today,
      // The first telling is a mail of its own, the same day; the digest asks once more.
      remindOn: [today, nextWorkday(calendar, addDays(today, 1))],
      escalateOn: null,
      escalateTo: null,
      lapsesOn: addDays(today, callLapsesAfterDays),
      how: { date },
    });
  }
  return (await saveSchoolDuties(db, duties)).length;
};
