/** What a morning does beyond its quick chores. Each work may fail without the others. */
import { ActivityFailure, getExternalWorkflowHandle, isCancellation, log } from '@temporalio/workflow';
import type { Undeliverable } from '../domain/case/parts.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { digests } from './hands.ts';
import { caseWorkflowId } from './ids.ts';
import { factSignal } from './messages.ts';
import { undeliverableFact } from './undeliverable.ts';

export type Work = (morning: LocalDate, at: Instant) => Promise<void>;

/** Each person's one mail; a case whose reminder reached nobody is told. */
export const sendDigests: Work = async (morning, at) => {
  const { unreached } = await digests.sendDigests({ morning, at });
  for (const { caseId, undeliverable } of unreached) await tellCase(caseId, undeliverable);
};

const tellCase = async (caseId: CaseId, undeliverable: Undeliverable): Promise<void> => {
  try {
    const handle = getExternalWorkflowHandle(caseWorkflowId(caseId));
    await handle.signal(factSignal, undeliverableFact(undeliverable));
  } catch (error) {
    if (isCancellation(error)) throw error;
    // The case ended meanwhile: nobody waits for that mail any more.
    log.warn('a case could not be told of an undeliverable mail', { cause: String(error) });
  }
};

/** What one morning fails to do isn't lost: the next one looks at everything on or before its own date. */
export const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.error('a part of the morning was given up', { what, cause: String(error.cause) });
  }
};
