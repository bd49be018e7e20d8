/** The day up to which a page shows absence. */
import type { SchoolUnitCode } from '../domain/ids.ts';
import { addDays, type LocalDate } from '../domain/time.ts';
import { absenceDataUntil, type DataUntil } from '../records/absence-days.ts';
import type { Db } from '../records/connect.ts';
import { refuseFuture } from './schemas/absence.ts';

/**
 * The asked day, which may not lie ahead (422); else today once rows of today have come, or yesterday: a day whose
 * rows haven't come yet would look like a day without absence.
 */
export async function figuresDay(
  db: Db,
  schoolUnit: SchoolUnitCode,
  asked: LocalDate | undefined,
  today: LocalDate,
): Promise<{ asOf: LocalDate; until: DataUntil }> {
  refuseFuture(asked, today, 'query/asOf');
  const until = await absenceDataUntil(db, schoolUnit, asked ?? today);
  return { asOf: asked ?? (until.latestRow === today ? today : addDays(today, -1)), until };
}
