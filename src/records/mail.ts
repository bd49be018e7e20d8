/** The outbox. One row, one mail: the key is the effect's or the digest's. */
import type { CaseId, PersonId } from '../domain/ids.ts';
import { type Insertable, sql } from 'kysely';
import type { Db } from './connect.ts';
import type { Database } from './schema.ts';
import { beginningWith, byName, count, isOneOf, json } from './sql.ts';

export type NewMail = {
  key: string;
  caseId: CaseId | null;
  /** `invitation/request`, `notice/lapsed`, `digest`. */
  kind: string;
  /** Whom it is for, by id. */
  toRef: unknown;
  toAddress: string | null;
  subject: string;
  text: string;
  html: string;
  calendar: { ics: string; method: 'REQUEST' | 'CANCEL' } | null;
  /** Stable, so that a receiver sees a repeated mail as the same. */
  messageId: string;
  /** Domain time. */
  createdAt: Date;
};

type MailStatus = 'queued' | 'sending' | 'sent' | 'failed';

export type Mail = NewMail & {
  status: MailStatus;
  attempts: number;
  sentAt: Date | null;
  error: string | null;
};

/** Puts a mail in the outbox, or gives the one that is there under this key (`isNew: false`), as it was written. */
export async function enqueueMail(db: Db, mail: NewMail): Promise<{ mail: Mail; isNew: boolean }> {
  const [added] = await enqueueMails(db, [mail]);
  if (added !== undefined) return { mail: added, isNew: true };
  const found = await findMail(db, mail.key);
  if (found === null) throw new Error(`The mail ${mail.key} is gone from the outbox.`);
  return { mail: found, isNew: false };
}

/** Puts many in the outbox at once and gives those that weren't there. */
export async function enqueueMails(db: Db, letters: readonly NewMail[]): Promise<Mail[]> {
  if (letters.length === 0) return [];
  const added = await db
    .insertInto('mail')
    .values(letters.map(rowOf))
    // Of two at once either unique value, the key or the Message-ID made of it, may be met first.
    .onConflict((oc) => oc.doNothing())
    .returning('key')
    .execute();
  const keys = new Set(added.map(({ key }) => key));
  return letters
    .filter(({ key }) => keys.has(key))
    .map((mail) => ({ ...mail, status: 'queued', attempts: 0, sentAt: null, error: null }));
}

const rowOf = (mail: NewMail): Insertable<Database['mail']> => ({
  key: mail.key,
  case_id: mail.caseId,
  kind: mail.kind,
  to_ref: json(mail.toRef),
  to_address: mail.toAddress,
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  ics: mail.calendar?.ics ?? null,
  ics_method: mail.calendar?.method ?? null,
  message_id: mail.messageId,
  status: 'queued',
  attempts: 0,
  created_at: mail.createdAt,
  sent_at: null,
  error: null,
});

/** One mail by its key; null when there is none. */
export async function findMail(db: Db, key: string): Promise<Mail | null> {
  const row = await mails(db).where('key', '=', key).executeTakeFirst();
  return row === undefined ? null : mailFrom(row);
}

/** Mails by their keys, in that order. */
export async function findMails(db: Db, keys: readonly string[]): Promise<Mail[]> {
  if (keys.length === 0) return [];
  const found = new Map(
    (await mails(db).where(isOneOf('key', keys)).execute()).map((row) => [row.key, mailFrom(row)]),
  );
  return keys.flatMap((key) => found.get(key) ?? []);
}

/** An attempt begins, which counts it; or the relay has taken the mail. `sentAt` is domain time. */
export type MailMark = { key: string; as: 'sending' } | { key: string; as: 'sent'; sentAt: Date };

/**
 * Marks mails, each key once, and says of each whether it was marked. A mail that has been sent isn't marked as being
 * sent: don't send it again.
 */
export async function markMails(db: Db, marks: readonly MailMark[]): Promise<boolean[]> {
  const keys = marks.map(({ key }) => key);
  const { rows } = await sql<{ key: string }>`
    update mail m set status = mark.status, attempts = m.attempts + (mark.status = 'sending')::integer,
      sent_at = coalesce(mark.sent_at, m.sent_at), error = null
    from unnest(
      ${keys}::text[], ${marks.map((mark) => mark.as)}::text[],
      ${marks.map((mark) => (mark.as === 'sent' ? mark.sentAt : null))}::timestamptz[]
    ) mark(key, status, sent_at)
    where m.key = mark.key and m.key = any(${keys}) and (mark.status = 'sent' or m.status <> 'sent')
    returning m.key
  `.execute(db);
  const marked = new Set(rows.map(({ key }) => key));
  return keys.map((key) => marked.has(key));
}

/** The attempt failed. `error` is a code or the relay's status, never an address. */
export async function markFailed(db: Db, key: string, error: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ status: 'failed', error })
    .where('key', '=', key)
    .where('status', '<>', 'sent')
    .execute();
}

export type MailFilter = {
  caseId?: CaseId;
  /** A kind, or the first part of one: `invitation`, `notice`. */
  kind?: string;
  status?: MailStatus;
  toAddress?: string;
  /** Domain time, from (included) and before. */
  from?: Date;
  before?: Date;
};

/** The outbox in order of domain time, `limit` (100) from `offset`, and how many there are in all. */
export async function listMails(
  db: Db,
  filter: MailFilter = {},
  page: { limit?: number; offset?: number } = {},
): Promise<{ mails: Mail[]; total: number }> {
  let query = mails(db);
  if (filter.caseId !== undefined) query = query.where('case_id', '=', filter.caseId);
  const { kind } = filter;
  if (kind !== undefined) {
    const within = beginningWith(`${kind}/`);
    query = query.where((eb) => eb.or([eb('kind', '=', kind), eb('kind', 'like', within)]));
  }
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.toAddress !== undefined) query = query.where('to_address', '=', filter.toAddress);
  if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from);
  if (filter.before !== undefined) query = query.where('created_at', '<', filter.before);
  const { total } = await query.clearSelect().select(count.as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .orderBy('created_at')
    .orderBy('key', (ob) => ob.collate('C'))
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { mails: rows.map(mailFrom), total };
}

export type InMailbox = Mail & {
  /** The member of staff with this address; null: a guardian, a guest, nobody. */
  receiver: { id: PersonId; name: string } | null;
};

/**
 * Mails as their receivers have them, the latest first: of those whose address or staff name begins with `to`,
 * `limit` from `offset`, and how many there are in all.
 */
export async function readMailbox(
  db: Db,
  filter: { to?: string },
  page: { limit: number; offset: number },
): Promise<{ mails: InMailbox[]; total: number }> {
  let query = mails(db).leftJoin('person', 'person.email', 'mail.to_address');
  const to = filter.to?.trim() ?? '';
  if (to !== '') {
    const beginning = beginningWith(to);
    query = query.where((eb) =>
      eb.or([
        eb('to_address', 'ilike', beginning),
        eb(byName('given_name'), 'ilike', beginning),
        eb(byName('family_name'), 'ilike', beginning),
        eb(sql`given_name || ' ' || family_name`, 'ilike', beginning),
      ]),
    );
  }
  const { total } = await query.clearSelect().select(count.as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .select(['person.id as personId', sql<string>`given_name || ' ' || family_name`.as('personName')])
    .orderBy('created_at', 'desc')
    .orderBy('key', (ob) => ob.collate('C'))
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return {
    mails: rows.map(({ personId, personName, ...row }) => ({
      ...mailFrom(row),
      receiver: personId === null ? null : { id: personId, name: personName },
    })),
    total,
  };
}

const mails = (db: Db) =>
  db
    .selectFrom('mail')
    .select([
      'key',
      'case_id as caseId',
      'kind',
      'to_ref as toRef',
      'to_address as toAddress',
      'subject',
      'text',
      'html',
      'ics',
      'ics_method',
      'message_id as messageId',
      'status',
      'attempts',
      'created_at as createdAt',
      'sent_at as sentAt',
      'error',
    ]);

type Row = Omit<Mail, 'calendar'> & { ics: string | null; ics_method: 'REQUEST' | 'CANCEL' | null };

const mailFrom = ({ ics, ics_method: method, ...mail }: Row): Mail => ({
  ...mail,
  calendar: ics === null || method === null ? null : { ics, method },
});
