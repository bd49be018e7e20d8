/** What was answered to an idempotency key, so that the same key again gives the first answer. */
import type { CaseId, PersonId } from '../domain/ids.ts';
import { type Db, inTransaction } from './connect.ts';
import { json } from './sql.ts';

export type Begun =
  /** Never seen: the work is the caller's. */
  | { kind: 'new' }
  /** Seen and not answered: under way, or cut off. Doing the work again is safe, every part knows the key. */
  | { kind: 'running' }
  | { kind: 'answered'; status: number; body: unknown }
  /** Another person's, or another request under the same key. */
  | { kind: 'otherRequest' };

/** Takes note of a request before any of its work. `requestHash` is SHA-256 of method, path and body. */
export function beginCommand(
  db: Db,
  request: { commandId: string; personId: PersonId; requestHash: string; caseId: CaseId | null },
): Promise<Begun> {
  return inTransaction(db, async (trx): Promise<Begun> => {
    const added = await trx
      .insertInto('command_log')
      .values({
        command_id: request.commandId,
        person_id: request.personId,
        request_hash: request.requestHash,
        case_id: request.caseId,
        status: null,
        answer: null,
      })
      .onConflict((oc) => oc.column('command_id').doNothing())
      .returning('command_id')
      .executeTakeFirst();
    if (added !== undefined) return { kind: 'new' };
    const known = await trx
      .selectFrom('command_log')
      .select(['person_id', 'request_hash', 'status', 'answer'])
      .where('command_id', '=', request.commandId)
      .executeTakeFirstOrThrow();
    if (known.person_id !== request.personId || known.request_hash !== request.requestHash) {
      return { kind: 'otherRequest' };
    }
    if (known.status === null) return { kind: 'running' };
    return { kind: 'answered', status: known.status, body: known.answer };
  });
}

/** The case that a request was sent to, or null when it was never seen. */
export async function caseOfCommand(db: Db, commandId: string): Promise<CaseId | null> {
  const row = await db
    .selectFrom('command_log')
    .select('case_id')
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  return row?.case_id ?? null;
}

/** Keeps the answer and gives back the one that stands: the first, if two came to one. */
export async function finishCommand(
  db: Db,
  outcome: { commandId: string; status: number; answer: unknown },
): Promise<{ status: number; body: unknown }> {
  await db
    .updateTable('command_log')
    .set({ status: outcome.status, answer: json(outcome.answer) })
    .where('command_id', '=', outcome.commandId)
    .where('status', 'is', null)
    .execute();
  const kept = await db
    .selectFrom('command_log')
    .select(['status', 'answer'])
    .where('command_id', '=', outcome.commandId)
    .executeTakeFirst();
  if (kept?.status === undefined || kept.status === null) {
    return { status: outcome.status, body: outcome.answer };
  }
  return { status: kept.status, body: kept.answer };
}
