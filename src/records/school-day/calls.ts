/** First-day calls that were made, reached or not. */
import type { ContentId, PersonId, PupilId } from '../../domain/ids.ts';
import type { Called } from '../../domain/school-day/first-day-call.ts';
import type { Instant, LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';

export type FirstDayCall = {
  id: string;
  pupilId: PupilId;
  /** The day of absence that it is about. */
  date: LocalDate;
  calledOn: LocalDate;
  whom: Called;
  reached: boolean;
  contentId: ContentId | null;
  /** skollagen 7:17: by what the guardians were told the same day; null where nobody says so. */
  guardianNotified: 'bySchoolSystem' | 'here' | null;
  byPersonId: PersonId;
};

/** Keeps a call. Repeating it is fine: what was kept under its id stays. */
export async function saveCall(db: Db, call: FirstDayCall, at: Instant): Promise<void> {
  await db
    .insertInto('first_day_call')
    .values({
      id: call.id,
      pupil_id: call.pupilId,
      date: call.date,
      called_on: call.calledOn,
      whom: call.whom,
      reached: call.reached,
      content_id: call.contentId,
      guardian_notified: call.guardianNotified,
      by_person: call.byPersonId,
      at: new Date(at),
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** A pupil's calls, the latest day first. */
export async function callsOf(db: Db, pupilId: PupilId): Promise<FirstDayCall[]> {
  return db
    .selectFrom('first_day_call')
    .select([
      'id',
      'pupil_id as pupilId',
      'date',
      'called_on as calledOn',
      'whom',
      'reached',
      'content_id as contentId',
      'guardian_notified as guardianNotified',
      'by_person as byPersonId',
    ])
    .where('pupil_id', '=', pupilId)
    .orderBy('date', 'desc')
    .orderBy('at')
    .orderBy('id')
    .execute();
}
