/** Notes at a case that hold its destruction back, or say that the archive has what is to be kept. */
import { sql } from 'kysely';
import type { CaseId, PersonId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { readContents, saveContents } from '../contents.ts';
import { isOneOf } from '../sql.ts';
import type { RetentionNoteKind } from './tables.ts';

export type RetentionNote = {
  id: string;
  caseId: CaseId;
  what: RetentionNoteKind;
  /** Of archived: when the archive got it. Of a hold: its last day, if it has one. */
  on: LocalDate | null;
  setBy: PersonId;
  setOn: LocalDate;
  reason: string;
  lifted: { by: PersonId; on: LocalDate; reason: string } | null;
};

type Said = { contentId: string; text: string };

const keep = (db: Db, caseId: CaseId, { contentId, text }: Said, by: PersonId) =>
  saveContents(db, [{ id: contentId, kind: 'retentionNote', body: { text } }], {
    caseId,
    commandId: null,
    createdBy: by,
  });

/**
 * Repeating it under the same id changes nothing. The reason is sealed under the case's key. False where the case's
 * destruction is decided: nothing holds that back any more.
 */
export function saveRetentionNote(
  db: Db,
  note: Omit<RetentionNote, 'reason' | 'lifted'> & { reason: Said },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // A decision under way locks it, and is seen afterwards.
    await sql`lock table retention_note in row exclusive mode`.execute(trx);
    const decided = await trx
      .selectFrom('destruction_item')
      .select('case_id')
      .where('case_id', '=', note.caseId)
      .where('outcome', '<>', 'heldBack')
      .executeTakeFirst();
    if (decided !== undefined) return false;
    await keep(trx, note.caseId, note.reason, note.setBy);
    await trx
      .insertInto('retention_note')
      .values({
        id: note.id,
        case_id: note.caseId,
        what: note.what,
        on_date: note.on,
        content_id: note.reason.contentId,
        set_by: note.setBy,
        set_on: note.setOn,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
    return true;
  });
}

/** False where there is no such note at the case, or it was lifted before. */
export function liftRetentionNote(
  db: Db,
  lifting: { id: string; caseId: CaseId; by: PersonId; on: LocalDate; reason: Said },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const lifted = await trx
      .updateTable('retention_note')
      .set({ lifted_by: lifting.by, lifted_on: lifting.on, lifted_content_id: lifting.reason.contentId })
      .where('id', '=', lifting.id)
      .where('case_id', '=', lifting.caseId)
      .where('lifted_on', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (lifted === undefined) return false;
    await keep(trx, lifting.caseId, lifting.reason, lifting.by);
    return true;
  });
}

/** Of one case, with what was said, oldest first. */
export async function listRetentionNotes(db: Db, caseId: CaseId): Promise<RetentionNote[]> {
  const rows = await db
    .selectFrom('retention_note')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('set_on')
    .orderBy('id')
    .execute();
  const said = await readContents(
    db,
    rows.flatMap((row) => [
      row.content_id,
      ...(row.lifted_content_id === null ? [] : [row.lifted_content_id]),
    ]),
  );
  const textOf = (id: string | null): string => String(Object(said.get(id ?? ''))['text'] ?? '');
  return rows.map((row) => ({
    id: row.id,
    caseId,
    what: row.what,
    on: row.on_date,
    setBy: row.set_by,
    setOn: row.set_on,
    reason: textOf(row.content_id),
    lifted:
      row.lifted_on === null || row.lifted_by === null
        ? null
        : { by: row.lifted_by, on: row.lifted_on, reason: textOf(row.lifted_content_id) },
  }));
}

/** Those that stand, by case, without what was said. */
export async function standingNotes(
  db: Db,
  caseIds: readonly CaseId[],
): Promise<Map<CaseId, Pick<RetentionNote, 'what' | 'on'>[]>> {
  const rows = await db
    .selectFrom('retention_note')
    .select(['case_id as caseId', 'what', 'on_date as on'])
    .where(isOneOf('case_id', caseIds))
    .where('lifted_on', 'is', null)
    .execute();
  const found = new Map<CaseId, Pick<RetentionNote, 'what' | 'on'>[]>();
  for (const { caseId, ...note } of rows) found.set(caseId, [...(found.get(caseId) ?? []), note]);
  return found;
}
