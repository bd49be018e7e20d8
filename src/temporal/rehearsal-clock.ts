/**
 * One clock for a whole rehearsal: rehearsal time = real time + the offset set when the sample was loaded + what
 * has been skipped since. Workflows stand still until a moment of their own has come, or a command is about to
 * reach them; only then the engine moves them ahead. So a month costs as many skips as it holds moments.
 * Invariants of a move:
 * 1. moments are lived in their order across all workflows, and the clock shows each while it is lived;
 * 2. a workflow is at rest, its mail sent and its records written, before the next moment begins;
 * 3. the clock is kept after each moment: a move that is cut off goes on from there when it's asked for again;
 * 4. how far a workflow has come is asked of the engine each time, so that a crash between two steps costs nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { CaseId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import { nextMomentQuery } from '../workflows/messages.ts';
import type { Engine } from './client.ts';
import { caseWorkflowId } from './ids.ts';
import { canSkipTime, engineTime, fastForward } from './time-skipping.ts';

/** Whose moment comes next, as the records know it. */
export type ComingMoment = { workflow: { caseId: CaseId } | { workflowId: string }; at: Instant };

/** What the clock needs of the records. */
export type ClockRecords = {
  readClock(): Promise<{ offsetMs: number; skippedMs: number }>;
  saveSkipped(skippedMs: number): Promise<void>;
  /** The earliest moments of open cases and school days, ascending; with `until`, none later. */
  comingMoments(args: { until: Instant | null; limit: number }): Promise<ComingMoment[]>;
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

const idOf = ({ workflow }: ComingMoment): string =>
  'caseId' in workflow ? caseWorkflowId(workflow.caseId) : workflow.workflowId;

/** A workflow is moved this far past its moment: time in which it does the work and comes to rest. */
const restMs = 10_000;
/** A workflow that lags no more than this needn't be moved before a command. */
const toleranceMs = 1000;
/** How long a moved workflow's records may take to follow. */
const followWithinMs = 20_000;

export class RehearsalClock {
  private readonly engine: Engine;
  private readonly records: ClockRecords;
  private readonly mode: 'rehearsal' | 'live';
  private readonly offsets = new Map<string, number>();
  /** The last work under way on each workflow, and on the clock itself: two fast-forwards at once would mix. */
  private readonly queues = new Map<string, Promise<unknown>>();
  private capable: Promise<boolean> | null = null;
  private forwards = 0;

  constructor(deps: { engine: Engine; records: ClockRecords; mode: 'rehearsal' | 'live' }) {
    this.engine = deps.engine;
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

  /** Brings one case up to the clock before a command reaches it. Does nothing where no clock can be moved. */
  async bringUp(caseId: CaseId): Promise<void> {
    if ((await this.whyUnavailable()) !== null) return;
    await this.bringTo(caseWorkflowId(caseId), await this.now(), toleranceMs);
  }

  /** Lives every moment up to `target`. Throws ClockUnavailable. Gives the time that it is then. */
  moveTo(target: Instant): Promise<Instant> {
    return this.inTurn('clock', async () => {
      await this.refuseWhereUnavailable();
      if (target < (await this.now()))
        throw new ClockUnavailable('in-the-past', 'The clock moves forward only.');
      return this.live(target);
    });
  }

  /** Lives the next moment, whenever it is; nothing moves when none is coming. */
  moveToNext(): Promise<Instant> {
    return this.inTurn('clock', async () => {
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
    if (due.length > 0) await this.inTurn('clock', async () => this.live(await this.now()));
  }

  private async refuseWhereUnavailable(): Promise<void> {
    const why = await this.whyUnavailable();
    if (why !== null) throw why;
  }

  private async live(target: Instant): Promise<Instant> {
    for (;;) {
      const [next] = await this.records.comingMoments({ until: target, limit: 1 });
      if (next === undefined) break;
      await this.showAtLeast(next.at);
      await this.liveMoment(next);
    }
    await this.showAtLeast(target);
    return this.now();
  }

  private async showAtLeast(at: Instant): Promise<void> {
    const { offsetMs, skippedMs } = await this.records.readClock();
    const ahead = at - (Date.now() + offsetMs + skippedMs);
    if (ahead > 0) await this.records.saveSkipped(skippedMs + Math.ceil(ahead));
  }

  /** Until the records say that this moment is past. */
  private async liveMoment(moment: ComingMoment): Promise<void> {
    const workflowId = idOf(moment);
    const giveUpAt = Date.now() + followWithinMs;
    for (let further = restMs; ; further += restMs) {
      await this.bringTo(workflowId, instant(moment.at + further), 0);
      for (let pauseMs = 0; ; pauseMs = Math.min(200, pauseMs * 2 + 2)) {
        if (!(await this.isStillComing(moment))) return;
        if (Date.now() > giveUpAt)
          throw new ClockUnavailable(
            'stuck',
            `${workflowId} was moved past ${new Date(moment.at).toISOString()}, but the records don't follow. Is the worker running?`,
          );
        if (pauseMs >= 200) break;
        await wait(pauseMs);
      }
    }
  }

  private async isStillComing(moment: ComingMoment): Promise<boolean> {
    const coming = await this.records.comingMoments({ until: moment.at, limit: 100 });
    return coming.some((other) => other.at === moment.at && idOf(other) === idOf(moment));
  }

  /** Moves one workflow to `target`, unless it lags no more than `tolerance` or has ended. */
  private bringTo(workflowId: string, target: Instant, tolerance: number): Promise<void> {
    return this.inTurn(workflowId, async () => {
      const where = { connection: this.engine.connection, namespace: this.engine.namespace, workflowId };
      const engineNow = await engineTime(where);
      if (engineNow === null) return;
      const byMs = target - (engineNow + (await this.offsetOf(workflowId)));
      if (byMs <= tolerance) return;
      this.forwards += 1;
      await fastForward(where, `${Date.now().toString(36)}-${this.forwards}`, byMs);
    });
  }

  /** What a workflow adds to its engine time: fixed at its start. A run that has only just begun may not answer yet. */
  private async offsetOf(workflowId: string): Promise<number> {
    const known = this.offsets.get(workflowId);
    if (known !== undefined) return known;
    for (let tries = 0; ; tries += 1) {
      try {
        const { clockOffsetMs } = await this.engine.client.workflow
          .getHandle(workflowId)
          .query(nextMomentQuery);
        this.offsets.set(workflowId, clockOffsetMs);
        return clockOffsetMs;
      } catch (error) {
        if (tries >= 40) throw error;
        await wait(50);
      }
    }
  }

  private inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const kept = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.queues.get(key) === kept) this.queues.delete(key);
      });
    this.queues.set(key, kept);
    return mine;
  }
}
