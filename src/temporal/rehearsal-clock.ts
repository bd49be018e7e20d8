/**
 * One clock for a whole rehearsal: rehearsal time = real time + the offset set when the sample was loaded + what
 * has been skipped since. Workflows stand still until a moment of their own has come, or a command is about to
 * reach them; only then the engine moves them ahead. So a month costs as many skips as it holds moments.
 * Invariants of a move:
 * 1. moments are lived in their order across all workflows, the cases of one night side by side, and the clock
 *    shows each while it is lived. Mornings on which nothing is to be told change nothing for anybody: as many as
 *    come before anything else are lived in one go, each by itself within the engine, and the clock shows the first;
 * 2. a workflow is at rest, its mail sent and its records written, before the next moment begins;
 * 3. the clock is kept after each moment: a move that is cut off goes on from there when it's asked for again;
 * 4. how far a workflow has come is asked of the engine each time, so that a crash between two steps costs nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { CaseId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { Engine } from './client.ts';
import { caseWorkflowId } from './ids.ts';
import { canSkipTime, StandsStill } from './time-skipping.ts';
import { inTurn, type Turns } from './turns.ts';
import { WorkflowMover } from './workflow-mover.ts';

/** Whose moment comes next, as the records know it. */
export type ComingMoment = { workflow: { caseId: CaseId } | { workflowId: string }; at: Instant };

/** What the clock needs of the records. */
export type ClockRecords = {
  readClock(): Promise<{ offsetMs: number; skippedMs: number }>;
  saveSkipped(skippedMs: number): Promise<void>;
  /** The earliest moments of open cases and school days, ascending; with `until`, none later. */
  comingMoments(args: { until: Instant | null; limit: number }): Promise<ComingMoment[]>;
  /** One workflow's next moment; null when it has none. */
  momentOf(workflow: ComingMoment['workflow']): Promise<Instant | null>;
  /** The first day's beginning, among the mornings of `from` to `until`, with something to tell; null: none has. */
  quietUntil(args: { from: Instant; until: Instant }): Promise<Instant | null>;
};

/** The clock can't do what was asked; the message says why, in English, for the API's problem document. */
export class ClockUnavailable extends Error {
  override name = 'ClockUnavailable';
  readonly reason: 'live' | 'no-time-skipping' | 'in-the-past' | 'stuck';
  constructor(reason: ClockUnavailable['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const idOf = (workflow: ComingMoment['workflow']): string =>
  'caseId' in workflow ? caseWorkflowId(workflow.caseId) : workflow.workflowId;

/** Cases know nothing of each other: what they do in one night may be done side by side, so many at once. */
const nightMs = 2 * 3_600_000;
const mostAtOnce = 8;

/** The first moments that may be lived side by side: the cases of one night. */
const sameNight = (first: ComingMoment, coming: ComingMoment[]): ComingMoment[] => {
  const other = coming.findIndex(({ workflow, at }) => !('caseId' in workflow) || at > first.at + nightMs);
  return coming.slice(0, other === -1 ? mostAtOnce : Math.min(mostAtOnce, Math.max(1, other)));
};

/** Quiet mornings in one go: no more than so far, so that one fast-forward stays short. */
const farthestMs = 60 * 86_400_000;

/** No morning follows another sooner. */
const shortestDayMs = 20 * 3_600_000;

/** A workflow is moved this far past its moment: time in which it does the work and comes to rest. */
const restMs = 10_000;
/** A workflow that lags no more than this needn't be moved before a command. */
const toleranceMs = 1000;
/** How long a moved workflow's records may take to follow: a morning may begin cases by the dozen. */
const followMs = 60_000;
/** How long a command waits for its case to be brought up to the clock. */
const commandWaitsMs = 5000;

export class RehearsalClock {
  private readonly engine: Engine;
  private readonly records: ClockRecords;
  private readonly mode: 'rehearsal' | 'live';
  private readonly mover: WorkflowMover;
  private readonly followWithinMs: number;
  private readonly turns: Turns = new Map();
  private capable: Promise<boolean> | null = null;

  constructor(deps: {
    engine: Engine;
    records: ClockRecords;
    mode: 'rehearsal' | 'live';
    followWithinMs?: number;
  }) {
    this.engine = deps.engine;
    this.mover = new WorkflowMover(deps.engine);
    this.followWithinMs = deps.followWithinMs ?? followMs;
    this.records = deps.records;
    this.mode = deps.mode;
  }

  /** What pages and mails show. */
  async now(): Promise<Instant> {
    const { offsetMs, skippedMs } = await this.records.readClock();
    return instant(Date.now() + offsetMs + skippedMs);
  }

  /** `clockOffsetMs` for a workflow that starts now. */
  async offsetForNewWorkflow(): Promise<number> {
    const { offsetMs, skippedMs } = await this.records.readClock();
    return offsetMs + skippedMs;
  }

  /** Whether the clock can be moved here, else why not. Throws only when the engine is away. */
  async whyUnavailable(): Promise<ClockUnavailable | null> {
    if (this.mode === 'live')
      return new ClockUnavailable('live', 'The clock of a live municipality can not be moved.');
    this.capable ??= canSkipTime(this.engine.connection, this.engine.namespace);
    try {
      if (await this.capable) return null;
    } catch (error) {
      this.capable = null;
      throw error;
    }
    return new ClockUnavailable(
      'no-time-skipping',
      'This Temporal server can not skip time: server 1.32 or newer is needed, with frontend.WorkflowTimeSkippingEnabled.',
    );
  }

  /**
   * Brings one case up to the clock before a command reaches it. Does nothing where no clock can be moved. Throws
   * StandsStill when the case doesn't come: a command that overtook it would be judged by a day that is past.
   */
  async bringUp(caseId: CaseId): Promise<void> {
    if ((await this.whyUnavailable()) !== null) return;
    const limits = { toleranceMs, withinMs: commandWaitsMs };
    await this.mover.bringTo(caseWorkflowId(caseId), await this.now(), limits);
  }

  /** The same for a workflow that only hears that something came, and looks for itself: it may hear it too soon. */
  async bringUpWorkflow(workflowId: string): Promise<void> {
    if ((await this.whyUnavailable()) !== null) return;
    const limits = { toleranceMs, withinMs: commandWaitsMs };
    try {
      await this.mover.bringTo(workflowId, await this.now(), limits);
    } catch (error) {
      if (!(error instanceof StandsStill)) throw error;
    }
  }

  /** Lives every moment up to `target`. Throws ClockUnavailable. Gives the time that it is then. */
  moveTo(target: Instant): Promise<Instant> {
    return inTurn(this.turns, 'clock', async () => {
      await this.refuseWhereUnavailable();
      if (target < (await this.now()))
        throw new ClockUnavailable('in-the-past', 'The clock moves forward only.');
      return this.live(target);
    });
  }

  /** Lives the next moment, whenever it is; nothing moves when none is coming. */
  moveToNext(): Promise<Instant> {
    return inTurn(this.turns, 'clock', async () => {
      await this.refuseWhereUnavailable();
      const [next] = await this.records.comingMoments({ until: null, limit: 1 });
      const now = await this.now();
      return this.live(next === undefined || next.at < now ? now : next.at);
    });
  }

  /** Lives the moments that real time has reached since the last move; called now and then. */
  async settle(): Promise<void> {
    if ((await this.whyUnavailable()) !== null) return;
    const due = await this.records.comingMoments({ until: await this.now(), limit: 1 });
    if (due.length > 0) await inTurn(this.turns, 'clock', async () => this.live(await this.now()));
  }

  private async refuseWhereUnavailable(): Promise<void> {
    const why = await this.whyUnavailable();
    if (why !== null) throw why;
  }

  private async live(target: Instant): Promise<Instant> {
    for (;;) {
      const coming = await this.records.comingMoments({ until: target, limit: 50 });
      const [first, second] = coming;
      if (first === undefined) break;
      if ('caseId' in first.workflow) {
        const together = sameNight(first, coming);
        await this.showAtLeast(together.at(-1)?.at ?? first.at);
        await Promise.all(together.map((moment) => this.livePast(moment, moment.at)));
      } else {
        await this.showAtLeast(first.at);
        await this.livePast(first, await this.quietFrom(first, second, target));
      }
    }
    await this.showAtLeast(target);
    return this.now();
  }

  /** How far the mornings from this one on may be lived in one go; the morning itself when it is busy. */
  private async quietFrom(
    morning: ComingMoment,
    other: ComingMoment | undefined,
    target: Instant,
  ): Promise<Instant> {
    const until = Math.min(target, other === undefined ? target : other.at - 1, morning.at + farthestMs);
    if (until < morning.at + shortestDayMs) return morning.at;
    const busy = await this.records.quietUntil({ from: morning.at, until: instant(until) });
    return instant(Math.max(morning.at, busy === null ? until : Math.min(until, busy - 1)));
  }

  private async showAtLeast(at: Instant): Promise<void> {
    const { offsetMs, skippedMs } = await this.records.readClock();
    const ahead = at - (Date.now() + offsetMs + skippedMs);
    if (ahead > 0) await this.records.saveSkipped(skippedMs + Math.ceil(ahead));
  }

  /** Until the records say that this workflow's moments up to `until` are past. */
  private async livePast({ workflow, at }: ComingMoment, until: Instant): Promise<void> {
    const workflowId = idOf(workflow);
    const giveUpAt = Date.now() + this.followWithinMs;
    // Not past `until` where the moment itself lies well before it: another workflow's moment may come next.
    for (let to = Math.max(until, at + restMs); ; to += restMs) {
      await this.move(workflowId, instant(to), giveUpAt - Date.now());
      for (let pauseMs = 0; ; pauseMs = Math.min(200, pauseMs * 2 + 2)) {
        const next = await this.records.momentOf(workflow);
        if (next === null || next > until) return;
        if (Date.now() > giveUpAt)
          throw new ClockUnavailable(
            'stuck',
            `${workflowId} was moved past ${new Date(at).toISOString()}, but the records don't follow. Is the worker running?`,
          );
        if (pauseMs >= 200) break;
        await wait(pauseMs);
      }
    }
  }

  private async move(workflowId: string, target: Instant, withinMs: number): Promise<void> {
    try {
      await this.mover.bringTo(workflowId, target, { toleranceMs: 0, withinMs });
    } catch (error) {
      throw error instanceof StandsStill ? new ClockUnavailable('stuck', error.message) : error;
    }
  }
}
