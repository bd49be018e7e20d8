/**
 * A municipality's mornings: what is left over from refused commands is swept, the day before is looked at, the week's
 * reviews are made, and each person gets one mail with what is due. Absence that comes in by day is looked at on that
 * day. One workflow per municipality, for ever; a failed morning is told and the next one comes.
 */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  log,
  patched,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Morning, MorningWork } from '../activities/contract.ts';
import { instant, type Instant } from '../domain/time.ts';
import { durableMorning, orElse, quickMorning } from './hands.ts';
import { absenceArrivedSignal, mailWaitsSignal, nextMomentQuery, type SchoolDayInput } from './messages.ts';
import {
  attempt,
  lookAtAbsence,
  lookAtArrivals,
  makeWeeklyReviews,
  sendDigests,
  sendSchoolMail,
  type Work,
} from './morning-work.ts';
import { noteNextInTwoSteps, sweepAndSendDigests } from './school-day-0.1.0.ts';

/** Mornings in one run: at most some 20 events each, far below what a history bears. */
const morningsPerRun = 30;

/** What a morning may have to do, in the order of the answer that asks for it. */
const works: Record<MorningWork, Work> = { lookAtAbsence, makeWeeklyReviews, sendDigests };

/** How long mail that the relay didn't take waits until it's tried again the same day. */
const mailAgainMs = 15 * 60_000;

export async function schoolDayWorkflow(input: SchoolDayInput): Promise<void> {
  const { municipality } = input;
  const now = (): Instant => instant(Date.now() + input.clockOffsetMs);
  let next: Instant | null = null;
  const absence = { arrived: false };
  setHandler(absenceArrivedSignal, () => {
    absence.arrived = true;
  });
  const outbox = { filled: false };
  setHandler(mailWaitsSignal, () => {
    outbox.filled = true;
  });
  setHandler(nextMomentQuery, () => ({ clockOffsetMs: input.clockOffsetMs, nextMoment: next }));
  // What 0.1.0 did of a run is replayed as it did it, see school-day-0.1.0.ts; its next morning is today's.
  let inOneStep = patched('morning-in-one-step');

  const called = (): boolean => absence.arrived || outbox.filled;
  /** What others have brought: true when all that it writes has gone. */
  const liveCalls = async (): Promise<boolean> => {
    let allGone = true;
    if (absence.arrived) {
      absence.arrived = false;
      allGone = await lookAtArrivals(municipality, now());
    }
    if (outbox.filled) {
      outbox.filled = false;
      allGone = await sendSchoolMail();
    }
    return allGone;
  };

  /** The day goes on: absence that comes in is looked at on the same day, mail goes, until the next morning. */
  const liveUntil = async (moment: Instant): Promise<void> => {
    let mailWaits = false;
    for (;;) {
      const left = moment - now();
      if (!called() && left <= 0) return;
      const came = called() || (await condition(called, mailWaits ? Math.min(left, mailAgainMs) : left));
      if (came) mailWaits = !(await liveCalls());
      else if (mailWaits) mailWaits = !(await sendSchoolMail());
    }
  };

  const noteNext = (after: Instant): Promise<Morning> =>
    inOneStep ? noteNextMorning(municipality, after) : noteNextInTwoSteps(municipality, after);

  let morning = await noteNext(now());
  for (let done = 1; ; done += 1) {
    next = morning.at;
    if (inOneStep) await liveUntil(morning.at);
    else if (next > now()) await sleep(next - now());
    inOneStep ||= patched('morning-in-one-step');
    const noted = inOneStep
      ? await liveMorning(municipality, morning, now())
      : await sweepAndSendDigests(morning, now());
    if (done >= morningsPerRun || workflowInfo().continueAsNewSuggested) break;
    // A worker that was away for days sends one digest for all of them.
    morning = noted ?? (await noteNext(instant(Math.max(now(), morning.at))));
  }
  await condition(allHandlersFinished);
  while (called()) await liveCalls();
  await continueAsNew<typeof schoolDayWorkflow>(input);
}

/** The first morning after a moment, known to the rehearsal's clock. */
const noteNextMorning = (municipality: string, after: Instant): Promise<Morning> =>
  orElse(
    () => quickMorning.noteNextMorning({ municipality, after }),
    () => durableMorning.noteNextMorning({ municipality, after }),
  );

/** One local activity when there is nothing to do, and the next morning, noted by it; else the work, and null. */
const liveMorning = async (
  municipality: string,
  { morning }: Morning,
  at: Instant,
): Promise<Morning | null> => {
  const begun = { municipality, morning, at };
  const { notSwept, work, next } = await orElse(
    () => quickMorning.openMorning(begun),
    () => durableMorning.openMorning(begun),
  );
  if (notSwept !== null) log.error('a part of the morning was given up', { what: 'sweep', cause: notSwept });
  for (const what of work) await attempt(what, () => works[what](morning, at, municipality));
  return next;
};
