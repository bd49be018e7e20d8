/**
 * What a file is, by its bytes: PDF, PNG or JPEG, whole and nothing else besides. What its sender calls it says
 * nothing. A file that is cut short, or that is another kind of file as well, is refused where that can be seen.
 */
import { isWholeJpeg } from './jpeg.ts';
import { isWholePdf } from './pdf.ts';
import { isWholePng } from './png.ts';
import type { Wholeness } from './wholeness.ts';

export const acceptedMediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type AcceptedMediaType = (typeof acceptedMediaTypes)[number];

export type FileVerdict =
  | { ok: true; mediaType: AcceptedMediaType }
  /** `broken`: cut short or damaged; `mixed`: another kind of file within; `active`: it would do something by itself; `huge`: a picture beyond all paper. */
  | { ok: false; why: 'empty' | 'unknown' | 'broken' | 'mixed' | 'active' | 'huge' };

const kinds: readonly {
  mediaType: AcceptedMediaType;
  begins: Buffer;
  check(bytes: Buffer): Wholeness;
}[] = [
  { mediaType: 'application/pdf', begins: Buffer.from('%PDF-'), check: isWholePdf },
  {
    mediaType: 'image/png',
    begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    check: isWholePng,
  },
  { mediaType: 'image/jpeg', begins: Buffer.from([0xff, 0xd8, 0xff]), check: isWholeJpeg },
];

/** Judges a file by all of its bytes. */
export function checkFile(bytes: Buffer): FileVerdict {
  if (bytes.length === 0) return { ok: false, why: 'empty' };
  const kind = kinds.find(({ begins }) => bytes.subarray(0, begins.length).equals(begins));
  if (kind === undefined) return { ok: false, why: 'unknown' };
  const wholeness = kind.check(bytes);
  if (wholeness !== 'whole') return { ok: false, why: wholeness };
  return isArchiveToo(bytes) || isMarkupToo(bytes)
    ? { ok: false, why: 'mixed' }
    : { ok: true, mediaType: kind.mediaType };
}

/** A ZIP is read from its end: its last record lies within the last 64 KiB and 22 bytes. */
const isArchiveToo = (bytes: Buffer): boolean =>
  bytes.subarray(-(65_536 + 22)).includes(Buffer.from([0x50, 0x4b, 0x05, 0x06]));

/** Where readers of markup, and of PDF, look for their kind of file. */
const sniffedBytes = 1024;

function isMarkupToo(bytes: Buffer): boolean {
  const beginning = bytes.subarray(0, sniffedBytes).toString('latin1').toLowerCase();
  return (
    ['<html', '<script', '<!doctype', '<svg', '<?php'].some((mark) => beginning.includes(mark)) ||
    beginning.indexOf('%pdf-', 1) !== -1
  );
}
