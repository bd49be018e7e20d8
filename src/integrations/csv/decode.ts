/** Bytes to text, whatever program wrote the file: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { ImportMapping } from '../../domain/import-mapping.ts';

/** How many bytes at the end of `bytes` begin a UTF-8 character that isn't whole yet: 0–3. */
const unfinishedTail = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < wanted ? back : 0;
    }
  }
  return 0;
};

const hasHighByte = (bytes: Buffer): boolean => bytes.some((byte) => byte >= 0x80);

/** Where a piece holds both: the encoding in which more of its characters make sense. */
const looksLikeUtf8 = (bytes: Buffer): boolean => {
  const text = bytes.toString('utf8');
  let good = 0;
  let broken = 0;
  for (const character of text) {
    if (character === '\uFFFD') broken += 1;
    else if (character > '\u007F') good += 1;
  }
  return good > broken;
};

async function* decodeWith(encoding: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(chunk);
  const rest = decoder.end();
  if (rest) yield rest;
}

/**
 * Until the first byte that UTF-8 doesn't allow, ASCII reads the same in both; from there it's Windows-1252, unless
 * real UTF-8 was seen before: then the broken characters become U+FFFD, and their rows are told.
 */
async function* decodeUtf8OrWindows1252(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const windows1252 = iconv.getDecoder('win1252');
  let chosen: 'utf8' | 'windows1252' | null = null;
  let carry = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (chosen === 'windows1252') {
      yield windows1252.write(chunk);
      continue;
    }
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - unfinishedTail(bytes));
    if (chosen === null && hasHighByte(whole)) {
      chosen = isUtf8(whole) || looksLikeUtf8(whole) ? 'utf8' : 'windows1252';
    }
    if (chosen === 'windows1252') {
      yield windows1252.write(bytes);
      carry = Buffer.alloc(0);
    } else {
      yield whole.toString('utf8');
      carry = Buffer.from(bytes.subarray(whole.length));
    }
  }
  if (carry.length > 0) yield chosen === 'utf8' ? carry.toString('utf8') : windows1252.write(carry);
}

/** A first piece that is long enough to show a byte order mark, then the rest as it came. */
async function* fromFirst(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value);
}

/**
 * The file's text in pieces. The byte order mark is taken off. Reads one piece at a time. `encoding` is what the
 * sender's mapping says; a byte order mark goes before it.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: ImportMapping['encoding'] = 'auto',
): AsyncGenerator<string> {
  const pieces = chunks[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < 3) {
    const next = await pieces.next();
    if (next.done) break;
    first = Buffer.concat([first, next.value]);
  }
  const startsWith = (...mark: number[]) => mark.every((byte, at) => first[at] === byte);
  if (startsWith(0xff, 0xfe)) yield* decodeWith('utf16-le', fromFirst(first.subarray(2), pieces));
  else if (startsWith(0xfe, 0xff)) yield* decodeWith('utf16-be', fromFirst(first.subarray(2), pieces));
  else {
    const marked = startsWith(0xef, 0xbb, 0xbf);
    const body = fromFirst(marked ? first.subarray(3) : first, pieces);
    yield* encoding === 'auto' || marked ? decodeUtf8OrWindows1252(body) : decodeWith(encoding, body);
  }
}
