/**
 * Steps of the school day as 0.1.0 took them, for the runs that it began: each has at most 30 mornings, six weeks.
 * They may go, and `patched` with them, in a release that is made when no such run is left; the histories of 0.1.0's
 * school days go then too.
 */
import type { Morning } from '../activities/contract.ts';
import type { Instant } from '../domain/time.ts';
import { durableMorning, orElse, quickMorning } from './hands.ts';
import { attempt, sendDigests } from './morning-work.ts';

/** Reckons and notes the next morning by a local activity each. */
export const noteNextInTwoSteps = async (municipality: string, after: Instant): Promise<Morning> => {
  const from = { after };
  const morning = await orElse(
    () => quickMorning.nextMorning(from),
    () => durableMorning.nextMorning(from),
  );
  const moment = { municipality, nextMoment: morning.at };
  await orElse(
    () => quickMorning.noteNextMoment(moment),
    () => durableMorning.noteNextMoment(moment),
  );
  return morning;
};

/** Both parts, whether there is anything to do or not. */
export const sweepAndSendDigests = async ({ morning }: Morning, at: Instant): Promise<null> => {
  await attempt('sweep', () => quickMorning.sweep({ at }));
  await attempt('sendDigests', () => sendDigests(morning, at, ''));
  return null;
};
