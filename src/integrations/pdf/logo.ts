/** Whether a picture does as a letterhead's logo: it is tried on a paper before it is taken. */
import { checkFile } from '../files/check-file.ts';
import { writePdf } from './write-pdf.ts';

/** A logo is printed some five centimetres wide: more than this is a photograph. */
export const logoLimitBytes = 512 * 1024;
const maxSidePixels = 3_000;

export type LogoProblem = 'not-a-picture' | 'picture-too-large' | 'picture-unreadable';
export type LogoVerdict =
  { ok: true; mediaType: 'image/png' | 'image/jpeg' } | { ok: false; why: LogoProblem };

/** A PNG is unpacked to be printed, and says its size in its head; a JPEG goes into the paper as it is. */
const isTooWide = (mediaType: string, bytes: Buffer): boolean =>
  mediaType === 'image/png' && Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) > maxSidePixels;

/** `bytes` are a whole file that was received. */
export async function checkLogo(bytes: Buffer): Promise<LogoVerdict> {
  const verdict = checkFile(bytes);
  if (!verdict.ok || verdict.mediaType === 'application/pdf') return { ok: false, why: 'not-a-picture' };
  const { mediaType } = verdict;
  if (bytes.length > logoLimitBytes || isTooWide(mediaType, bytes))
    return { ok: false, why: 'picture-too-large' };
  try {
    const paper = { title: 'logo', lang: 'sv', blocks: [], footer: '', madeAt: 0 } as const;
    await writePdf({ ...paper, letterhead: { name: 'logo', logo: bytes } });
    return { ok: true, mediaType };
  } catch {
    return { ok: false, why: 'picture-unreadable' };
  }
}
