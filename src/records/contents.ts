/** Stories: written before the command that refers to them, confirmed by the projection that answers it. */
import type { CaseId, ContentId, PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { isOneOf, json } from './sql.ts';

export type NewContent = { id: ContentId; kind: string; body: unknown };

/** Saves a command's texts. Repeating it is fine: what was saved under an id stays. */
export async function saveContents(
  db: Db,
  contents: readonly NewContent[],
  from: { caseId: CaseId | null; commandId: string | null; createdBy: PersonId },
): Promise<void> {
  if (contents.length === 0) return;
  await db
    .insertInto('content')
    .values(
      contents.map(({ id, kind, body }) => ({
        id,
        kind,
        body: json(body),
        case_id: from.caseId,
        command_id: from.commandId,
        confirmed: from.commandId === null,
        created_by: from.createdBy,
      })),
    )
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** The bodies of those that are known, by id. */
export async function readContents(db: Db, ids: readonly ContentId[]): Promise<Map<ContentId, unknown>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('content').select(['id', 'body']).where(isOneOf('id', ids)).execute();
  return new Map(rows.map((row) => [row.id, row.body]));
}

/** One content with what it belongs to; null when unknown. */
export async function findContent(
  db: Db,
  id: ContentId,
): Promise<{ id: ContentId; caseId: CaseId | null; kind: string; body: unknown } | null> {
  const row = await db
    .selectFrom('content')
    .select(['id', 'case_id as caseId', 'kind', 'body'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
