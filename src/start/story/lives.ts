/** Who is in the story, and how long it lasts. */
import type { Life } from './life.ts';
import { overTheLimit } from './limit.ts';
import { preschool } from './preschool.ts';
import { risingAbsence } from './rising.ts';
import { totalAbsence } from './total.ts';
import type { World } from './world.ts';

/** Every life is in monitoring by then, two of them past their first check-up. */
export const lastDay = '2027-08-27';

/** Whose school's side is in use: a municipality takes it up school by school. */
const schoolsWithTheirSide = ['98000003'];
const otherSchools = ['98000001', '98000002', '98000004', '98000005'];

/** Lets the other schools' figures begin no cases and send no weekly mails: the story follows a few pupils. */
export const takeUpSchoolBySchool = async (world: World): Promise<void> => {
  const { as } = await world.staff('teamLeader');
  for (const school of otherSchools) await as.send(`/schools/${school}/ladder`, { on: false });
  for (const school of schoolsWithTheirSide) await as.send(`/schools/${school}/ladder`, { on: true });
};

export const theLives = async (world: World): Promise<Life[]> => [
  await risingAbsence(world),
  await totalAbsence(world),
  await preschool(world),
  await overTheLimit(world),
];
