/** Whose papers they are: the municipality's name. */
import type { PdfPages } from '../integrations/pdf/blocks.ts';
import type { Db } from '../records/connect.ts';
import { readMunicipality } from '../records/settings.ts';

export async function letterheadOf(db: Db): Promise<NonNullable<PdfPages['letterhead']>> {
  const municipality = await readMunicipality(db);
  return { name: municipality?.name ?? '', logo: null };
}
