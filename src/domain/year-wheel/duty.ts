/** An occurrence of the year's wheel as what a school, or the municipality, owes. */
import { addWorkdays, type SchoolCalendar } from '../calendar.ts';
import type { SchoolDuty } from '../school-day/duty.ts';
import { localDate } from '../time.ts';
import type { Occurrence } from './occurrences.ts';
import type { TaskOwner, WheelTask } from './task.ts';

/** Working days after the due day on which somebody above hears of it. */
const escalateAfter = 5;

const above: Record<TaskOwner, SchoolDuty['escalateTo']> = {
  pupilHealth: 'rector',
  rector: 'teamLeader',
  coordinator: 'teamLeader',
  teamLeader: null,
};

/** The duty, until the läsår is over. */
export function wheelDuty(one: Occurrence, task: WheelTask, calendar: SchoolCalendar): SchoolDuty {
  const escalateTo = above[one.owner];
  return {
    key: one.key,
    kind: 'yearWheelTask',
    schoolUnit: one.schoolUnit,
    class: null,
    pupilId: null,
    ownerRole: one.owner,
    personIds: [],
    from: one.from,
    due: one.due,
    remindOn: one.remindOn,
    escalateOn: escalateTo === null ? null : addWorkdays(calendar, one.due, escalateAfter),
    escalateTo,
    lapsesOn: localDate(`${one.year + 1}-08-01`),
    how: { title: task.title.sv },
  };
}
