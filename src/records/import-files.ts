/**
 * Files that are tried before they are imported: sent in, tried once, imported as they were tried. Each step that
 * begins a run also writes the run's first row, so that whoever asks again finds the same run. Sealed while they wait.
 */
import type { Transaction } from 'kysely';
import type { ImportMapping } from '../domain/import-mapping.ts';
import type { ImportKind } from '../domain/import-rows.ts';
import { type Db, inTransaction } from './connect.ts';
import { sha256Of } from './documents.ts';
import { beginImportRun, type ImportHead } from './import/run.ts';
import { findSummary } from './imports.ts';
import type { Database } from './schema.ts';
import { isOneOf, json } from './sql.ts';
import { openerOf, sealerFor } from './vault.ts';

/** How a file was tried, and will be imported. */
export type HowTried = {
  kind: ImportKind | null;
  mapping: ImportMapping | null;
  /** It's said to hold all pupils of its schools. */
  complete: boolean;
};

const boundTo = (id: string): string => `import_file\n${id}`;

export type KeptFile = { fileName: string; bytes: Buffer };

/** Keeps a file. Repeating it is fine; false when another file stands under the id. */
export async function keepImportFile(
  db: Db,
  { id, fileName, bytes, by }: KeptFile & { id: string; by: string },
): Promise<boolean> {
  const sha256 = sha256Of(bytes);
  const sealer = await sealerFor(db, null);
  await db
    .insertInto('import_file')
    .values({
      id,
      file_name: fileName,
      ...(sealer === null
        ? { bytes, key_id: null }
        : { bytes: sealer.seal(bytes, boundTo(id)), key_id: sealer.keyId }),
      sha256,
      sent_by: by,
      kind: null,
      mapping: null,
      trial_id: null,
      applied_as: null,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
  const kept = await db
    .selectFrom('import_file')
    .select('sha256')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return kept.sha256 === sha256;
}

/** Takes away what this person sent in and nobody has tried. */
export async function dropUntried(db: Db, ids: readonly string[], by: string): Promise<void> {
  await db
    .deleteFrom('import_file')
    .where(isOneOf('id', ids))
    .where('sent_by', '=', by)
    .where('trial_id', 'is', null)
    .execute();
}

type Begun =
  /** The run begins now, with this file. */
  | { begun: 'now'; runId: string; file: KeptFile; how: HowTried }
  /** It was begun before: this run, in this way. */
  | { begun: 'before'; runId: string; how: HowTried }
  /** The bytes aren't there: no such file, another's, or too old. */
  | { begun: 'gone' };

type Head = Pick<ImportHead, 'id' | 'by' | 'at'>;

/** Begins the trial of a file that this person sent in. A file is tried once. */
export const beginTrial = (db: Db, fileId: string, how: HowTried, head: Head): Promise<Begun> =>
  inTransaction(db, async (trx) => {
    const row = await fileWhere(trx, 'id', fileId);
    if (row === undefined || row.sent_by !== head.by) return { begun: 'gone' };
    if (row.trial_id !== null) return { begun: 'before', runId: row.trial_id, how: howOf(row) };
    const bytes = await bytesOf(trx, row);
    if (bytes === null) return { begun: 'gone' };
    const { kind, mapping, complete } = how;
    await trx
      .updateTable('import_file')
      .set({ kind, mapping: mapping === null ? null : json(mapping), complete, trial_id: head.id })
      .where('id', '=', fileId)
      .execute();
    await begin(trx, row.file_name, how, { ...head, mode: 'dry-run' });
    return { begun: 'now', runId: head.id, file: { fileName: row.file_name, bytes }, how };
  });

/**
 * Begins the import of what was tried, as it was tried. One that was refused or broken off kept nothing, and may be
 * begun anew.
 */
export const beginApplication = (
  db: Db,
  trialId: string,
  head: Head & Pick<ImportHead, 'mode'>,
): Promise<Begun> =>
  inTransaction(db, async (trx) => {
    const row = await fileWhere(trx, 'trial_id', trialId);
    if (row === undefined) return { begun: 'gone' };
    const before = row.applied_as === null ? null : await findSummary(trx, row.applied_as);
    if (before !== null && before.status !== 'refused' && before.status !== 'interrupted')
      return { begun: 'before', runId: before.id, how: howOf(row) };
    const bytes = await bytesOf(trx, row);
    if (bytes === null) return { begun: 'gone' };
    const how = howOf(row);
    await trx
      .updateTable('import_file')
      .set({ applied_as: head.id })
      .where('trial_id', '=', trialId)
      .execute();
    await begin(trx, row.file_name, how, head);
    return { begun: 'now', runId: head.id, file: { fileName: row.file_name, bytes }, how };
  });

/** What stands of a trial's file: whether it can still be imported, and the run that imported it. */
export async function fileOfTrial(
  db: Db,
  trialId: string,
): Promise<{ isKept: boolean; appliedAs: string | null } | null> {
  const row = await db
    .selectFrom('import_file')
    .select((eb) => [eb('bytes', 'is not', null).as('isKept'), 'applied_as as appliedAs'])
    .where('trial_id', '=', trialId)
    .executeTakeFirst();
  return row === undefined ? null : { isKept: row.isKept === true, appliedAs: row.appliedAs };
}

/** Forgets the bytes of a file that has been imported. */
export async function forgetImported(db: Db, appliedAs: string): Promise<void> {
  await db.updateTable('import_file').set({ bytes: null }).where('applied_as', '=', appliedAs).execute();
}

/** A file's bytes, as they were sent in; null when they are gone. Throws Locked as `openerOf`. */
async function bytesOf(
  db: Db,
  { id, bytes, key_id: keyId }: { id: string; bytes: Buffer | null; key_id: string | null },
): Promise<Buffer | null> {
  if (bytes === null || keyId === null) return bytes;
  const key = await db
    .selectFrom('record_key')
    .select(['id as keyId', 'wrapped', 'ring_key as ringKey'])
    .where('id', '=', keyId)
    .executeTakeFirst();
  return key === undefined ? null : openerOf(db)(bytes, key, boundTo(id));
}

/** Seals up to `limit` files that were kept in the clear; how many. None where the connection carries no ring. */
export async function sealImportFiles(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('import_file')
    .select(['id', 'bytes'])
    .where('key_id', 'is', null)
    .where('bytes', 'is not', null)
    .limit(limit)
    .execute();
  for (const { id, bytes } of rows) {
    const sealer = await sealerFor(db, null);
    if (sealer === null) return 0;
    if (bytes === null) continue;
    await db
      .updateTable('import_file')
      .set({ bytes: sealer.seal(bytes, boundTo(id)), key_id: sealer.keyId })
      .where('id', '=', id)
      .where('key_id', 'is', null)
      // It may have been imported meanwhile.
      .where('bytes', 'is not', null)
      .execute();
  }
  return rows.length;
}

const howOf = ({ kind, mapping, complete }: HowTried): HowTried => ({ kind, mapping, complete });

/** Locked to the transaction's end: two who press at once begin one run. */
const fileWhere = (trx: Transaction<Database>, column: 'id' | 'trial_id', value: string) =>
  trx.selectFrom('import_file').selectAll().where(column, '=', value).forUpdate().executeTakeFirst();

const begin = (
  trx: Db,
  fileName: string,
  { kind, mapping }: HowTried,
  head: Head & Pick<ImportHead, 'mode'>,
): Promise<void> =>
  beginImportRun(trx, {
    ...head,
    fileName,
    kind: kind ?? mapping?.kind ?? null,
    mapping: mapping?.name ?? null,
  });
