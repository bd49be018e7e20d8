/**
 * What a PDF would do by itself: run a script, start a program, carry another file within. A scan does none of it. Looked
 * for by the names that ISO 32000 gives it, wherever they stand, also written with `#` or packed into an object stream.
 */
import { inflateSync } from 'node:zlib';

/** Each is longer than chance makes of a picture's bytes. `/JS` isn't among them: it never stands without `/JavaScript`. */
const actions =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|ImportData|SubmitForm|GoToE|XFA|Rendition|FileAttachment)(?![A-Za-z0-9])/;

/** Objects that are packed hold dictionaries, not pictures: more than this is no document. */
const mostUnpackedBytes = 32 * 1024 * 1024;

/** No scan within the limit of its size has as many. */
const mostStreams = 20_000;

/** A dictionary before its stream is searched so far back. */
const dictionaryBytes = 2048;

/** `#4a` is how a name may write J. */
const plainNames = (text: string): string =>
  text.replaceAll(/#([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** True also when objects are packed so that they can't be looked through: nobody's scanner does that. */
export function actsByItself(bytes: Buffer): boolean {
  if (actions.test(plainNames(bytes.toString('latin1')))) return true;
  let left = mostUnpackedBytes;
  let streams = 0;
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', Math.max(0, at - 3), at) === 'end') continue;
    streams += 1;
    if (streams > mostStreams) return true;
    const before = plainNames(bytes.toString('latin1', Math.max(0, at - dictionaryBytes), at));
    const dictionary = before.slice(before.lastIndexOf('obj') + 3);
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) continue;
    const begins = at + 6 + (bytes[at + 6] === 0x0d ? 2 : 1);
    const unpacked = unpack(dictionary, bytes.subarray(begins), left);
    if (unpacked === null || actions.test(plainNames(unpacked.toString('latin1')))) return true;
    left -= unpacked.length;
  }
  return false;
}

/** Null when it can't be unpacked within bounds. */
function unpack(dictionary: string, packed: Buffer, mostBytes: number): Buffer | null {
  if (!dictionary.includes('/Filter')) {
    const end = packed.indexOf('endstream');
    return end === -1 || end > mostBytes ? null : packed.subarray(0, end);
  }
  if (!/\/Filter\s*(?:\[\s*)?\/FlateDecode\s*(?:\]|\/|>|$)/.test(dictionary)) return null;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch {
    return null;
  }
}
