/** What a source told of lessons long past: nobody corrects it any more, and what came of it stays. */
import { sql } from 'kysely';
import type { LocalDate } from '../../domain/time.ts';
import type { Trx } from '../import/applier.ts';

/**
 * Forgets the parts of days before `timeFrom`, and attendance and lessons before `absenceFrom`. Of a lesson that the
 * source never told of, the day of the reading counts.
 */
export async function forgetOld(
  trx: Trx,
  sourceId: string,
  { timeFrom, absenceFrom }: { timeFrom: LocalDate; absenceFrom: LocalDate },
): Promise<void> {
  for (const [table, before] of [
    ['source_time', timeFrom],
    ['source_attendance', absenceFrom],
  ] as const) {
    await sql`
      delete from ${sql.table(table)} as old
      where old.source_id = ${sourceId} and coalesce(
        (select date from source_lesson lesson
          where lesson.source_id = old.source_id and lesson.external_id = old.lesson_id),
        old.date,
        old.placed_on,
        (select begun_at::date from source_run run where run.id = old.run_id)
      ) < ${before}`.execute(trx);
  }
  await trx
    .deleteFrom('source_lesson')
    .where('source_id', '=', sourceId)
    .where('date', '<', absenceFrom)
    .execute();
}
