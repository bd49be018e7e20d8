/** Mail out: any SMTP relay by URL. What a relay says about an address is an answer; a relay that is away throws. */
import { rootCertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import type { Instant } from '../domain/time.ts';

export type MailAddress = { name: string; address: string };

export type OutgoingMail = {
  /** `<local@host>`: the same for every attempt, so that a receiver can drop a repeated one. */
  messageId: string;
  from: MailAddress;
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
  calendar: { method: 'REQUEST' | 'CANCEL'; file: string } | null;
  /** The Date header: domain time, so that a rehearsal's mail shows the rehearsal's day. */
  at: Instant;
};

type SmtpAnswer =
  | { accepted: true }
  /** `reason` is an SMTP code (`550`, `550 5.1.1`) or `invalid-address`; never the address. */
  | { accepted: false; rejected: 'bounced'; reason: string };

export type Smtp = {
  /** One mail. Throws `RelayAway` for all that may be better later. */
  send(mail: OutgoingMail): Promise<SmtpAnswer>;
  /** Whether the relay greets and accepts our sign-in; throws `RelayAway` where not. */
  verify(): Promise<void>;
  close(): void;
};

/** The relay can't be reached, refuses us, or asks us to come again: the mail stays ours to send. */
export class RelayAway extends Error {
  override readonly name = 'RelayAway';
}

/** A safe shape: one @, no blanks, no control characters, nothing that could begin another header or address. */
const addressShape = /^[^\s@<>(),;:"\\\p{Cc}]+@[^\s@<>(),;:"\\\p{Cc}]+$/u;

/** Reads `Bryggan <bryggan@kommun.example>` or a bare address, which is then named Bryggan. Throws where it is neither. */
export const parseMailAddress = (text: string): MailAddress => {
  const [, quoted, plain = '', inner = ''] =
    /^(?:"([^"<>]*)"\s*|([^"<>]*))<([^<>]+)>$/.exec(text.trim()) ?? [];
  const name = (quoted ?? plain).trim();
  const address = (inner === '' ? text : inner).trim();
  if (!addressShape.test(address)) {
    throw new Error(`MAIL_FROM is not a mail address: write bryggan@kommun.example or Bryggan <…>`);
  }
  return { name: name === '' ? 'Bryggan' : name, address };
};

type Refused = { command: string; code: number; enhanced: string };

const refusalIn = (error: unknown): Refused | null => {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return null;
  const { responseCode, command } = error;
  if (typeof responseCode !== 'number' || typeof command !== 'string') return null;
  const response = 'response' in error && typeof error.response === 'string' ? error.response : '';
  return { command, code: responseCode, enhanced: /^\d{3}[ -](5\.\d+\.\d+)/.exec(response)?.[1] ?? '' };
};

/**
 * A 5xx for the recipient or the message is final. Not so what says that the relay doesn't trust or understand
 * *us*: bad sequence (503), sign in first (530, 535), policy (5.7.x): that is for whoever runs the relay to
 * mend, and the mail is to go out then.
 */
const isFinal = ({ command, code, enhanced }: Refused): boolean =>
  (command === 'RCPT TO' || command === 'DATA') &&
  code >= 500 &&
  code < 600 &&
  ![503, 530, 535].includes(code) &&
  !enhanced.startsWith('5.7.');

const describe = (error: unknown): string => {
  const refused = refusalIn(error);
  if (refused !== null) return `it answered ${refused.code} to ${refused.command}`;
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'no answer';
};

/**
 * A pooled transport for an `smtp://` or `smtps://` URL (user and password in it, further nodemailer options as
 * query: `?requireTLS=true`). Certificates are checked unless the URL says `?tls.rejectUnauthorized=false`.
 */
export const createSmtp = (settings: {
  url: string;
  /** `required`: nothing is said before the relay has shown a certificate that holds. `ca`: PEM, besides the system's. */
  tls?: { required: boolean; ca: string | null };
  maxConnections?: number;
  /** How long one silent moment of the relay may last, ms; a whole mail half as long again. */
  timeoutMs?: number;
}): Smtp => {
  const timeoutMs = settings.timeoutMs ?? 30_000;
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: settings.maxConnections ?? 4,
    // The pool would send again by itself what a broken connection left open: repeating is ours to decide.
    maxRequeues: 0,
    // Shorter than a relay's own patience, so that no mail meets a connection that was just closed.
    idleTimeout: 10_000,
    connectionTimeout: Math.min(timeoutMs, 10_000),
    greetingTimeout: Math.min(timeoutMs, 10_000),
    socketTimeout: timeoutMs,
    dnsTimeout: 10_000,
    requireTLS: settings.tls?.required === true,
    ...(settings.tls?.ca == null ? {} : { tls: { ca: [...rootCertificates, settings.tls.ca] } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const relayAway = (error: unknown) =>
    new RelayAway(
      `The mail relay doesn't take mail now (${describe(error)}). It is tried again; check SMTP_URL if it lasts.`,
    );

  return {
    async send(mail) {
      if (!addressShape.test(mail.to))
        return { accepted: false, rejected: 'bounced', reason: 'invalid-address' };
      try {
        await transport.sendMail({
          messageId: mail.messageId,
          date: new Date(mail.at),
          from: mail.from,
          to: { name: '', address: mail.to },
          envelope: { from: mail.from.address, to: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          // RFC 3834: so that no absence reply comes back.
          signal: AbortSignal.timeout(timeoutMs * 1.5),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          ...(mail.calendar && { icalEvent: { method: mail.calendar.method, content: mail.calendar.file } }),
        });
        return { accepted: true };
      } catch (error) {
        const refused = refusalIn(error);
        if (refused !== null && isFinal(refused)) {
          return {
            accepted: false,
            rejected: 'bounced',
            reason: `${refused.code} ${refused.enhanced}`.trim(),
          };
        }
        throw relayAway(error);
      }
    },
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw relayAway(error);
      }
    },
    close() {
      transport.close({ force: true });
    },
  };
};
