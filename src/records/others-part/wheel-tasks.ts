/** The tasks of the year's wheel that the municipality has taken up: its own, and shipped ones that it saved. */
import { z } from 'zod';
import { taskOwners, type WheelTask } from '../../domain/year-wheel/task.ts';
import type { Db } from '../connect.ts';
import { listRows } from './municipal-lists.ts';

const both = z.object({ sv: z.string(), en: z.string().nullable() });

/** What a row holds. */
export const wheelTaskShape: z.ZodType<WheelTask> = z.object({
  id: z.string(),
  retired: z.boolean(),
  title: both,
  description: both,
  owner: z.enum(taskOwners),
  schoolUnits: z.array(z.string()).nullable(),
  due: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('month'), month: z.int() }),
    z.object({ kind: z.literal('week'), week: z.int() }),
    z.object({ kind: z.literal('date'), month: z.int(), day: z.int() }),
  ]),
  remindDaysBefore: z.array(z.int()),
});

/** Retired ones are not among them. */
export async function tasksTakenUp(db: Db): Promise<WheelTask[]> {
  const rows = await listRows(db, 'yearWheel');
  return rows.map((row) => wheelTaskShape.parse(row)).filter((task) => !task.retired);
}
