/** What a move is made from, and what all families of moves share. */
import type { CommandOf, CommandType } from '../../../src/domain/case/commands.ts';
import type { Giver, ReceiverKind } from '../../../src/domain/case/consent-parts.ts';
import type { Actor } from '../../../src/domain/case/parts.ts';
import type { CaseState } from '../../../src/domain/case/state.ts';
import type { LocalDate } from '../../../src/domain/time.ts';
import { addDays } from '../../../src/domain/time.ts';
import { actors } from '../../factories/parts.ts';
import type { Dice } from '../dice.ts';
import { staff } from '../world.ts';

export type Scene = { state: CaseState; today: LocalDate; newId: () => string; dice: Dice };

/** Makes a command from the case as it stands; null where the case gives nothing to ask about. */
export type Maker<T extends CommandType> = (scene: Scene) => { actor: Actor; command: CommandOf<T> } | null;
export type Makers<T extends CommandType> = { [K in T]: Maker<K> };

export const receivers: readonly ReceiverKind[] = ['bup', 'socialServices'];
export const workers = [actors.coordinator, actors.secondCoordinator, staff.thirdCoordinator];

const hasCase = ({ stand }: CaseState, personId: string): boolean =>
  (stand.phase === 'assigned' || stand.phase === 'monitoring') &&
  stand.assignment.coordinatorIds.includes(personId);

/** One of those who have the case; before allocation, a coordinator who hasn't. */
export const worker = ({ state, dice }: Scene): Actor => {
  const own =
    state.stand.phase === 'assigned' || state.stand.phase === 'monitoring'
      ? workers.filter((w) => state.stand.phase !== 'ended' && hasCase(state, w.personId))
      : [];
  return dice.oneOf(own) ?? actors.coordinator;
};

export const actorFor = (giver: Giver): Actor => {
  if (giver.role === 'pupil') return actors.pupil;
  return { role: 'guardian', guardianId: giver.guardianId };
};

export const recently = ({ today, dice }: Scene): LocalDate => addDays(today, -dice.below(3));
