/** A PDF's own structure (ISO 32000): a version at its beginning, an end mark at its end, nothing after, and nothing that acts by itself. */
import { actsByItself } from './pdf-actions.ts';
import type { Wholeness } from './wholeness.ts';

/** `bytes` begin with `%PDF-`. */
export function isWholePdf(bytes: Buffer): Wholeness {
  if (!/^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1'))) return 'broken';
  const end = bytes.lastIndexOf('%%EOF');
  if (end === -1) return 'broken';
  const rest = bytes.subarray(end + '%%EOF'.length);
  // Writers end with a line break; scanners pad with zeros.
  if (!rest.every((byte) => byte <= 0x20)) return 'mixed';
  const tail = bytes.subarray(Math.max(0, end - 1024), end).toString('latin1');
  if (!/startxref\s+\d+\s*$/.test(tail)) return 'broken';
  return actsByItself(bytes) ? 'active' : 'whole';
}
