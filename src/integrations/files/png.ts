/** A PNG's own structure (ISO/IEC 15948): chunks with checksums, from IHDR to IEND, and nothing after. */
import { crc32 } from 'node:zlib';
import { maxSidePixels, type Wholeness } from './wholeness.ts';

const signatureBytes = 8;

/** `bytes` begin with PNG's signature. */
export function isWholePng(bytes: Buffer): Wholeness {
  let at = signatureBytes;
  let hasPicture = false;
  let isFirst = true;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const next = at + 12 + length;
    if (next > bytes.length) return 'broken';
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (bytes.readUInt32BE(next - 4) !== crc32(bytes.subarray(at + 4, next - 4))) return 'broken';
    if (isFirst) {
      if (type !== 'IHDR' || length !== 13) return 'broken';
      const [width, height] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
      if (width === 0 || height === 0) return 'broken';
      if (width > maxSidePixels || height > maxSidePixels) return 'huge';
      isFirst = false;
    }
    if (type === 'IDAT') hasPicture = true;
    if (type === 'IEND') {
      if (!hasPicture) return 'broken';
      return next === bytes.length ? 'whole' : 'mixed';
    }
    at = next;
  }
  return 'broken';
}
