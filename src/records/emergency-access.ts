/** Emergency accesses: taken with a sealed reason, told to the team leaders, gone through. None is ever removed. */
import { sql } from 'kysely';
import { type EmergencyAccess, openedByEmergency } from '../domain/emergency-access.ts';
import type { CaseId, ContentId, EmergencyAccessId, PersonId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { saveContents } from './contents.ts';
import { domainNow } from './domain-day.ts';
import { enqueueMails, type NewMail } from './mail.ts';
import { count } from './sql.ts';

export type KeptEmergency = EmergencyAccess & {
  accessId: EmergencyAccessId;
  reasonId: ContentId;
  reviewedBy: PersonId | null;
  reviewedAt: Date | null;
};

/** Keeps one with its reason, both or neither. Repeating it under the same id is fine. */
export function keepEmergency(
  db: Db,
  { accessId, personId, caseId, at, until }: EmergencyAccess & { accessId: EmergencyAccessId },
  reason: { id: ContentId; text: string },
): Promise<void> {
  return inTransaction(db, async (trx) => {
    const content = { id: reason.id, kind: 'emergencyReason', body: { text: reason.text } };
    await saveContents(trx, [content], { caseId, commandId: null, createdBy: personId });
    await trx
      .insertInto('emergency_access')
      .values({
        id: accessId,
        person_id: personId,
        case_id: caseId,
        reason_id: reason.id,
        at: new Date(at),
        until: new Date(until),
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
  });
}

/** One; null when unknown. */
export async function findEmergency(db: Db, id: EmergencyAccessId): Promise<KeptEmergency | null> {
  const row = await accesses(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** The latest first, at most `limit`; `toReview`: those alone that nobody has gone through. */
export async function listEmergencies(
  db: Db,
  { toReview = false, limit = 200 }: { toReview?: boolean; limit?: number } = {},
): Promise<KeptEmergency[]> {
  let query = accesses(db);
  if (toReview) query = query.where('reviewed_at', 'is', null);
  const rows = await query.orderBy('at', 'desc').orderBy('id').limit(limit).execute();
  return rows.map(fromRow);
}

/** The cases that a person has open in this way now, by the domain's clock. */
export async function emergencyCasesOf(db: Db, personId: PersonId): Promise<CaseId[]> {
  const rows = await accesses(db)
    .select(domainNow.as('now'))
    .where('person_id', '=', personId)
    .where('until', '>', domainNow)
    .execute();
  const [first] = rows;
  return first === undefined
    ? []
    : openedByEmergency(rows.map(fromRow), personId, instant(first.now.getTime()));
}

/** How often a person has opened nothing since then. */
export async function missesSince(db: Db, personId: PersonId, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('emergency_access')
    .select(count.as('misses'))
    .where('person_id', '=', personId)
    .where('case_id', 'is', null)
    .where('at', '>', new Date(since))
    .executeTakeFirstOrThrow();
  return row.misses;
}

/** Notes that it was gone through; false when it was before. */
export async function reviewEmergency(
  db: Db,
  id: EmergencyAccessId,
  { by, at }: { by: PersonId; at: Date },
): Promise<boolean> {
  const row = await db
    .updateTable('emergency_access')
    .set({ reviewed_by: by, reviewed_at: at })
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of which the team leaders haven't been written to, the oldest first. */
export async function untoldEmergencies(db: Db): Promise<EmergencyAccessId[]> {
  const rows = await db
    .selectFrom('emergency_access')
    .select('id')
    .where('told', '=', false)
    .orderBy('at')
    .execute();
  return rows.map(({ id }) => id);
}

/** Writes the mails about one and notes that it is told, both or neither; nothing where somebody was first. */
export function writeEmergencyMails(db: Db, id: EmergencyAccessId, mails: readonly NewMail[]): Promise<void> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .updateTable('emergency_access')
      .set({ told: true })
      .where('id', '=', id)
      .where('told', '=', false)
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) await enqueueMails(trx, [...mails]);
  });
}

/** Whether mail about them waits: to be written, or to be sent. */
export async function emergencyMailWaits(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from emergency_access where not told)
      or exists (select from mail where kind = 'emergencyAccess' and status in ('queued', 'sending')) as waits
  `.execute(db);
  return rows[0]?.waits ?? false;
}

const accesses = (db: Db) =>
  db
    .selectFrom('emergency_access')
    .select(['id', 'person_id', 'case_id', 'reason_id', 'at', 'until', 'reviewed_by', 'reviewed_at']);

type Row = Awaited<ReturnType<ReturnType<typeof accesses>['executeTakeFirstOrThrow']>>;

const fromRow = (row: Row): KeptEmergency => ({
  accessId: row.id,
  personId: row.person_id,
  caseId: row.case_id,
  reasonId: row.reason_id,
  at: instant(row.at.getTime()),
  until: instant(row.until.getTime()),
  reviewedBy: row.reviewed_by,
  reviewedAt: row.reviewed_at,
});
