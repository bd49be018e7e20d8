/** What `api` and `worker` do with the ledger at their start, before they open. */
import { access } from 'node:fs/promises';
import type { Db } from '../connect.ts';
import { applyLedger } from './apply-ledger.ts';
import { type LedgerEntry, readLedger } from './ledger.ts';

/** The ledger isn't what it should be: nothing may open. The message says what to do. */
export class LedgerMissing extends Error {
  override name = 'LedgerMissing';
}

const setting = 'BRYGGAN_DESTRUCTION_LEDGER';

/**
 * Applies the ledger to the records. Gives its entries, for what is to be destroyed elsewhere, and how many cases a
 * backup had brought back. In live use there must be one, be it empty: one that isn't found where it should be would
 * let everything come back. Throws LedgerMissing, LedgerBroken.
 */
export async function applyLedgerAtStart(
  db: Db,
  { mode, destructionLedger: file }: { mode: 'live' | 'rehearsal'; destructionLedger: string | null },
): Promise<{ entries: LedgerEntry[]; again: number }> {
  if (file === null) {
    if (mode === 'live')
      throw new LedgerMissing(
        `${setting} is needed where the work is live: the file in which destructions are written, apart from backups`,
      );
    await refuseUntold(db, []);
    return { entries: [], again: 0 };
  }
  if (mode === 'live')
    await access(file).catch((error: unknown) => {
      throw new LedgerMissing(
        `${setting} names ${file}, which isn't there: mount it, or make an empty file if nothing was ever destroyed`,
        { cause: error },
      );
    });
  const entries = await readLedger(file);
  await refuseUntold(db, entries);
  return { entries, again: await applyLedger(db, entries) };
}

/** What the records know to be destroyed stands in the ledger; else it is another's, or an older copy. */
async function refuseUntold(db: Db, entries: readonly LedgerEntry[]): Promise<void> {
  const told = new Set(entries.map(({ destructionId }) => destructionId));
  const certified = await db
    .selectFrom('destruction')
    .select('id')
    .where('certificate', 'is not', null)
    .execute();
  const untold = certified.filter(({ id }) => !told.has(id));
  if (untold.length > 0)
    throw new LedgerMissing(
      `${setting} lacks ${untold.length} of the destructions that the records know: put its newest copy in place`,
    );
}
