/** A period's attendance figures for one pupil. */
import type { CaseId, PupilId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';

export type AttendanceFigure = {
  id: string;
  pupilId: PupilId;
  caseId: CaseId | null;
  from: LocalDate;
  to: LocalDate;
  offeredMinutes: number;
  validMinutes: number;
  invalidMinutes: number;
  source: 'reported' | 'reckoned';
};

/** Keeps a figure. Repeating it is fine: what was kept under an id stays. */
export async function saveFigure(db: Db, figure: AttendanceFigure): Promise<void> {
  await db
    .insertInto('attendance_figure')
    .values({
      id: figure.id,
      pupil_id: figure.pupilId,
      case_id: figure.caseId,
      from_date: figure.from,
      to_date: figure.to,
      offered_minutes: figure.offeredMinutes,
      valid_minutes: figure.validMinutes,
      invalid_minutes: figure.invalidMinutes,
      source: figure.source,
      created_at: new Date(),
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** A pupil's figures for periods wholly within the two days, by first day and then by when they were told. */
export async function figuresWithin(
  db: Db,
  pupilId: PupilId,
  from: LocalDate,
  to: LocalDate,
): Promise<AttendanceFigure[]> {
  return db
    .selectFrom('attendance_figure')
    .select([
      'id',
      'pupil_id as pupilId',
      'case_id as caseId',
      'from_date as from',
      'to_date as to',
      'offered_minutes as offeredMinutes',
      'valid_minutes as validMinutes',
      'invalid_minutes as invalidMinutes',
      'source',
    ])
    .where('pupil_id', '=', pupilId)
    .where('from_date', '>=', from)
    .where('to_date', '<=', to)
    .orderBy('from_date')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
