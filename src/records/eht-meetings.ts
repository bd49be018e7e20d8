/** EHT's meetings: held for a school, with minutes as they go and what was decided in each case. */
import { sql } from 'kysely';
import type { CaseId, ContentId, EhtDecisionId, PersonId, SchoolUnitCode } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { count } from './sql.ts';

export type EhtMeeting = {
  id: string;
  schoolUnit: SchoolUnitCode;
  heldOn: LocalDate;
  openedBy: PersonId;
};

export type EhtMeetingItem = {
  caseId: CaseId;
  caseNumber: string;
  what: 'decision' | 'monthlyReview';
  ehtDecisionId: EhtDecisionId | null;
};

export type EhtMinute = { seq: number; contentId: ContentId; writtenBy: PersonId };

/** Opens a meeting. Repeating it under the same id is fine. */
export async function openMeeting(db: Db, meeting: EhtMeeting): Promise<void> {
  await db
    .insertInto('eht_meeting')
    .values({
      id: meeting.id,
      school_unit: meeting.schoolUnit,
      held_on: meeting.heldOn,
      opened_by: meeting.openedBy,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** One meeting; null when unknown. */
export async function findMeeting(db: Db, id: string): Promise<EhtMeeting | null> {
  return (await meetings(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** A school's meetings, the newest first, `limit` from `offset`, and how many there are in all. */
export async function listMeetings(
  db: Db,
  schoolUnit: SchoolUnitCode,
  page: { limit: number; offset: number },
): Promise<{ meetings: EhtMeeting[]; total: number }> {
  const query = meetings(db).where('school_unit', '=', schoolUnit);
  const { total } = await query.clearSelect().select(count.as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .orderBy('held_on', 'desc')
    .orderBy('created_at', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { meetings: rows, total };
}

/** Adds to the minutes. Repeating it under the same id is fine. */
export function addMinute(
  db: Db,
  minute: { id: string; meetingId: string; contentId: ContentId; writtenBy: PersonId },
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('ehtMinute'), hashtext(${minute.meetingId}))`.execute(
      trx,
    );
    const { next } = await trx
      .selectFrom('eht_meeting_minute')
      .select(sql<number>`coalesce(max(seq), 0) + 1`.as('next'))
      .where('meeting_id', '=', minute.meetingId)
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('eht_meeting_minute')
      .values({
        id: minute.id,
        meeting_id: minute.meetingId,
        seq: next,
        content_id: minute.contentId,
        written_by: minute.writtenBy,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
  });
}

/** A meeting's minutes in order. */
export async function minutesOf(db: Db, meetingId: string): Promise<EhtMinute[]> {
  return db
    .selectFrom('eht_meeting_minute')
    .select(['seq', 'content_id as contentId', 'written_by as writtenBy'])
    .where('meeting_id', '=', meetingId)
    .orderBy('seq')
    .execute();
}

/** Notes that a meeting decided in a case, by the command that carried it there. Repeating it is fine. */
export async function addMeetingItem(
  db: Db,
  item: Omit<EhtMeetingItem, 'caseNumber'> & { commandId: string; meetingId: string },
): Promise<void> {
  await db
    .insertInto('eht_meeting_item')
    .values({
      command_id: item.commandId,
      meeting_id: item.meetingId,
      case_id: item.caseId,
      what: item.what,
      eht_decision_id: item.ehtDecisionId,
    })
    .onConflict((oc) => oc.column('command_id').doNothing())
    .execute();
}

/** What a meeting decided, in order. */
export async function itemsOf(db: Db, meetingId: string): Promise<EhtMeetingItem[]> {
  return db
    .selectFrom('eht_meeting_item')
    .innerJoin('case_file', 'case_file.id', 'case_id')
    .select(['case_id as caseId', 'number as caseNumber', 'what', 'eht_decision_id as ehtDecisionId'])
    .where('meeting_id', '=', meetingId)
    .orderBy('created_at')
    .execute();
}

const meetings = (db: Db) =>
  db
    .selectFrom('eht_meeting')
    .select(['id', 'school_unit as schoolUnit', 'held_on as heldOn', 'opened_by as openedBy']);
