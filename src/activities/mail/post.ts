/**
 * One mail, once. The row is written before the relay is asked and marked after its 250, so that a repeated
 * attempt finds what the earlier one did. What stays open is SMTP's own gap: a worker that dies between the
 * relay's 250 and the mark sends the same mail again, with the same Message-ID, by which a receiver can tell.
 */
import type { Undeliverable } from '../../domain/case/parts.ts';
import type { CaseId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { Db } from '../../records/connect.ts';
import { type Mail, markFailed, type MailMark, markMails, type NewMail } from '../../records/mail.ts';
import type { Composed } from './compose.ts';
import { gathered } from './gathered.ts';
import { messageIdOf } from './message-id.ts';
import { domainOf, type MailDeps } from './settings.ts';

export type Posted = { delivered: true } | { delivered: false; why: Undeliverable['why'] };

/** A mail as the outbox takes it. `toRef` says by ids whom it's for; `at` is domain time. */
export const newMail = (
  { from }: Pick<MailDeps, 'from'>,
  letter: {
    key: string;
    caseId: CaseId | null;
    toRef: unknown;
    address: string | null;
    mail: Composed;
    at: Instant;
  },
): NewMail => ({
  key: letter.key,
  caseId: letter.caseId,
  kind: letter.mail.kind,
  toRef: letter.toRef,
  toAddress: letter.address,
  subject: letter.mail.subject,
  text: letter.mail.text,
  html: letter.mail.html,
  calendar: letter.mail.calendar && { ics: letter.mail.calendar.file, method: letter.mail.calendar.method },
  messageId: messageIdOf(letter.key, domainOf(from)),
  createdAt: new Date(letter.at),
});

/** Writes a mark, and says whether it was written: see `markMails`. */
export type MarkMail = (mark: MailMark) => Promise<boolean>;

/** Marks of mails that go side by side are written together as they come. Each mail may be under way once. */
export const marking = (db: Db): MarkMail => gathered((marks) => markMails(db, marks));

/**
 * Sends a mail of the outbox unless it has gone or has failed for good; every attempt sends what was first
 * written. A mail without an address fails as `missing`, or as `protected` where that is why. Throws `RelayAway`
 * when the relay is: the mail stays in the outbox.
 */
export const postMail = async (
  { db, smtp, from, now }: MailDeps,
  mark: MarkMail,
  mail: Mail,
  withoutAddress: 'missing' | 'protected' = 'missing',
): Promise<Posted> => {
  if (mail.status === 'sent') return { delivered: true };
  if (mail.status === 'failed') return { delivered: false, why: whyOf(mail.error) };
  if (mail.toAddress === null) {
    await markFailed(db, mail.key, withoutAddress);
    return { delivered: false, why: withoutAddress };
  }
  if (!(await mark({ key: mail.key, as: 'sending' }))) return { delivered: true };
  const answer = await smtp.send({
    messageId: mail.messageId,
    from,
    to: mail.toAddress,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    calendar: mail.calendar && { method: mail.calendar.method, file: mail.calendar.ics },
    at: instant(mail.createdAt.getTime()),
  });
  if (!answer.accepted) {
    await markFailed(db, mail.key, answer.reason);
    return { delivered: false, why: 'bounced' };
  }
  const sentAt = new Date(Math.max(await now(), mail.createdAt.getTime()));
  await mark({ key: mail.key, as: 'sent', sentAt });
  return { delivered: true };
};

const whyOf = (error: string | null): Undeliverable['why'] =>
  error === 'missing' || error === 'protected' ? error : 'bounced';
