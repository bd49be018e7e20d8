import type { Instant } from '../domain/time.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import { periodsOf } from '../records/calendar.ts';
import type { Db } from '../records/connect.ts';
import type { CaseActivities } from './contract.ts';

/** Makes the activity `loadCalendar`: from the year before now to four years after, longer than any assignment. */
export const createLoadCalendar =
  (deps: { db: Db; now(): Promise<Instant> }): CaseActivities['loadCalendar'] =>
  async (schoolUnit) => {
    const year = new Date(await deps.now()).getUTCFullYear();
    const periods = await periodsOf(deps.db, schoolUnit);
    return buildSchoolCalendar({ periods, schoolUnit, fromYear: year - 1, toYear: year + 4 });
  };
