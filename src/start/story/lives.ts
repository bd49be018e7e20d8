/** Who is in the story, and how long it lasts. */
import type { Life } from './life.ts';
import { preschool } from './preschool.ts';
import { risingAbsence } from './rising.ts';
import { totalAbsence } from './total.ts';
import type { World } from './world.ts';

/** Every life is in monitoring by then, two of them past their first check-up. */
export const lastDay = '2027-08-27';

export const theLives = async (world: World): Promise<Life[]> => [
  await risingAbsence(world),
  await totalAbsence(world),
  await preschool(world),
];
