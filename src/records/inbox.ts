/** What the built-in inbox received: rehearsal only. Each SMTP delivery is a row, a repeated one too. */
import type { Db } from './connect.ts';
import { count } from './sql.ts';

export type ReceivedMail = {
  messageId: string;
  toAddress: string;
  subject: string;
  text: string;
  html: string;
  ics: string | null;
  receivedAt: Date;
};

export async function saveReceived(db: Db, mail: ReceivedMail): Promise<void> {
  await db
    .insertInto('inbox')
    .values({
      message_id: mail.messageId,
      to_address: mail.toAddress,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      ics: mail.ics,
      received_at: mail.receivedAt,
    })
    .execute();
}

/** Received mails in the order of arrival, `limit` (100) from `offset`; of one address, of one message. */
export async function listInbox(
  db: Db,
  filter: { toAddress?: string; messageId?: string } = {},
  page: { limit?: number; offset?: number } = {},
): Promise<{ mails: (ReceivedMail & { id: number })[]; total: number }> {
  let query = db.selectFrom('inbox');
  if (filter.toAddress !== undefined) query = query.where('to_address', '=', filter.toAddress);
  if (filter.messageId !== undefined) query = query.where('message_id', '=', filter.messageId);
  const { total } = await query.select(count.as('total')).executeTakeFirstOrThrow();
  const mails = await query
    .select([
      'id',
      'message_id as messageId',
      'to_address as toAddress',
      'subject',
      'text',
      'html',
      'ics',
      'received_at as receivedAt',
    ])
    .orderBy('id')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { mails, total };
}
