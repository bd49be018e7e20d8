/** A JPEG's own structure (ITU-T T.81): segments, a frame with a size, scans, and the end-of-image mark. */
import { maxSidePixels, type Wholeness } from './wholeness.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Frames are C0–CF but for the tables and codes among them: DHT, JPG, DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Stands alone, without a length: TEM and the restarts. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** `bytes` begin with FF D8 FF. */
export function isWholeJpeg(bytes: Buffer): Wholeness {
  let at = 2;
  let hasFrame = false;
  let hasScan = false;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return 'broken';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return hasFrame && hasScan ? afterEnd(bytes.subarray(at + 2)) : 'broken';
    if (isAlone(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return 'broken';
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return 'broken';
    if (isFrame(marker)) {
      if (length < 8) return 'broken';
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)];
      if (width === 0) return 'broken';
      if (width > maxSidePixels || height > maxSidePixels) return 'huge';
      hasFrame = true;
    }
    at += 2 + length;
    if (marker === startOfScan) {
      hasScan = true;
      at = endOfScan(bytes, at);
    }
  }
  return 'broken';
}

/** The next marker after a scan's coded data: FF 00 is data, a restart belongs to the scan. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 1 >= bytes.length) return bytes.length;
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0x00 && !isAlone(marker)) return at;
    at += 2;
  }
}

/** Telephones put a smaller picture, or notes of their own, after the end; no page or program is among them. */
function afterEnd(rest: Buffer): Wholeness {
  const words = rest.toString('latin1').toLowerCase();
  return ['%pdf-', '<html', '<script', '<!doctype', '<?php'].some((mark) => words.includes(mark))
    ? 'mixed'
    : 'whole';
}
