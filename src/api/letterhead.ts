/** Whose papers they are: the municipality's name and logo. */
import type { PdfPages } from '../integrations/pdf/blocks.ts';
import type { Db } from '../records/connect.ts';
import { readLogo } from '../records/letterhead.ts';
import { readMunicipality } from '../records/settings.ts';

export async function letterheadOf(db: Db): Promise<NonNullable<PdfPages['letterhead']>> {
  const [municipality, logo] = await Promise.all([readMunicipality(db), readLogo(db)]);
  return { name: municipality?.name ?? '', logo: logo?.bytes ?? null };
}
