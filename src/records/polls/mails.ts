/** Whom a poll's mail is still to be written to, and the mail with its link, both or neither. */
import { sql } from 'kysely';
import type { CaseId, PollGuestId } from '../../domain/ids.ts';
import type { Participant } from '../../domain/case/meeting-parts.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { enqueueMails, type NewMail } from '../mail.ts';
import { secretHash } from '../secret-hash.ts';

export type UntoldGuest = {
  guestId: PollGuestId;
  caseId: CaseId;
  as: Participant['as'];
  /** Up to and including this day the link works. */
  expiresOn: LocalDate;
};

/** Guests of open polls who haven't been written to, the oldest first. */
export function untoldGuests(db: Db): Promise<UntoldGuest[]> {
  return db
    .selectFrom('meeting_poll_guest as guest')
    .innerJoin('meeting_poll as poll', 'poll.id', 'guest.poll_id')
    .select(['guest.id as guestId', 'case_id as caseId', 'who as as', 'expires_on as expiresOn'])
    .where('reached', 'is', null)
    .where('revoked', '=', false)
    .where('closed', 'is', null)
    .orderBy('poll.created_at')
    .orderBy('seq')
    .execute();
}

/** Whether mail of the polls waits: to be written, or to be sent. */
export async function pollMailWaits(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (
      select 1 from meeting_poll_guest g join meeting_poll p on p.id = g.poll_id
      where g.reached is null and not g.revoked and p.closed is null
    ) or exists (
      select 1 from mail where kind = 'meetingPoll' and status in ('queued', 'sending')
    ) as waits
  `.execute(db);
  return rows[0]?.waits ?? false;
}

/** Writes a guest's one mail and lets its token in; nothing where somebody was first, or the guest is out by now. */
export function writePollMail(db: Db, guestId: PollGuestId, token: string, mail: NewMail): Promise<void> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .updateTable('meeting_poll_guest')
      .set({ reached: 'mail', token_hash: secretHash(token) })
      .where('id', '=', guestId)
      .where('reached', 'is', null)
      .where('revoked', '=', false)
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) await enqueueMails(trx, [mail]);
  });
}

/** There is no address, or none that may be used by itself: a person asks them. */
export async function notePollUnreached(
  db: Db,
  guestId: PollGuestId,
  why: 'missing' | 'protected',
): Promise<void> {
  await db
    .updateTable('meeting_poll_guest')
    .set({ reached: why })
    .where('id', '=', guestId)
    .where('reached', 'is', null)
    .execute();
}
