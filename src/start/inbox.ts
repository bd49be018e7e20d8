import type { Kysely } from 'kysely';
import { startInbox } from '../integrations/inbox.ts';
import type { Database } from '../records/schema.ts';
import { saveReceived } from '../records/inbox.ts';

/** The rehearsal's inbox, keeping each mail in the records, where `mails` shows it. Port 0 picks a free one. */
export const startInboxInto = async (
  db: Kysely<Database>,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> => {
  const inbox = await startInbox({
    port,
    store: ({ messageId, to, subject, text, html, ics, date }) =>
      saveReceived(db, { messageId, toAddress: to, subject, text, html, ics, receivedAt: date }),
  });
  return { url: inbox.url, stop: () => inbox.close() };
};
