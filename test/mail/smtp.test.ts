/** Our way out against a real SMTP server on its good and bad days. */
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import {
  type InboxBehaviour,
  type InboxServer,
  type ReceivedMail,
  startInbox,
} from '../../src/integrations/inbox.ts';
import { createSmtp, type OutgoingMail, RelayAway, type Smtp } from '../../src/integrations/smtp.ts';

const mail: OutgoingMail = {
  messageId: '<0123456789abcdef@bryggan.example>',
  from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
  to: 'kurator@skolan.example',
  subject: 'Påminnelse: samverkansmöte, ärende 2026-0001',
  text: 'Hej!\n\nSnart är det dags.\n',
  html: '<p>Hej!</p><p>Snart är det dags.</p>\n',
  calendar: null,
  at: instant(Date.UTC(2026, 8, 1, 5, 0)),
};

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const inbox = async (behaviour: InboxBehaviour = {}, port = 0) => {
  const got: ReceivedMail[] = [];
  const server: InboxServer = await startInbox({ port, behaviour, store: async (one) => void got.push(one) });
  closing.push(() => server.close());
  return { ...server, got };
};
const smtpTo = (url: string, timeoutMs?: number): Smtp => {
  const smtp = createSmtp({ url, ...(timeoutMs !== undefined && { timeoutMs }) });
  closing.push(() => smtp.close());
  return smtp;
};

describe('a mail', () => {
  it('arrives with its text, HTML, Message-ID and domain date', async () => {
    const { url, got } = await inbox();
    expect(await smtpTo(url).send(mail)).toEqual({ accepted: true });
    expect(got).toEqual([
      {
        messageId: mail.messageId,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        ics: null,
        date: new Date('2026-09-01T05:00:00Z'),
      },
    ]);
  });

  it('carries its calendar file unchanged', async () => {
    const { url, got } = await inbox();
    const file = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    await smtpTo(url).send({ ...mail, calendar: { method: 'REQUEST', file } });
    expect(got[0]?.ics?.replaceAll('\r\n', '\n').trim()).toBe(file.replaceAll('\r\n', '\n').trim());
  });

  it.each(['', 'no-at', 'a@b, c@d', 'a@b\r\nBcc: c@d', '<a@b>', 'two words@b'])(
    'to the address %j is answered without asking the relay',
    async (to) => {
      expect(await smtpTo('smtp://127.0.0.1:1').send({ ...mail, to })).toEqual({
        accepted: false,
        rejected: 'bounced',
        reason: 'invalid-address',
      });
    },
  );
});

describe('a relay that refuses', () => {
  it('the address with 550: it bounced, with the code and no address', async () => {
    const { url, got } = await inbox({
      recipient: () => ({ code: 550, message: '5.1.1 No such user here' }),
    });
    expect(await smtpTo(url).send(mail)).toEqual({
      accepted: false,
      rejected: 'bounced',
      reason: '550 5.1.1',
    });
    expect(got).toEqual([]);
  });

  it('the message for good: it bounced', async () => {
    const { url } = await inbox({ message: () => ({ code: 552, message: 'Mailbox full' }) });
    expect(await smtpTo(url).send(mail)).toMatchObject({ rejected: 'bounced', reason: '552' });
  });

  it.each([
    ['the address for now', { recipient: () => ({ code: 450, message: 'Greylisted' }) }],
    ['the message for now', { message: () => ({ code: 451, message: 'Come again' }) }],
    ['us, not the address', { recipient: () => ({ code: 554, message: '5.7.1 Relay access denied' }) }],
    ['every connection', { connection: () => ({ code: 421, message: 'Shutting down' }) }],
  ])('%s: it throws, and the error names no address', async (_what, behaviour) => {
    const { url } = await inbox(behaviour);
    const failure = await smtpTo(url)
      .send(mail)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RelayAway);
    expect(String(failure)).not.toContain(mail.to);
  });
});

describe('a relay that is away', () => {
  it('throws while it is down and takes the mail when it is back', async () => {
    const first = await inbox();
    const smtp = smtpTo(first.url);
    await first.close();
    await expect(smtp.send(mail)).rejects.toBeInstanceOf(RelayAway);
    const second = await inbox({}, first.port);
    expect(await smtp.send(mail)).toEqual({ accepted: true });
    expect(second.got).toHaveLength(1);
  });

  it('throws, and sends nothing again by itself, when the connection ends after DATA', async () => {
    const { url, got } = await inbox({ beforeReply: async () => 'drop' });
    await expect(smtpTo(url).send(mail)).rejects.toBeInstanceOf(RelayAway);
    expect(got).toHaveLength(1);
  });

  it('throws when the answer never comes', async () => {
    const { url } = await inbox({ beforeReply: () => new Promise(() => {}) });
    await expect(smtpTo(url, 500).send(mail)).rejects.toBeInstanceOf(RelayAway);
  });

  it('is told to come again when the inbox cannot store', async () => {
    const server = await startInbox({
      port: 0,
      store: async () => {
        throw new Error('disk full');
      },
    });
    closing.push(() => server.close());
    await expect(smtpTo(server.url).send(mail)).rejects.toThrow('451');
  });
});

it('an inbox on a taken port says so', async () => {
  const { port } = await inbox();
  await expect(inbox({}, port)).rejects.toThrow('EADDRINUSE');
});
