/** The worker's hands in a destruction, as its workflow sees them. Each is safe to repeat, whole or after being cut off. */
import type { CaseId } from '../domain/ids.ts';

export interface DestructionActivities {
  /**
   * Judges the decision's cases once more, and writes in the ledger which are about to be destroyed: from then on there
   * is no way back, and a restored backup loses them too. Those that something holds back by now are left alone.
   */
  beginDestruction(args: { destructionId: string }): Promise<{ caseIds: CaseId[] }>;
  /** The case's key and all of its rows, and its people's where nobody else needs them, in one transaction. */
  destroyRecords(args: { destructionId: string; caseId: CaseId }): Promise<void>;
  /** Every run of its workflow. Throws until the engine holds none. */
  destroyHistories(args: { destructionId: string; caseId: CaseId }): Promise<void>;
  /** Looks for what is left, and throws if anything is; else writes the certificate, in the ledger first. */
  certifyDestruction(args: { destructionId: string }): Promise<void>;
}
