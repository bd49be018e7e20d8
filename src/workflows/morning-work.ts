/** What a morning does beyond its quick chores. Each work may fail without the others. */
import { ActivityFailure, getExternalWorkflowHandle, isCancellation, log } from '@temporalio/workflow';
import type { Undeliverable } from '../domain/case/parts.ts';
import type { CaseId } from '../domain/ids.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time.ts';
import { digests, looks, schoolMail } from './hands.ts';
import { caseWorkflowId } from './ids.ts';
import { factSignal } from './messages.ts';
import { undeliverableFact } from './undeliverable.ts';

export type Work = (morning: LocalDate, at: Instant, municipality: string) => Promise<unknown>;

/** Each person's one mail; a case whose reminder reached nobody is told. */
export const sendDigests: Work = async (morning, at) => {
  const { unreached } = await digests.sendDigests({ morning, at });
  for (const { caseId, undeliverable } of unreached) await tellCase(caseId, undeliverable);
};

/** The day before is over: who came to the limit, whom to call, whose case must hear of it. */
export const lookAtAbsence: Work = (morning, at, municipality) =>
  looks.lookAtAbsence({ municipality, asOf: addDays(morning, -1), at });

/** Each mentor's classes to look through, in the weeks and on the weekday that the policy says. */
export const makeWeeklyReviews: Work = (morning, at) => looks.makeWeeklyReviews({ morning, at });

/**
 * Absence has come in: looked at on the same day, and whoever must call today gets a mail today. False when mail
 * still waits for the relay.
 */
export const lookAtArrivals = async (municipality: string, at: Instant): Promise<boolean> => {
  const looked = await attempt('lookAtAbsence', () => looks.lookAtAbsence({ municipality, asOf: null, at }));
  return looked === null || looked.mails === 0 || sendSchoolMail();
};

/** Whether all of it went. */
export const sendSchoolMail = async (): Promise<boolean> =>
  (await attempt('sendSchoolMail', () => schoolMail.sendSchoolMail())) !== null;

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
export const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.error('a part of the morning was given up', { what, cause: String(error.cause) });
    return null;
  }
};
