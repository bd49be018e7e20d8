/** Moves single workflows ahead in time, one at a time each. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '../domain/time.ts';
import { nextMomentQuery } from '../workflows/messages.ts';
import type { Engine } from './client.ts';
import { inTurn, type Turns } from './turns.ts';
import { engineTime, fastForward, StandsStill } from './time-skipping.ts';

/** A run that has only just begun may not answer yet: asked again after this pause. */
const pauseMs = 50;

export class WorkflowMover {
  private readonly engine: Engine;
  private readonly offsets = new Map<string, number>();
  /** Two fast-forwards of one workflow at once would mix. */
  private readonly turns: Turns = new Map();
  private forwards = 0;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /**
   * Moves a workflow to `target` in domain time, unless it lags no more than `toleranceMs` or has ended. How far
   * it has come is asked of the engine each time, so that a crash between two steps costs nothing. Throws StandsStill
   * when it isn't there within `withinMs`.
   */
  bringTo(
    workflowId: string,
    target: Instant,
    { toleranceMs, withinMs }: { toleranceMs: number; withinMs: number },
  ): Promise<void> {
    return inTurn(this.turns, workflowId, async () => {
      const where = { connection: this.engine.connection, namespace: this.engine.namespace, workflowId };
      const engineNow = await engineTime(where);
      if (engineNow === null) return;
      const byMs = target - (engineNow + (await this.offsetOf(workflowId, Date.now() + withinMs)));
      if (byMs <= toleranceMs) return;
      this.forwards += 1;
      const id = `${Date.now().toString(36)}-${this.forwards}`;
      if (await fastForward(where, id, byMs, withinMs)) return;
      if ((await engineTime(where)) !== null)
        throw new StandsStill(`${workflowId} could not be moved ahead just now.`);
    });
  }

  /** What a workflow adds to its engine time: fixed at its start. Throws StandsStill. */
  private async offsetOf(workflowId: string, until: number): Promise<number> {
    const known = this.offsets.get(workflowId);
    if (known !== undefined) return known;
    const { client } = this.engine;
    for (;;) {
      try {
        const { clockOffsetMs } = await client.withDeadline(until, () =>
          client.workflow.getHandle(workflowId).query(nextMomentQuery),
        );
        this.offsets.set(workflowId, clockOffsetMs);
        return clockOffsetMs;
      } catch (error) {
        if (Date.now() + pauseMs >= until)
          throw new StandsStill(`${workflowId} does not answer. Is the worker running?`, { cause: error });
        await wait(pauseMs);
      }
    }
  }
}
