/** A case's effects, run one after the other in the order in which they arose. */
import { CancellationScope, condition, isCancellation, log } from '@temporalio/workflow';
import type { Delivery } from '../activities/contract.ts';
import type { Effect } from '../domain/case/effects.ts';
import { post } from './hands.ts';

export class Outbox {
  private readonly queue: Effect[];
  private readonly scope = new CancellationScope({ cancellable: true });
  private stopped = false;

  constructor(pending: Effect[]) {
    this.queue = [...pending];
  }

  add(effects: Effect[]): void {
    this.queue.push(...effects);
  }

  get idle(): boolean {
    return this.queue.length === 0;
  }

  /** Runs until `stop`; `returned` hears of each mail that reached nobody. */
  run(returned: (effect: Effect, delivery: Delivery & { delivered: false }) => void): Promise<void> {
    return this.scope.run(async () => {
      try {
        for (;;) {
          await condition(() => this.queue.length > 0);
          const [effect] = this.queue;
          if (effect === undefined) continue;
          const delivery = await this.deliver(effect);
          this.queue.shift();
          if (!delivery.delivered) returned(effect, delivery);
        }
      } catch (error) {
        if (!this.stopped || !isCancellation(error)) throw error;
      }
    });
  }

  private async deliver(effect: Effect): Promise<Delivery> {
    try {
      return await post.deliver(effect);
    } catch (error) {
      if (isCancellation(error)) throw error;
      // Only what can never succeed comes here: the coordinator is told, as with a bad address.
      log.error('an effect can not be carried out', { key: effect.key, error: String(error) });
      return { delivered: false, why: 'missing' };
    }
  }

  /** Calls off the waiting attempt and gives what is left, for the next run. */
  async stop(running: Promise<void>): Promise<Effect[]> {
    this.stopped = true;
    this.scope.cancel();
    await running;
    return this.queue;
  }
}
