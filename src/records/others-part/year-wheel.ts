/** What of the year's wheel is done, for each läsår. */
import type { PersonId, SchoolUnitCode } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';

export type WheelDone = {
  taskId: string;
  /** Null: the municipality's. */
  schoolUnit: SchoolUnitCode | null;
  year: number;
  on: LocalDate;
  by: PersonId;
  note: string | null;
};

/** What is done of a läsår. */
export async function doneInYear(db: Db, year: number): Promise<WheelDone[]> {
  const rows = await db
    .selectFrom('year_wheel_done')
    .select([
      'task_id as taskId',
      'school_unit as schoolUnit',
      'school_year as year',
      'done_on as on',
      'done_by as by',
      'note',
    ])
    .where('school_year', '=', year)
    .orderBy('task_id')
    .orderBy('school_unit')
    .execute();
  return rows.map((row) => ({ ...row, schoolUnit: row.schoolUnit === '' ? null : row.schoolUnit }));
}

/** Marks a task as done in a läsår; false when it was so already, and then it stays as it was. */
export async function markDone(db: Db, done: WheelDone): Promise<boolean> {
  const added = await db
    .insertInto('year_wheel_done')
    .values({
      task_id: done.taskId,
      school_unit: done.schoolUnit ?? '',
      school_year: done.year,
      done_on: done.on,
      done_by: done.by,
      note: done.note,
    })
    .onConflict((oc) => oc.columns(['task_id', 'school_unit', 'school_year']).doNothing())
    .returning('task_id')
    .executeTakeFirst();
  return added !== undefined;
}
