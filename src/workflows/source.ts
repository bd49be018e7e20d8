/**
 * A source of school data: absence is read each hour of the school day, the rest at night, and at once when somebody
 * asks or the source calls. One workflow per source, until the source is taken away. A reading that fails is told in
 * its run, and the next one comes.
 */
import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  log,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { SourceActivities } from '../activities/source-contract.ts';
import { type SourceFailureCode, sourceFailureCodes, type SourceReading } from '../domain/source-run.ts';
import { instant, type Instant } from '../domain/time.ts';
import { nextMomentQuery, readNowSignal, type SourceInput } from './messages.ts';

/** Questions to our own records: as long as it takes. */
const records = proxyActivities<SourceActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/**
 * A large town's first register takes hours, and a worker that ends in the middle is found out by its heartbeat. What
 * isn't read within the time is read by the next round, from where it stopped.
 */
const reader = proxyActivities<SourceActivities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '3 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '10 minutes', maximumAttempts: 6 },
});

/** A source that calls for each change of its own is read no oftener; what it calls for meanwhile is one reading. */
const callPauseMs = 60_000;

/** Readings in one run: at most some ten events each. */
const readingsPerRun = 100;

/** The register before the absence of its pupils. */
const order: readonly SourceReading[] = ['register', 'absence'];

export async function sourceWorkflow(input: SourceInput): Promise<void> {
  const { sourceId, clockOffsetMs } = input;
  const now = (): Instant => instant(Date.now() + clockOffsetMs);
  let next: Instant | null = null;
  const wanted = new Set<SourceReading>(input.wanted);
  const called = new Set<SourceReading>();
  let nextCall = now();
  setHandler(readNowSignal, (what, why = 'asked') => {
    for (const one of what) (why === 'call' ? called : wanted).add(one);
  });
  setHandler(nextMomentQuery, () => ({ clockOffsetMs, nextMoment: next }));

  for (let done = 0; done < readingsPerRun && !workflowInfo().continueAsNewSuggested; done += 1) {
    if (called.size > 0 && now() >= nextCall) {
      for (const what of called) wanted.add(what);
      nextCall = instant(now() + callPauseMs);
    }
    for (const what of order) {
      if (!wanted.delete(what)) continue;
      called.delete(what);
      await read(sourceId, what, now());
    }
    const plan = await records.planSource({ sourceId, after: now() });
    if (plan === null) return;
    next = plan.at;
    const waiting = called.size > 0;
    const until = waiting ? Math.min(plan.at, nextCall) : plan.at;
    const woken = () => wanted.size > 0 || (called.size > 0 && !waiting);
    if ((await condition(woken, Math.max(0, until - now()))) || now() < plan.at) continue;
    if (plan.what === 'subscription') await keepSubscription(sourceId, now());
    else await read(sourceId, plan.what, now());
  }
  await condition(allHandlersFinished);
  await continueAsNew<typeof sourceWorkflow>({ sourceId, clockOffsetMs, wanted: [...wanted, ...called] });
}

const read = async (sourceId: string, what: SourceReading, at: Instant): Promise<void> => {
  try {
    await reader.readSource({ sourceId, what, at });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.error('a reading of school data was given up', { what, cause: String(error.cause) });
    await records.giveUpReading({ sourceId, what, at, why: whyOf(error) });
  }
  if (what === 'register') await keepSubscription(sourceId, at);
};

/** What the source did; what went wrong in the product itself stands in its log. */
const whyOf = ({ cause }: ActivityFailure): SourceFailureCode => {
  const type = cause !== undefined && 'type' in cause ? cause.type : null;
  return sourceFailureCodes.find((code) => type === `source-${code}`) ?? 'product-failed';
};

/** Without one, or when it can't be renewed, the source is read by the clock all the same. */
const keepSubscription = async (sourceId: string, at: Instant): Promise<void> => {
  try {
    await reader.keepSubscription({ sourceId, at });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.warn('a subscription could not be kept', { cause: String(error.cause) });
  }
};
