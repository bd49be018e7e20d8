/** The municipality's wheel: who sees, edits and does what of it, and the duties that are made of it. */
import type { Actor } from '../domain/case/parts.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import { may, noRelation, type Relation } from '../domain/permissions.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Place } from '../domain/year-wheel/occurrences.ts';
import type { WheelTask } from '../domain/year-wheel/task.ts';
import type { Db } from '../records/connect.ts';
import { planWheel, wheelPlaces } from '../records/others-part/plan-wheel.ts';
import { tasksTakenUp, wheelTaskShape } from '../records/others-part/wheel-tasks.ts';
import { shippedYearWheel } from '../texts/shipped/year-wheel.ts';
import { schoolCalendar } from './calendar.ts';
import type { EditableList } from './editable-list.ts';
import { Problem } from './problem.ts';

export const yearWheel: EditableList<WheelTask> = {
  name: 'yearWheel',
  shipped: shippedYearWheel,
  item: wheelTaskShape,
};

/** Each school and the municipality, with its calendar. */
export const placesAt = (db: Db, today: LocalDate): Promise<Place[]> =>
  wheelPlaces(db, (schoolUnit) => schoolCalendar(db, schoolUnit, today));

/** Makes the duties anew of what the municipality has taken up. */
export async function replan(db: Db, today: LocalDate): Promise<void> {
  const [tasks, places] = [await tasksTakenUp(db), await placesAt(db, today)];
  await planWheel(db, { tasks, places, today });
}

const relationTo = (actor: Actor, schoolUnits: readonly SchoolUnitCode[]): Relation =>
  schoolUnits.length > 0 &&
  'schoolUnits' in actor &&
  schoolUnits.every((unit) => actor.schoolUnits.includes(unit))
    ? new Set(['ownSchool' as const])
    : noRelation;

/** Their own schools and the municipality; all for those who work for it. */
export const seesPlace = (actor: Actor, schoolUnit: SchoolUnitCode | null): boolean =>
  schoolUnit === null ||
  !('schoolUnits' in actor) ||
  actor.schoolUnits.length === 0 ||
  actor.schoolUnits.includes(schoolUnit);

/** Whether the actor may mark what is done at a school, or (null) for the municipality. */
export const mayDoAt = (actor: Actor, schoolUnit: SchoolUnitCode | null): boolean =>
  may(actor, 'yearWheel.do', relationTo(actor, schoolUnit === null ? [] : [schoolUnit]));

/** Whether all the schools that do the task are the actor's own, or they answer for the municipality. */
export const mayEditTask = (actor: Actor, task: Pick<WheelTask, 'schoolUnits'>): boolean =>
  may(actor, 'yearWheel.edit', relationTo(actor, task.schoolUnits ?? []));

/** Throws 403 where they may not. */
export function requireMayEdit(actor: Actor, task: Pick<WheelTask, 'schoolUnits'>): void {
  if (!mayEditTask(actor, task)) throw new Problem('not-permitted');
}
