/** Polls of suggested times: kept, read, answered, closed. */
import { sql } from 'kysely';
import type { MeetingKind, MeetingTime, Participant } from '../../domain/case/meeting-parts.ts';
import type { CaseId, PersonId, PollGuestId, PollId } from '../../domain/ids.ts';
import type { PollAnswer } from '../../domain/polls/poll.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { type NewContent, saveContents } from '../contents.ts';
import { secretHash } from '../secret-hash.ts';
import { json } from '../sql.ts';
import type { PollEnd, Reach } from './tables.ts';

export type PollGuest = {
  guestId: PollGuestId;
  as: Participant['as'];
  /** Null until the mail is written, or it is clear that none can be. */
  reached: Reach | null;
  /** Whether the relay refused the mail for good. */
  bounced: boolean;
  /** One for each of the times, in their order. */
  answers: PollAnswer[] | null;
  answeredOn: LocalDate | null;
  /** Who entered it; null: the guest, by the link. */
  enteredBy: PersonId | null;
  revoked: boolean;
};

export type Poll = {
  pollId: PollId;
  caseId: CaseId;
  kind: MeetingKind;
  times: MeetingTime[];
  expiresOn: LocalDate;
  createdBy: PersonId;
  createdOn: LocalDate;
  /** Null while it takes answers. */
  closed: PollEnd | null;
  guests: PollGuest[];
};

/** Under this key stands a guest's mail. */
export const pollMailKey = (guestId: PollGuestId): string => `meetingPoll/${guestId}`;

/** Keeps a poll with its guests, in order, and their addresses. Repeating it under the same id is fine. */
export function savePoll(
  db: Db,
  poll: Pick<Poll, 'pollId' | 'caseId' | 'kind' | 'times' | 'expiresOn' | 'createdBy' | 'createdOn'>,
  guests: readonly Pick<PollGuest, 'guestId' | 'as'>[],
  addresses: readonly NewContent[],
): Promise<void> {
  return inTransaction(db, async (trx) => {
    const { caseId, createdBy } = poll;
    await saveContents(trx, addresses, { caseId, commandId: null, createdBy });
    const added = await trx
      .insertInto('meeting_poll')
      .values({
        id: poll.pollId,
        case_id: caseId,
        kind: poll.kind,
        times: json(poll.times),
        expires_on: poll.expiresOn,
        created_by: createdBy,
        created_on: poll.createdOn,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) return;
    await trx
      .insertInto('meeting_poll_guest')
      .values(
        guests.map(({ guestId, as }, seq) => ({ id: guestId, poll_id: poll.pollId, seq, who: json(as) })),
      )
      .execute();
  });
}

/** A case's polls, the newest first. */
export const pollsOf = (db: Db, caseId: CaseId): Promise<Poll[]> =>
  readPolls(db, sql<boolean>`poll.case_id = ${caseId}`);

/** One of a case's polls; null when it has no such. */
export async function findPoll(db: Db, caseId: CaseId, pollId: PollId): Promise<Poll | null> {
  const [poll] = await readPolls(db, sql<boolean>`poll.case_id = ${caseId} and poll.id = ${pollId}`);
  return poll ?? null;
}

/** The poll and guest behind a token, also a poll that is over; null for one that is unknown or taken back. */
export async function findByToken(db: Db, token: string): Promise<{ poll: Poll; guest: PollGuest } | null> {
  const row = await db
    .selectFrom('meeting_poll_guest')
    .select(['id', 'poll_id'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  const [poll] = await readPolls(db, sql<boolean>`poll.id = ${row.poll_id}`);
  const guest = poll?.guests.find(({ guestId }) => guestId === row.id);
  return poll === undefined || guest === undefined ? null : { poll, guest };
}

async function readPolls(db: Db, which: ReturnType<typeof sql<boolean>>): Promise<Poll[]> {
  const rows = await db
    .selectFrom('meeting_poll as poll')
    .innerJoin('meeting_poll_guest as guest', 'guest.poll_id', 'poll.id')
    .leftJoin('mail', (join) => join.on('mail.key', '=', sql<string>`'meetingPoll/' || guest.id`))
    .select([
      'poll.id as pollId',
      'poll.case_id as caseId',
      'poll.kind',
      'times',
      'expires_on as expiresOn',
      'created_by as createdBy',
      'created_on as createdOn',
      'closed',
      'guest.id as guestId',
      'who as as',
      'reached',
      sql<boolean>`coalesce(mail.status = 'failed', false)`.as('bounced'),
      'answers',
      'answered_on as answeredOn',
      'entered_by as enteredBy',
      'revoked',
    ])
    .where(which)
    .orderBy('poll.created_at', 'desc')
    .orderBy('poll.id')
    .orderBy('seq')
    .execute();
  const polls = new Map<PollId, Poll>();
  for (const row of rows) {
    const { guestId, as, reached, bounced, answers, answeredOn, enteredBy, revoked, ...poll } = row;
    const guest = { guestId, as, reached, bounced, answers, answeredOn, enteredBy, revoked };
    const guests = polls.get(poll.pollId)?.guests ?? [];
    polls.set(poll.pollId, { ...poll, guests: [...guests, guest] });
  }
  return [...polls.values()];
}

/** Keeps a guest's answers in place of earlier ones. False when the poll is over or the guest is asked no more. */
export async function keepAnswers(
  db: Db,
  answer: {
    pollId: PollId;
    guestId: PollGuestId;
    answers: readonly PollAnswer[];
    on: LocalDate;
    by: PersonId | null;
  },
): Promise<boolean> {
  const row = await db
    .updateTable('meeting_poll_guest')
    .set({ answers: json(answer.answers), answered_on: answer.on, entered_by: answer.by })
    .where('id', '=', answer.guestId)
    .where('poll_id', '=', answer.pollId)
    .where('revoked', '=', false)
    .where('poll_id', 'in', (eb) => eb.selectFrom('meeting_poll').select('id').where('closed', 'is', null))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a poll without a choice; false when it was over already. */
export async function closePoll(db: Db, pollId: PollId): Promise<boolean> {
  const row = await db
    .updateTable('meeting_poll')
    .set({ closed: 'withdrawn' })
    .where('id', '=', pollId)
    .where('closed', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a guest out and their link back, for good. Repeating it is fine. */
export async function revokeGuests(db: Db, guestIds: readonly PollGuestId[]): Promise<void> {
  if (guestIds.length === 0) return;
  await db
    .updateTable('meeting_poll_guest')
    .set({ revoked: true, token_hash: null })
    .where('id', 'in', [...guestIds])
    .execute();
}

/**
 * Notes which command calls a meeting at one of a poll's times, before the case is asked. False when the poll isn't
 * the case's or is over. The poll closes when the projection has the command: see `projection.ts`.
 */
export async function choosePoll(
  db: Db,
  { pollId, caseId, commandId }: { pollId: PollId; caseId: CaseId; commandId: string },
): Promise<boolean> {
  const row = await db
    .updateTable('meeting_poll')
    .set({ chosen_command: commandId })
    .where('id', '=', pollId)
    .where('case_id', '=', caseId)
    .where((eb) => eb.or([eb('closed', 'is', null), eb('chosen_command', '=', commandId)]))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes back what a refused command had chosen. */
export async function unchoosePoll(db: Db, commandId: string): Promise<void> {
  await db
    .updateTable('meeting_poll')
    .set({ chosen_command: null })
    .where('chosen_command', '=', commandId)
    .where('closed', 'is', null)
    .execute();
}
