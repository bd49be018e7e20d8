/** Team leaders' flags on cases: raised, answered and closed once each, together with what they ask for. */
import { answerFlagKey, closeFlagKey, type CaseFlag } from '../domain/flags.ts';
import type { CaseId, ContentId, FlagId, PersonId } from '../domain/ids.ts';
import type { SchoolDuty } from '../domain/school-day/duty.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { saveContents } from './contents.ts';
import { isOneOf } from './sql.ts';
import { finishSchoolDuties, saveSchoolDuties } from './school-day/duties.ts';

type Words = { id: ContentId; text: string };
type Done = { by: PersonId; on: LocalDate };

/** Keeps a flag with its note and the duty to answer it. Repeating it under the same id is fine. */
export function raiseFlag(
  db: Db,
  flag: { flagId: FlagId; caseId: CaseId; note: Words } & Done,
  duty: SchoolDuty,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await keepWords(trx, flag.caseId, 'flagNote', flag.note, flag.by);
    await trx
      .insertInto('case_flag')
      .values({
        id: flag.flagId,
        case_id: flag.caseId,
        flagged_by: flag.by,
        flagged_on: flag.on,
        note_id: flag.note.id,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
    await saveSchoolDuties(trx, [duty]);
  });
}

/** Keeps the answer; the duty to answer is done, and the one to close is there. False when it wasn't waiting for one. */
export function answerFlag(
  db: Db,
  { flagId, caseId, answer, by, on }: { flagId: FlagId; caseId: CaseId; answer: Words } & Done,
  duty: SchoolDuty,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await keepWords(trx, caseId, 'flagAnswer', answer, by);
    const row = await trx
      .updateTable('case_flag')
      .set({ answered_by: by, answered_on: on, answer_id: answer.id })
      .where('id', '=', flagId)
      .where('answer_id', 'is', null)
      .where('closed_on', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await finishSchoolDuties(trx, [answerFlagKey(flagId)], { on, by });
    await saveSchoolDuties(trx, [duty]);
    return true;
  });
}

/** Ends a flag, answered or not, and what it asks for. False when it was closed before. */
export function closeFlag(db: Db, flagId: FlagId, { by, on }: Done): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .updateTable('case_flag')
      .set({ closed_by: by, closed_on: on })
      .where('id', '=', flagId)
      .where('closed_on', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await finishSchoolDuties(trx, [answerFlagKey(flagId), closeFlagKey(flagId)], { on, by });
    return true;
  });
}

const keepWords = (db: Db, caseId: CaseId, kind: string, { id, text }: Words, createdBy: PersonId) =>
  saveContents(db, [{ id, kind, body: { text } }], { caseId, commandId: null, createdBy });

/** A case's flags, the newest first. */
export async function flagsOf(db: Db, caseId: CaseId): Promise<CaseFlag[]> {
  const rows = await flags(db).where('case_id', '=', caseId).orderBy('created_at', 'desc').execute();
  return rows.map(flagFrom);
}

/** The whole team's open flags with their cases' numbers, the oldest first. */
export async function openFlags(db: Db): Promise<(CaseFlag & { caseNumber: string })[]> {
  const rows = await flags(db)
    .innerJoin('case_file', 'case_file.id', 'case_flag.case_id')
    .select('case_file.number')
    .where('closed_on', 'is', null)
    .orderBy('flagged_on')
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ ...flagFrom(row), caseNumber: row.number }));
}

/** Those of the ids that are known. */
export async function flagsByIds(db: Db, ids: readonly FlagId[]): Promise<CaseFlag[]> {
  return (await flags(db).where(isOneOf('case_flag.id', ids)).execute()).map(flagFrom);
}

/** One of a case's flags; null when it has no such. */
export async function findFlag(db: Db, caseId: CaseId, flagId: FlagId): Promise<CaseFlag | null> {
  const row = await flags(db)
    .where('case_id', '=', caseId)
    .where('case_flag.id', '=', flagId)
    .executeTakeFirst();
  return row === undefined ? null : flagFrom(row);
}

const flags = (db: Db) =>
  db
    .selectFrom('case_flag')
    .select([
      'case_flag.id',
      'case_id',
      'flagged_by',
      'flagged_on',
      'note_id',
      'answered_by',
      'answered_on',
      'answer_id',
      'closed_by',
      'closed_on',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof flags>['executeTakeFirstOrThrow']>>;

const flagFrom = (row: Row): CaseFlag => ({
  flagId: row.id,
  caseId: row.case_id,
  flaggedBy: row.flagged_by,
  flaggedOn: row.flagged_on,
  noteId: row.note_id,
  answer:
    row.answered_by === null || row.answered_on === null || row.answer_id === null
      ? null
      : { by: row.answered_by, on: row.answered_on, contentId: row.answer_id },
  closed: row.closed_by === null || row.closed_on === null ? null : { by: row.closed_by, on: row.closed_on },
});
