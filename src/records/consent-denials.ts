/**
 * Withdrawals that the case hasn't confirmed yet. Written before the engine is asked, so that nothing is shown in
 * between; taken away by the projection that confirms them, or when the command was refused.
 */
import type { CaseId, ConsentId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

/** `kinds: null` denies all of the consent. */
export type Denial = { consentId: ConsentId; kinds: string[] | null };

export async function denyConsent(
  db: Db,
  denial: {
    caseId: CaseId;
    consentId: ConsentId;
    kinds: readonly string[] | null;
    commandId: string;
  },
): Promise<void> {
  await db
    .insertInto('consent_denial')
    .values({
      case_id: denial.caseId,
      consent_id: denial.consentId,
      kinds: denial.kinds === null ? null : [...denial.kinds],
      command_id: denial.commandId,
    })
    .onConflict((oc) => oc.columns(['case_id', 'consent_id', 'command_id']).doNothing())
    .execute();
}

/** What is denied in a case right now. */
export async function denialsOf(db: Db, caseId: CaseId): Promise<Denial[]> {
  return db
    .selectFrom('consent_denial')
    .select(['consent_id as consentId', 'kinds'])
    .where('case_id', '=', caseId)
    .execute();
}

/** Takes back what a refused command denied. */
export async function liftDenial(db: Db, commandId: string): Promise<void> {
  await db.deleteFrom('consent_denial').where('command_id', '=', commandId).execute();
}
