/**
 * The built-in inbox of a rehearsal: an SMTP server on loopback that keeps what it gets and passes nothing on.
 * It says 250 only when the mail is stored.
 */
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export type ReceivedMail = {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The calendar part's text. */
  ics: string | null;
  /** The Date header: the sender's domain time. */
  date: Date;
};

/** An SMTP reply that isn't a yes. */
type Refusal = { code: number; message: string };

/** How the server behaves to its clients: what real relays do on bad days. */
export type InboxBehaviour = {
  /** Asked at each connection: 421 and the like. */
  connection?(): Refusal | null;
  /** Asked at each RCPT TO: 550 for an address that isn't there. */
  recipient?(address: string): Refusal | null;
  /** Asked at the end of DATA, before anything is stored. */
  message?(mail: ReceivedMail): Refusal | null;
  /** After storing, before the 250: as long as it takes; `drop` ends the connection without an answer. */
  beforeReply?(mail: ReceivedMail): Promise<'reply' | 'drop'>;
};

export type InboxServer = {
  port: number;
  url: string;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
};

const MAX_BYTES = 10 * 1024 * 1024;

const replyError = (code: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode: code });

/**
 * Listens on `port` (0: any free one). `store` is called once for each recipient of each mail; when it throws,
 * the client is told to come again (451).
 */
export const startInbox = async (options: {
  port: number;
  store(mail: ReceivedMail): Promise<void>;
  host?: string;
  behaviour?: InboxBehaviour;
}): Promise<InboxServer> => {
  const { behaviour = {}, host = '127.0.0.1' } = options;
  const sockets = new Map<number, Socket>();
  const answer = (refusal: Refusal | null | undefined, callback: (error?: Error | null) => void) =>
    refusal ? callback(replyError(refusal.code, refusal.message)) : callback();

  const keep = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const mails = await read(
      stream,
      session.envelope.rcptTo.map(({ address }) => address),
    );
    for (const mail of mails) {
      const refusal = behaviour.message?.(mail);
      if (refusal) throw replyError(refusal.code, refusal.message);
    }
    for (const mail of mails) {
      await options.store(mail).catch(() => {
        throw replyError(451, 'The inbox cannot store mail now: come again');
      });
    }
    for (const mail of mails) {
      if ((await behaviour.beforeReply?.(mail)) === 'drop') sockets.get(session.remotePort)?.destroy();
    }
  };

  const server = new SMTPServer({
    banner: 'Bryggan rehearsal inbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: 100,
    onConnect: (_session, callback) => answer(behaviour.connection?.(), callback),
    onRcptTo: ({ address }, _session, callback) => answer(behaviour.recipient?.(address), callback),
    onData: (stream, session, callback) => {
      void told(keep(stream, session), callback);
    },
  });
  // A client that breaks off is its own affair; the next one is served as before.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = boundTo(server.server.address());
  return {
    port,
    url: `smtp://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
};

/** Passes on how `work` ended, the way that the server asks for it. */
const told = async (work: Promise<void>, callback: (error?: Error | null) => void): Promise<void> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
  );
  callback(error);
};

/** One entry for each recipient, as each would see it. */
const read = async (stream: SMTPServerDataStream, recipients: string[]): Promise<ReceivedMail[]> => {
  const parsed = await simpleParser(stream, { skipTextToHtml: true });
  if (stream.sizeExceeded) throw replyError(552, 'The mail is too large');
  const calendar = parsed.attachments.find((part) => part.contentType === 'text/calendar');
  return recipients.map((to) => ({
    messageId: parsed.messageId ?? '',
    to,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    ics: calendar?.content.toString('utf8') ?? null,
    date: parsed.date ?? new Date(),
  }));
};

const boundTo = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string')
    throw new Error('The inbox has no port: it is not listening');
  return address;
};
