/** A value of JSON that is kept sealed in its row, beside the name of the key that it is under. */
import type { CaseId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { json } from './sql.ts';
import { type Opener, sealerFor } from './vault.ts';

export type SealedColumns = { sealed: Buffer; key_id: string };

/** The columns of a value of a case's, or (null) of none; null where the connection carries no ring. */
export async function sealJson(
  db: Db,
  caseId: CaseId | null,
  value: unknown,
  boundTo: string,
): Promise<SealedColumns | null> {
  const sealer = await sealerFor(db, caseId);
  if (sealer === null) return null;
  return { sealed: sealer.seal(Buffer.from(json(value), 'utf8'), boundTo), key_id: sealer.keyId };
}

/** To select from a left join of `record_key`. */
export const keyColumns = [
  'record_key.id as keyId',
  'record_key.wrapped',
  'record_key.ring_key as ringKey',
] as const;

/** A key as `keyColumns` reads it: nothing where it has been destroyed. */
export type KeyColumns = { keyId: string | null; wrapped: Buffer | null; ringKey: string | null };

/** The text of what was sealed; null where its key has been destroyed. Throws Locked as `openerOf`. */
export async function openJson(
  open: Opener,
  sealed: Buffer,
  { keyId, wrapped, ringKey }: KeyColumns,
  boundTo: string,
): Promise<string | null> {
  if (keyId === null || wrapped === null || ringKey === null) return null;
  return (await open(sealed, { keyId, wrapped, ringKey }, boundTo)).toString('utf8');
}
