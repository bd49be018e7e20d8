/**
 * A municipality's mornings: what is left over from refused commands is swept, and each person gets one mail
 * with what is due. One workflow per municipality, for ever; a failed morning is told and the next one comes.
 */
import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Undeliverable } from '../domain/case/parts.ts';
import type { CaseId } from '../domain/ids.ts';
import { instant, type Instant, type LocalDate } from '../domain/time.ts';
import { digests, durableMorning, orElse, quickMorning } from './hands.ts';
import { caseWorkflowId } from './ids.ts';
import { factSignal, nextMomentQuery, type SchoolDayInput } from './messages.ts';
import { undeliverableFact } from './undeliverable.ts';

/** Mornings in one run: some 20 events each, far below what a history bears. */
const morningsPerRun = 30;

export async function schoolDayWorkflow(input: SchoolDayInput): Promise<void> {
  const now = (): Instant => instant(Date.now() + input.clockOffsetMs);
  let next: Instant | null = null;
  setHandler(nextMomentQuery, () => ({ clockOffsetMs: input.clockOffsetMs, nextMoment: next }));

  let after = now();
  for (let done = 0; done < morningsPerRun && !workflowInfo().continueAsNewSuggested; done += 1) {
    const from = { after };
    const { morning, at } = await orElse(
      () => quickMorning.nextMorning(from),
      () => durableMorning.nextMorning(from),
    );
    next = at;
    const moment = { municipality: input.municipality, nextMoment: at };
    await orElse(
      () => quickMorning.noteNextMoment(moment),
      () => durableMorning.noteNextMoment(moment),
    );
    if (at > now()) await sleep(at - now());
    await workMorning(morning, now());
    // A worker that was away for days sends one digest for all of them.
    after = now() > at ? now() : at;
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof schoolDayWorkflow>(input);
}

const workMorning = async (morning: LocalDate, at: Instant): Promise<void> => {
  await attempt('sweep', () => quickMorning.sweep({ at }));
  await attempt('sendDigests', async () => {
    const { unreached } = await digests.sendDigests({ morning, at });
    for (const { caseId, undeliverable } of unreached) await tellCase(caseId, undeliverable);
  });
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
const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.error('a part of the morning was given up', { what, cause: String(error.cause) });
  }
};
