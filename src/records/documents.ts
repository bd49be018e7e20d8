/** Files: scans and papers. Kept like contents, read one at a time. */
import type { CaseId, DocumentId, PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

export type DocumentFile = { fileName: string; mediaType: string; bytes: Buffer };

/** Saves a file. Repeating it is fine: what was saved under an id stays. */
export async function saveDocument(
  db: Db,
  document: DocumentFile & {
    id: DocumentId;
    caseId: CaseId | null;
    commandId: string | null;
    createdBy: PersonId;
  },
): Promise<void> {
  await db
    .insertInto('document')
    .values({
      id: document.id,
      case_id: document.caseId,
      file_name: document.fileName,
      media_type: document.mediaType,
      bytes: document.bytes,
      command_id: document.commandId,
      confirmed: document.commandId === null,
      created_by: document.createdBy,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** One file with its case; null when unknown. */
export async function readDocument(
  db: Db,
  id: DocumentId,
): Promise<(DocumentFile & { caseId: CaseId | null }) | null> {
  const row = await db
    .selectFrom('document')
    .select(['case_id as caseId', 'file_name as fileName', 'media_type as mediaType', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Which of the ids are documents of this case, or of none yet. */
export async function knownDocuments(
  db: Db,
  caseId: CaseId,
  ids: readonly DocumentId[],
): Promise<Set<DocumentId>> {
  const rows = await db
    .selectFrom('document')
    .select('id')
    .where(isOneOf('id', ids))
    .where((eb) => eb.or([eb('case_id', '=', caseId), eb('case_id', 'is', null)]))
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Files that were sent before their case was opened become the case's. */
export async function attachDocuments(db: Db, caseId: CaseId, ids: readonly DocumentId[]): Promise<void> {
  await db
    .updateTable('document')
    .set({ case_id: caseId })
    .where(isOneOf('id', ids))
    .where('case_id', 'is', null)
    .execute();
}

/** The files of a case by name, without their bytes: what a form can point at. */
export async function listDocuments(db: Db, caseId: CaseId): Promise<{ id: DocumentId; fileName: string }[]> {
  return db
    .selectFrom('document')
    .select(['id', 'file_name as fileName'])
    .where('case_id', '=', caseId)
    .orderBy('file_name')
    .orderBy('id')
    .execute();
}
