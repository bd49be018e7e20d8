/** Stories: written before the command that refers to them, confirmed by the projection that answers it; sealed. */
import type { CaseId, ContentId, PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { type KeyColumns, keyColumns, openJson, sealJson } from './sealed-json.ts';
import { isOneOf, json } from './sql.ts';
import { openerOf, sealerFor, type Opener } from './vault.ts';

export type NewContent = { id: ContentId; kind: string; body: unknown };

const boundTo = (id: ContentId): string => `content\n${id}`;

/** Saves a command's texts. Repeating it is fine: what was saved under an id stays. */
export async function saveContents(
  db: Db,
  contents: readonly NewContent[],
  from: { caseId: CaseId | null; commandId: string | null; createdBy: PersonId },
): Promise<void> {
  if (contents.length === 0) return;
  const sealer = await sealerFor(db, from.caseId);
  const kept = ({ id, body }: NewContent) =>
    sealer === null
      ? { body: json(body), sealed: null, key_id: null }
      : {
          body: null,
          sealed: sealer.seal(Buffer.from(json(body), 'utf8'), boundTo(id)),
          key_id: sealer.keyId,
        };
  await db
    .insertInto('content')
    .values(
      contents.map((one) => ({
        id: one.id,
        kind: one.kind,
        ...kept(one),
        case_id: from.caseId,
        command_id: from.commandId,
        confirmed: from.commandId === null,
        created_by: from.createdBy,
      })),
    )
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

const withKey = (db: Db) =>
  db
    .selectFrom('content')
    .leftJoin('record_key', 'record_key.id', 'content.key_id')
    .select([
      'content.id',
      'content.case_id as caseId',
      'content.kind',
      'content.body',
      'content.sealed',
      ...keyColumns,
    ]);

type Kept = KeyColumns & { id: ContentId; body: unknown; sealed: Buffer | null };

/** What was written; `gone` where the key that sealed it has been destroyed. */
async function bodyOf(open: Opener, row: Kept): Promise<{ body: unknown } | 'gone'> {
  if (row.sealed === null) return { body: row.body };
  const text = await openJson(open, row.sealed, row, boundTo(row.id));
  return text === null ? 'gone' : { body: JSON.parse(text) };
}

/** The bodies of those that are known, by id. Throws Locked where a key is missing or a text was changed. */
export async function readContents(db: Db, ids: readonly ContentId[]): Promise<Map<ContentId, unknown>> {
  if (ids.length === 0) return new Map();
  const rows = await withKey(db).where(isOneOf('content.id', ids)).execute();
  const open = openerOf(db);
  const read = new Map<ContentId, unknown>();
  for (const row of rows) {
    const found = await bodyOf(open, row);
    if (found !== 'gone') read.set(row.id, found.body);
  }
  return read;
}

/** One content with what it belongs to; null when unknown, or destroyed. Throws Locked as `readContents`. */
export async function findContent(
  db: Db,
  id: ContentId,
): Promise<{ id: ContentId; caseId: CaseId | null; kind: string; body: unknown } | null> {
  const row = await withKey(db).where('content.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const found = await bodyOf(openerOf(db), row);
  return found === 'gone' ? null : { id: row.id, caseId: row.caseId, kind: row.kind, body: found.body };
}

/** Seals up to `limit` of what was kept in the clear; how many. None where the connection carries no ring. */
export async function sealContents(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('content')
    .select(['id', 'case_id as caseId', 'body'])
    .where('sealed', 'is', null)
    .limit(limit)
    .execute();
  let sealed = 0;
  for (const { id, caseId, body } of rows) {
    const columns = await sealJson(db, caseId, body, boundTo(id));
    if (columns === null) return 0;
    await db
      .updateTable('content')
      .set({ body: null, ...columns })
      .where('id', '=', id)
      .where('sealed', 'is', null)
      .execute();
    sealed += 1;
  }
  return sealed;
}
