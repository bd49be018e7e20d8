/**
 * What is sent to break something, through the real routes over a real connection: each is refused in plain words or kept
 * harmlessly, nothing is half done, the process stays within its memory and answers the next one.
 */
import { connect } from 'node:net';
import type { Server } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../src/api/listen.ts';
import { aJpeg, aPdf, aPng } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { allocated, pupils, served, type Served } from './served.ts';

let api: Served;
let server: Server;
let port: number;
let token: string;
let leaderToken: string;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  token = (await api.as(ids.coordinator, 'coordinator')).token;
  leaderToken = (await api.as(ids.teamLeader, 'teamLeader')).token;
  // Short, so that nobody waits for what takes minutes in use.
  server = await listen(
    api.app,
    { port: 0, host: '127.0.0.1' },
    { headersMs: 1000, requestMs: 2000, checkedEveryMs: 100 },
  );
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.close();
});

type Sent = { status: number; code: string; detail: string; headers: Headers };

const send = async (
  path: string,
  body: Buffer,
  headers: Record<string, string>,
  by: string = token,
): Promise<Sent> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, ...headers },
    body: new Uint8Array(body),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  const read: { code?: string; detail?: string } = isJson ? JSON.parse(text) : {};
  return {
    status: answer.status,
    code: read.code ?? '',
    detail: read.detail ?? text,
    headers: answer.headers,
  };
};

const stored = async () =>
  Number(
    (
      await api.town.records.db
        .selectFrom('document')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

const document = (bytes: Buffer, type = 'application/pdf', more: Record<string, string> = {}) =>
  send('/api/v1/documents?fileName=a.pdf', bytes, { 'content-type': type, ...more });

const zip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
const javascript = '/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ';
const nested = `${'<<'.repeat(100_000)}${'>>'.repeat(100_000)}`;

describe('a paper that is sent in', () => {
  it.each<[string, Buffer, string, number]>([
    ['a script that runs when it is opened', aPdf('', javascript), 'application/pdf', 422],
    [
      'a program that it starts',
      aPdf('', '/OpenAction << /S /Launch /F (x.exe) >> '),
      'application/pdf',
      422,
    ],
    ['another file within', aPdf('', '/Names << /EmbeddedFiles 9 0 R >> '), 'application/pdf', 422],
    ['a page of HTML by its beginning', aPdf('<html><script>x</script>'), 'application/pdf', 422],
    ['an archive behind its end', Buffer.concat([aPdf(), zip]), 'application/pdf', 422],
    ['a PDF within a picture', Buffer.concat([aJpeg(), aPdf()]), 'image/jpeg', 422],
    ['a picture larger than any paper', aPng(60_000), 'image/png', 422],
    ['cut short', aPdf().subarray(0, 60), 'application/pdf', 422],
    ['nothing at all', Buffer.alloc(0), 'application/pdf', 422],
    ['zeros', Buffer.alloc(500_000), 'application/pdf', 415],
    ['a program that calls itself a PDF', Buffer.from('MZ\u0090\u0000'), 'application/pdf', 415],
    ['an archive', zip, 'application/pdf', 415],
    ['a drawing with a script', Buffer.from('<svg onload="x()"/>'), 'image/png', 415],
    ['a kind that isn’t received', Buffer.from('<svg/>'), 'image/svg+xml', 415],
    ['larger than is received', Buffer.alloc(1024 * 1024 + 1), 'application/pdf', 413],
    ['a calendar', Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'), 'application/pdf', 415],
  ])('%s: refused in words, and nothing is kept', async (_what, bytes, type, status) => {
    const before = await stored();
    const answer = await document(bytes, type);
    expect(answer.status).toBe(status);
    expect(answer.code).toMatch(/^(file-refused|unsupported-media-type|too-large)$/);
    expect(answer.detail.length).toBeGreaterThan(10);
    expect(await stored()).toBe(before);
  });

  it('a bomb, packed for the way: refused by what it is when unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    expect((await document(bomb, 'application/pdf', { 'content-encoding': 'gzip' })).status).toBe(413);
    const json = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'idempotency-key': 'bomb-1234',
    };
    expect((await send(`/api/v1/cases/${caseId}/contacts`, bomb, json)).status).toBe(413);
    const packed = { 'content-encoding': 'deflate' };
    expect(
      (await document(deflateSync(Buffer.from('x')).subarray(0, 3), 'application/pdf', packed)).status,
    ).toBe(400);
    // Two hundred megabytes were never there at once.
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('a name that would be a path, a header or a script is only a name, and the file leaves as an attachment', async () => {
    const names = [
      '../../etc/passwd',
      'a\r\nSet-Cookie: x=1',
      '<script>x</script>.pdf',
      '%00.pdf',
      'å'.repeat(200),
    ];
    for (const [n, name] of names.entries()) {
      const path = `/api/v1/documents?fileName=${encodeURIComponent(name)}`;
      const answer = await send(path, aPdf(`${n}`, `/Deep ${nested} `), {
        'content-type': 'application/pdf',
      });
      expect([201, 422]).toContain(answer.status);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('school data that is sent in', () => {
  const csv = (bytes: Buffer, more: Record<string, string> = {}) =>
    send('/api/v1/imports?mode=all-or-nothing', bytes, { 'content-type': 'text/csv', ...more }, leaderToken);
  const head =
    'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun\n';
  const people = () => api.town.records.db.selectFrom('pupil').selectAll().orderBy('id').execute();

  it.each<[string, () => Buffer]>([
    ['ten million columns', () => Buffer.from(';'.repeat(10_000_000))],
    ['ten million columns below a header', () => Buffer.from(`${head}${'a;'.repeat(4_000_000)}`)],
    ['a quote that never closes', () => Buffer.from(`${head}"${'x'.repeat(9_000_000)}`)],
    ['quotes without end', () => Buffer.from(`${head}${'"'.repeat(5_000_001)}`)],
    ['a million lines of nothing', () => Buffer.from(`${head}${'\n'.repeat(1_000_000)}1;2\n`)],
    ['zeros', () => Buffer.alloc(1_000_000)],
    ['UTF-16 that ends in half a letter', () => Buffer.from([0xff, 0xfe, 0x61, 0x00, 0xd8])],
    ['letters that no encoding has', () => Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0xc0, 0x80, 0x0a])],
    ['a program', () => Buffer.from('MZ\u0090\u0000\u0003')],
    ['a spreadsheet’s archive', () => zip],
    ['rows that only look like ours', () => Buffer.from(`${head}${'=cmd|x!A1;'.repeat(8)}\n`)],
  ])('%s: refused with its row, and nothing is written', async (_what, bytes) => {
    const before = await people();
    const rss = process.memoryUsage().rss;
    const answer = await csv(bytes());
    expect([413, 422]).toContain(answer.status);
    expect(answer.detail.length).toBeGreaterThan(10);
    expect(await people()).toEqual(before);
    expect(process.memoryUsage().rss - rss).toBeLessThan(1024 * 1024 * 1024);
  });
});

/** What a browser would never send, byte by byte; what came back until the connection ended. */
const raw = (pieces: readonly (string | Buffer)[], thenWait = false): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
      if (!thenWait) socket.end();
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Closed under what was still being sent, which is an answer as well.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE')
        resolve(Buffer.concat(chunks).toString('latin1'));
      else reject(error);
    });
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });

const post = (path: string, headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

describe('a form with files', () => {
  const form = (body: Buffer | string, boundary = 'b') =>
    send(`/cases/${caseId}/documents/new`, Buffer.from(body), {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
  const part = (headers: string, body: string) => `--b\r\n${headers}\r\n\r\n${body}\r\n`;
  const file = 'Content-Disposition: form-data; name="file"; filename="a.pdf"';

  it.each<[string, () => string]>([
    ['headers without end', () => `--b\r\n${'X-A: b\r\n'.repeat(50_000)}\r\n--b--\r\n`],
    ['one header of a megabyte', () => part(`${file}\r\nX-A: ${'a'.repeat(1_000_000)}`, 'x')],
    ['no end', () => part(file, 'x')],
    ['another boundary than it says', () => part(file, 'x').replaceAll('--b', '--c')],
    [
      'a form within a form, a thousand deep',
      () => part('Content-Type: multipart/mixed; boundary=b', 'x').repeat(1000),
    ],
    ['zeros in its names', () => `${part('Content-Disposition: form-data; name="\0"', 'x')}--b--\r\n`],
    [
      'a hundred thousand fields',
      () => `${part('Content-Disposition: form-data; name="n"', 'x').repeat(100_000)}--b--\r\n`,
    ],
    [
      'an encoding that isn’t one',
      () =>
        `${part(`${file}\r\nContent-Transfer-Encoding: nothing\r\nContent-Type: x/y; charset=no-such`, 'x')}--b--\r\n`,
    ],
    ['nothing', () => ''],
  ])('%s: answered in words, and nothing is kept', async (_what, body) => {
    const before = await stored();
    const answer = await form(body()).catch((error: unknown) => {
      // The connection was closed under what was still being sent.
      expect(String(error)).toMatch(/fetch failed/);
      return null;
    });
    if (answer !== null) {
      expect(answer.status).toBeLessThan(500);
      expect(answer.status).toBeGreaterThanOrEqual(200);
    }
    expect(await stored()).toBe(before);
  });

  it.each(['', ';'.repeat(2000), '"', `"${'b'.repeat(5000)}"`])(
    'a boundary that is none: %#',
    async (boundary) => {
      expect((await form('x', boundary)).status).toBe(400);
    },
  );
});

describe('a connection', () => {
  it('that sends its headers slowly is let go', async () => {
    const answer = await raw(['POST /api/v1/documents HTTP/1.1\r\nHost: x\r\n', 'X-Slow: '], true);
    expect(statusOf(answer)).toBe(408);
  });

  it('that sends its body slowly is let go, and nothing is kept', async () => {
    const before = await stored();
    const headers = ['Content-Type: application/pdf', 'Content-Length: 100000'];
    const answer = await raw([post('/api/v1/documents', headers), '%PDF-1.7'], true);
    expect([0, 400, 408]).toContain(statusOf(answer));
    expect(await stored()).toBe(before);
  });

  it.each([
    ['headers beyond all bounds', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and pieces',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['another language', '\u0016\u0003\u0001\u0000\u0005', 400],
  ])('with %s is refused', async (_what, sent, status) => {
    expect(statusOf(await raw([sent], true))).toBe(status);
  });

  it('answers the next one all the same', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await document(aPdf('last'))).status).toBe(201);
  });
});
