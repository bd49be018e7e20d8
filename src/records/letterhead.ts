/** The picture on top of the municipality's papers: one, kept with its bytes; the one before isn't kept. */
import { z } from 'zod';
import type { PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { readSetting, writeSetting } from './settings.ts';

const shape = z
  .object({
    mediaType: z.enum(['image/png', 'image/jpeg']),
    base64: z.string(),
    savedBy: z.string(),
    /** ISO 8601, UTC. */
    savedAt: z.string(),
  })
  .nullable();

export type Logo = {
  mediaType: 'image/png' | 'image/jpeg';
  bytes: Buffer;
  savedBy: PersonId;
  savedAt: string;
};

/** Null while papers carry the name alone. */
export async function readLogo(db: Db): Promise<Logo | null> {
  const kept = await readSetting(db, 'logo', shape);
  if (kept === null) return null;
  const { base64, ...rest } = kept;
  return { ...rest, bytes: Buffer.from(base64, 'base64') };
}

/** Null takes it away. */
export async function writeLogo(db: Db, logo: Logo | null): Promise<void> {
  if (logo === null) return writeSetting(db, 'logo', null);
  const { bytes, ...rest } = logo;
  await writeSetting(db, 'logo', { ...rest, base64: bytes.toString('base64') });
}
