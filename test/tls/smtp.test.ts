/** Mail out over TLS, to a real relay (`smtp-server`) with good and bad certificates. */
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { instant } from '../../src/domain/time.ts';
import { createSmtp, type OutgoingMail, RelayAway } from '../../src/integrations/smtp.ts';
import { type Certificate, type Certificates, makeCertificates } from '../setup/certificates.ts';

const mail: OutgoingMail = {
  messageId: '<tls@bryggan.example>',
  from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
  to: 'kurator@skolan.example',
  subject: 'Påminnelse',
  text: 'Hej!',
  html: '<p>Hej!</p>',
  calendar: null,
  at: instant(Date.UTC(2026, 8, 1, 5, 0)),
};

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});
afterAll(() => certificates.remove());

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** `secure`: TLS from the first byte. `received` notes how each mail came. */
const relay = async (how: { certificate: Certificate | null; secure?: boolean }) => {
  const received: boolean[] = [];
  const { certificate } = how;
  const server = new SMTPServer({
    authOptional: true,
    secure: how.secure === true,
    ...(certificate === null
      ? { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }
      : { key: readFileSync(certificate.key), cert: readFileSync(certificate.crt) }),
    onData(stream, session, done) {
      received.push(session.secure);
      stream.on('end', () => done());
      stream.resume();
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { received, url: `${how.secure === true ? 'smtps' : 'smtp'}://localhost:${port}` };
};

/** By the settings, read as the product does. */
const send = async (url: string, settings: Record<string, string>) => {
  const config = readConfig({ BRYGGAN_MODE: 'live', SMTP_URL: url, ...settings });
  const smtp = createSmtp({ url: config.mail.smtpUrl ?? '', tls: config.mail.tls, timeoutMs: 20_000 });
  try {
    return await smtp.send(mail);
  } finally {
    smtp.close();
  }
};

const required = () => ({ SMTP_TLS: 'required', SMTP_TLS_CA_FILE: certificates.authority.crt });

describe('mail, where TLS is required', () => {
  it.each([false, true])('goes out encrypted (from the first byte: %s)', async (secure) => {
    const { url, received } = await relay({ certificate: certificates.server, secure });
    expect(await send(url, required())).toEqual({ accepted: true });
    expect(received).toEqual([true]);
  });

  it('stays here when the relay offers none: also when somebody in between took the offer away', async () => {
    const { url, received } = await relay({ certificate: null });
    await expect(send(url, required())).rejects.toBeInstanceOf(RelayAway);
    expect(received).toEqual([]);
  });

  it.each(['by an authority that isn’t named', 'for another host'])(
    'stays here when the certificate is %s',
    async (wrong) => {
      const forOther = wrong === 'for another host';
      const { url, received } = await relay({
        certificate: forOther ? certificates.elsewhere : certificates.server,
      });
      const settings = forOther ? required() : { SMTP_TLS: 'required' };
      await expect(send(url, settings)).rejects.toBeInstanceOf(RelayAway);
      expect(received).toEqual([]);
    },
  );
});

it('goes in the clear where the setting lets it, and encrypted where the relay offers that', async () => {
  const plain = await relay({ certificate: null });
  await send(plain.url, { SMTP_TLS: 'if-offered' });
  const offering = await relay({ certificate: certificates.server });
  await send(offering.url, { ...required(), SMTP_TLS: 'if-offered' });
  expect([plain.received, offering.received]).toEqual([[false], [true]]);
});
