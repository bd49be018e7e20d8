/** The worker's hands for a source, as its workflow sees them. All are safe to repeat. */
import type { SourceFailureCode, SourceReading } from '../domain/source-run.ts';
import type { Instant } from '../domain/time.ts';

/** What a source's workflow does next, and when. */
export type SourcePlan = { what: SourceReading | 'subscription'; at: Instant };

export interface SourceActivities {
  /** What comes first strictly after a moment; noted for the rehearsal's clock. Null: the source is no longer there. */
  planSource(args: { sourceId: string; after: Instant }): Promise<SourcePlan | null>;
  /**
   * Reads page by page, and goes on where it was cut off. A source that is away is thrown (and retried); what it lacks
   * stands in the run's report.
   */
  readSource(args: { sourceId: string; what: SourceReading; at: Instant }): Promise<{ runId: string }>;
  /** The reading under way is given up: its run says why. */
  giveUpReading(args: {
    sourceId: string;
    what: SourceReading;
    at: Instant;
    why: SourceFailureCode;
  }): Promise<void>;
  /** Subscribes to a source that is to call when it has news, or renews what is about to end. */
  keepSubscription(args: { sourceId: string; at: Instant }): Promise<void>;
}
