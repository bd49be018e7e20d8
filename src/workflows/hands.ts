/** How far each activity is tried, and why so far. */
import { ActivityCancellationType, ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, SchoolDayActivities } from '../activities/contract.ts';

/** Short work beside the workflow task: no round trip of its own, but bounded, so that the task never waits long. */
export const quick = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 3, initialInterval: '100 milliseconds', maximumInterval: '1 second' },
});

/** The same work when the records were away: as long as it takes, since nothing may be lost. */
export const durable = proxyActivities<CaseActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Mail: a relay may be down for days, so it is tried for ever, at least every quarter of an hour. Called off only
 * when the server says that no attempt is running: a second one beside it could send twice.
 */
export const post = proxyActivities<CaseActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '15 minutes' },
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

/** The morning's questions to the records: at once where they answer, else as long as it takes. */
export const quickMorning = proxyLocalActivities<SchoolDayActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 3, initialInterval: '100 milliseconds', maximumInterval: '1 second' },
});
export const durableMorning = proxyActivities<SchoolDayActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** The morning's digests: what isn't sent within half a day goes with the next morning's. */
export const digests = proxyActivities<SchoolDayActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '15 minutes' },
});

/**
 * The look at absence and the week's reviews: what isn't done within half a day is the next morning's, which looks at
 * all of the window again.
 */
export const looks = proxyActivities<SchoolDayActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  scheduleToCloseTimeout: '12 hours',
  retry: { initialInterval: '1 second', maximumInterval: '5 minutes' },
});

/** Mail that belongs to the same day: tried for a minute, and again after a while by the workflow itself. */
export const schoolMail = proxyActivities<SchoolDayActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 5 },
});

/** Tries `first`; when its attempts are used up, does `then`. A cancellation goes through. */
export const orElse = async <T>(first: () => Promise<T>, then: () => Promise<T>): Promise<T> => {
  try {
    return await first();
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.warn('a local activity was given up, a lasting one takes over', { activity: error.activityType });
    return then();
  }
};
