import type { Delivery } from '../activities/contract.ts';
import type { Effect } from '../domain/case/effects.ts';
import type { Undeliverable } from '../domain/case/parts.ts';
import type { CommandMessage } from './messages.ts';

/** The case's own note of a mail that reached nobody; its id makes it the same note however often it is made. */
export const undeliverableFact = (undeliverable: Undeliverable): CommandMessage => ({
  commandId: `undeliverable/${undeliverable.messageKey}`,
  actor: { role: 'system' },
  command: { type: 'reportUndeliverable', undeliverable },
  ifRevision: null,
});

/** Everybody whom an effect didn't reach; empty when nobody in particular was meant. */
export const unreachedOf = (effect: Effect, delivery: Delivery & { delivered: false }): Undeliverable[] => {
  const to = delivery.to ?? addresseeOf(effect);
  const first = to === null ? [] : [{ to, messageKey: effect.key, why: delivery.why }];
  const more = (delivery.more ?? []).map((one, i) => ({ ...one, messageKey: `${effect.key}/${i + 1}` }));
  return [...first, ...more];
};

const addresseeOf = (effect: Effect): Undeliverable['to'] | null => {
  if (effect.type === 'invitation') {
    const { as, participantId } = effect.to;
    if (as.kind === 'pupil') return { role: 'pupil' };
    if (as.kind === 'guardian') return { role: 'guardian', guardianId: as.guardianId };
    return { role: 'guest', participantId };
  }
  const { to } = effect;
  if (to.by === 'giver') return to.giver;
  if (to.by === 'role') return null;
  const [personId] = to.personIds;
  return personId === undefined ? null : { role: to.role, personId };
};
