/** Reading sources: the client is made from the source's record and the secret that its setting holds. */
import { ApplicationFailure } from '@temporalio/common';
import type { Kysely } from 'kysely';
import { nextReading, renewalAt } from '../domain/source-plan.ts';
import { readSource } from '../imports/ss12000/read-source.ts';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import type { SourceClient } from '../integrations/ss12000/client.ts';
import {
  type FailureKind,
  type Patience,
  SourceFailure,
  usualPatience,
} from '../integrations/ss12000/http.ts';
import { periodsOf } from '../records/calendar.ts';
import { noteWorkflow, readClock } from '../records/rehearsal.ts';
import type { Database } from '../records/schema.ts';
import { failRun } from '../records/sources/runs.ts';
import { findSource, type Source } from '../records/sources/sources.ts';
import { findSubscription } from '../records/sources/subscriptions.ts';
import type { SourceActivities } from './source-contract.ts';
import { sourceClient, type SourceSecret } from './source-client.ts';
import { keepSubscribed } from './source-subscription.ts';

export type SourceDeps = {
  db: Kysely<Database>;
  /** Without a slash at its end: what a source calls begins with it. */
  publicUrl: string;
  /** The secret that a source's setting holds, with the hosts that it may be sent to; null when it isn't set. */
  secretOf(ref: string): SourceSecret | null;
  /** Waits; throws when the activity is called off. */
  pause(ms: number): Promise<void>;
  /** The activity's heartbeat. */
  alive(what: string): void;
  /** Tells the school day that absence came in. What fails is told by whoever looks later. */
  absenceArrived(): Promise<void>;
  /** The engine's name for a source's workflow. */
  sourceWorkflowId(sourceId: string): string;
  patience?: Patience;
};

/** Longest between two signs of life while waiting. */
const aliveEveryMs = 20_000;

export const createSources = (deps: SourceDeps): SourceActivities => {
  const { db } = deps;
  const patience = deps.patience ?? usualPatience;

  const pause = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= aliveEveryMs) {
      deps.alive('waiting');
      await deps.pause(Math.min(left, aliveEveryMs));
    }
  };

  const clientOf = (source: Source): SourceClient =>
    sourceClient(source, deps.secretOf(source.secretRef), { patience, pause, clock: () => Date.now() });

  const sourceOf = async (sourceId: string): Promise<Source> => {
    const source = await findSource(db, sourceId);
    if (source === null) throw new SourceFailure('source-gone', null, 'the source is no longer there');
    return source;
  };

  return {
    async planSource({ sourceId, after }) {
      const source = await findSource(db, sourceId);
      if (source === null) return null;
      const year = new Date(after).getUTCFullYear();
      const periods = await periodsOf(db, '');
      const calendar = buildSchoolCalendar({ periods, schoolUnit: '', fromYear: year - 1, toYear: year + 2 });
      const reading = nextReading(calendar, after);
      const subscription = source.subscribes ? await findSubscription(db, sourceId) : null;
      // One that has ended is asked for anew at night: a source that hands out nothing better isn't pressed.
      const lives = subscription !== null && subscription.expires > after;
      const renewal = lives ? renewalAt(subscription.expires, after) : null;
      const plan =
        renewal !== null && renewal < reading.at ? { what: 'subscription' as const, at: renewal } : reading;
      if ((await readClock(db)) !== null)
        await noteWorkflow(db, { workflowId: deps.sourceWorkflowId(sourceId), nextMoment: plan.at });
      return plan;
    },

    async readSource({ sourceId, what, at }) {
      const run = await typed(async () => {
        const client = clientOf(await sourceOf(sourceId));
        const reading = { db, client, patience, pause, progress: deps.alive };
        return readSource(reading, { sourceId, what, at });
      });
      const applied = ['absence', 'dayTimes'].map((kind) => run.report.applied[kind]);
      if (applied.some((one) => one !== undefined && one.added + one.changed + one.removed > 0)) {
        await deps.absenceArrived();
      }
      return { runId: run.id };
    },

    giveUpReading: ({ sourceId, what, at, why }) => failRun(db, sourceId, what, at, why),

    keepSubscription: ({ sourceId, at }) =>
      typed(async () => {
        const source = await sourceOf(sourceId);
        if (source.subscribes) await keepSubscribed(deps, clientOf(source), source, at);
      }),
  };
};

/** Settings mend themselves no sooner for being asked again. */
const ofOurOwn = new Set<FailureKind>([
  'secret-not-set',
  'host-not-set',
  'host-refused',
  'address-refused',
  'source-gone',
]);

/** A source's failure by the type that its workflow knows. */
const typed = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    const { kind, message } = error;
    throw ApplicationFailure.create({
      type: `source-${kind}`,
      message,
      nonRetryable: ofOurOwn.has(kind),
      cause: error,
    });
  }
};
