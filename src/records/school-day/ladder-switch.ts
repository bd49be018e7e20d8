/** Whether a school has taken up its side of the work: from absence to the rector's order. */
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';

/** Null where there is no such school. */
export async function isLadderOn(db: Db, schoolUnit: SchoolUnitCode): Promise<boolean | null> {
  const row = await db
    .selectFrom('school_unit')
    .select('ladder')
    .where('code', '=', schoolUnit)
    .executeTakeFirst();
  return row?.ladder ?? null;
}

/** Switches it; switched off, what the school owed by it is history from that day on. Cases go on. */
export function switchLadder(
  db: Db,
  schoolUnit: SchoolUnitCode,
  on: boolean,
  today: LocalDate,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx.updateTable('school_unit').set({ ladder: on }).where('code', '=', schoolUnit).execute();
    if (on) return;
    await trx
      .updateTable('school_duty')
      .set({ lapses_on: today })
      .where('school_unit', '=', schoolUnit)
      .where('kind', 'in', ['weeklyReview', 'firstDayCall'])
      .where('done_on', 'is', null)
      .execute();
  });
}
