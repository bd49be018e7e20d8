/** The bytes of received files, sealed: of what waits for a case under the municipality's key, then under the case's. */
import type { CaseId, DocumentId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { openerOf, sealerFor } from './vault.ts';

const boundTo = (id: DocumentId): string => `document\n${id}`;

/** The columns of a file's bytes, for a case or (null) for none yet. */
export async function keptBytes(
  db: Db,
  id: DocumentId,
  bytes: Buffer,
  caseId: CaseId | null,
): Promise<{ bytes: Buffer; key_id: string | null }> {
  const sealer = await sealerFor(db, caseId);
  if (sealer === null) return { bytes, key_id: null };
  return { bytes: sealer.seal(bytes, boundTo(id)), key_id: sealer.keyId };
}

type Kept = { bytes: Buffer; caseId: CaseId | null; createdBy: string; under: string | null };

/**
 * A file's bytes, with whose it is; null when unknown, or when the key that sealed it is destroyed. Throws Locked where
 * a key of the ring is missing or the bytes were changed.
 */
export async function readBytes(db: Db, id: DocumentId): Promise<Kept | null> {
  const row = await db
    .selectFrom('document')
    .leftJoin('record_key', 'record_key.id', 'document.key_id')
    .select([
      'document.bytes',
      'document.key_id as under',
      'document.case_id as caseId',
      'document.created_by as createdBy',
      'record_key.id as keyId',
      'record_key.wrapped',
      'record_key.ring_key as ringKey',
    ])
    .where('document.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { bytes, under, keyId, wrapped, ringKey, ...whose } = row;
  if (under === null) return { ...whose, bytes, under };
  if (keyId === null || wrapped === null || ringKey === null) return null;
  const plain = await openerOf(db)(bytes, { keyId, wrapped, ringKey }, boundTo(id));
  return { ...whose, bytes: plain, under };
}

/** Seals a file under the key of the case that it belongs to now, where another sealed it, or none. */
export async function sealDocument(db: Db, id: DocumentId): Promise<void> {
  const row = await readBytes(db, id);
  if (row === null) return;
  const kept = await keptBytes(db, id, row.bytes, row.caseId);
  if (kept.key_id === row.under) return;
  await db
    .updateTable('document')
    .set(kept)
    .where('id', '=', id)
    // Another process may have been first, or the file has gone to another case meanwhile.
    .where('key_id', 'is not distinct from', row.under)
    .where('case_id', 'is not distinct from', row.caseId)
    .execute();
}

/** Seals up to `limit` files that were kept in the clear; how many. */
export async function sealDocuments(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('document')
    .select(['id', 'case_id as caseId'])
    .where('key_id', 'is', null)
    .limit(limit)
    .execute();
  const [first] = rows;
  if (first === undefined || (await sealerFor(db, first.caseId)) === null) return 0;
  for (const { id } of rows) await sealDocument(db, id);
  return rows.length;
}
