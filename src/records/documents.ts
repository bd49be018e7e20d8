/**
 * Received files: scans and papers. One that is sent in waits without a case; it is filed in a case by whoever sent
 * it, or by a command that points at it. Lists are read without the bytes.
 */
import { createHash } from 'node:crypto';
import type { DocumentAbout, Filing } from '../domain/documents/document.ts';
import type { NamedDocument } from '../domain/documents/named-by.ts';
import type { CaseId, DocumentId, PersonId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { keptBytes, readBytes, sealDocument } from './document-bytes.ts';
import { isOneOf } from './sql.ts';

export type DocumentFile = { fileName: string; mediaType: string; bytes: Buffer };

/** What is known of a file of a case, without its bytes. */
export type DocumentRow = Filing & {
  id: DocumentId;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  title: string | null;
  createdBy: PersonId;
  receivedOn: LocalDate;
};

/** Of the bytes, in hexadecimal. */
export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Saves a file that belongs to no case yet. Repeating it is fine: what was saved under an id stays. False when
 * another file stands under the id.
 */
export async function saveDocument(
  db: Db,
  document: DocumentFile & { id: DocumentId; createdBy: PersonId; receivedOn: LocalDate },
): Promise<boolean> {
  const sha256 = sha256Of(document.bytes);
  await db
    .insertInto('document')
    .values({
      id: document.id,
      case_id: null,
      file_name: document.fileName,
      media_type: document.mediaType,
      ...(await keptBytes(db, document.id, document.bytes, null)),
      size_bytes: document.bytes.length,
      sha256,
      received_on: document.receivedOn,
      command_id: null,
      confirmed: true,
      created_by: document.createdBy,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
  const { sha256: kept } = await db
    .selectFrom('document')
    .select('sha256')
    .where('id', '=', document.id)
    .executeTakeFirstOrThrow();
  return kept === sha256;
}

/** The bytes of a file; null when unknown. */
export async function readDocument(db: Db, id: DocumentId): Promise<Buffer | null> {
  return (await readBytes(db, id))?.bytes ?? null;
}

/** The bytes of a file that this person sent in and nobody has filed yet; null when there is none such. */
export async function readSentIn(db: Db, id: DocumentId, createdBy: PersonId): Promise<Buffer | null> {
  const found = await readBytes(db, id);
  return found !== null && found.caseId === null && found.createdBy === createdBy ? found.bytes : null;
}

/** The files of a case, the newest first. */
export async function listDocuments(db: Db, caseId: CaseId): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('document')
    .select([
      'id',
      'file_name as fileName',
      'media_type as mediaType',
      'size_bytes as sizeBytes',
      'sha256',
      'kind',
      'secrecy',
      'title',
      'dated',
      'about_what as what',
      'about_id as aboutId',
      'created_by as createdBy',
      'received_on as receivedOn',
    ])
    .where('case_id', '=', caseId)
    .where('confirmed', '=', true)
    .orderBy('received_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ what, aboutId, ...row }) => ({ ...row, about: aboutOf(what, aboutId) }));
}

const aboutOf = (what: DocumentAbout['what'] | null, id: string | null): DocumentAbout | null =>
  what === null || id === null ? null : { what, id };

/** Which of the ids a command of this person to this case may point at: the case's, and what they sent in. */
export async function knownDocuments(
  db: Db,
  caseId: CaseId,
  createdBy: PersonId,
  ids: readonly DocumentId[],
): Promise<Set<DocumentId>> {
  const rows = await db
    .selectFrom('document')
    .select('id')
    .where(isOneOf('id', ids))
    .where((eb) =>
      eb.or([
        eb('case_id', '=', caseId),
        eb.and([eb('case_id', 'is', null), eb('created_by', '=', createdBy)]),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Files what a command points at, until the case has decided: `confirmed` by the projection of its yes. */
export async function attachDocuments(
  db: Db,
  caseId: CaseId,
  commandId: string,
  named: readonly NamedDocument[],
): Promise<void> {
  for (const { documentId, kind, about } of named) {
    await db
      .updateTable('document')
      .set({
        case_id: caseId,
        command_id: commandId,
        confirmed: false,
        kind,
        about_what: about?.what ?? null,
        about_id: about?.id ?? null,
      })
      .where('id', '=', documentId)
      // What an earlier command that never was answered left behind is this one's now.
      .where((eb) => eb.or([eb('case_id', 'is', null), eb('confirmed', '=', false)]))
      .execute();
    await sealDocument(db, documentId);
  }
}

/** After a no: what was sent in waits again for what it was sent in for. */
export async function detachDocuments(db: Db, commandId: string): Promise<void> {
  await db
    .updateTable('document')
    .set({
      case_id: null,
      command_id: null,
      confirmed: true,
      kind: 'other',
      about_what: null,
      about_id: null,
    })
    .where('command_id', '=', commandId)
    .where('confirmed', '=', false)
    .execute();
}

/** Files what a person sent in. Filing it again changes nothing; false when it isn't theirs to file here. */
export async function fileDocument(
  db: Db,
  caseId: CaseId,
  id: DocumentId,
  createdBy: PersonId,
  filing: Filing & { title: string | null },
): Promise<boolean> {
  await db
    .updateTable('document')
    .set({
      case_id: caseId,
      kind: filing.kind,
      secrecy: filing.secrecy,
      title: filing.title,
      dated: filing.dated,
      about_what: filing.about?.what ?? null,
      about_id: filing.about?.id ?? null,
    })
    .where('id', '=', id)
    .where('created_by', '=', createdBy)
    .where('case_id', 'is', null)
    .execute();
  const row = await db
    .selectFrom('document')
    .select('id')
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('created_by', '=', createdBy)
    .executeTakeFirst();
  if (row !== undefined) await sealDocument(db, id);
  return row !== undefined;
}

/** Takes away what a person chose in a form that they put away. What is filed stays. */
export async function dropUnfiled(db: Db, ids: readonly DocumentId[], createdBy: PersonId): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom('document')
    .where(isOneOf('id', ids))
    .where('case_id', 'is', null)
    .where('created_by', '=', createdBy)
    .execute();
}
