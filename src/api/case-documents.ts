/** The received documents of a case that its reader may open: asked for by the routes, the pages and the whole file. */
import { mayReadDocument } from '../domain/documents/document.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { Relation } from '../domain/permissions.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { listDocuments, type DocumentRow } from '../records/documents.ts';
import { isNamed } from './visible.ts';

/** The newest first. */
export async function readableDocuments(
  db: Db,
  actor: Actor,
  relation: Relation,
  file: Pick<CaseFile, 'id' | 'state'>,
): Promise<DocumentRow[]> {
  const named = !file.state.pupil.protectedIdentity || isNamed(actor, relation);
  const all = await listDocuments(db, file.id);
  return all.filter((document) => mayReadDocument(actor, relation, document, named));
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

/** The name under which a document is saved: the case's number and what it is, never what its sender called it. */
export const savedAs = (number: string, { kind, mediaType, id }: DocumentRow): string =>
  `${number}-${kind}-${id.slice(0, 8)}.${endings[mediaType] ?? 'bin'}`;
