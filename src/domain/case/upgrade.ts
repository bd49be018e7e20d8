/**
 * States and policies that an earlier version kept, brought to today's shape. Fills what was not known then with what
 * it means to know nothing of it; changes nothing else, and nothing twice.
 */
import type { Policy } from '../policy.ts';
import { presets } from '../presets.ts';
import type { ConsentRecord } from './consent-parts.ts';
import type { Ladder } from './ladder-parts.ts';
import { emptyLadder } from './ladder-parts.ts';
import type { CaseState } from './state.ts';

/** A policy as it may stand in an older run or row: without the school's side. */
export type StoredPolicy = Omit<Policy, 'ladder'> & Partial<Pick<Policy, 'ladder'>>;

type Added = 'ladder' | 'supportMeasures' | 'pupilLeftOn';

type StoredConsent = Omit<ConsentRecord, 'boundToPurpose'> & Partial<Pick<ConsentRecord, 'boundToPurpose'>>;

/** A state as it may stand in an older run or row. */
export type StoredState = Omit<CaseState, Added | 'policy' | 'consents'> &
  Partial<Pick<CaseState, Added>> & { policy: StoredPolicy; consents: StoredConsent[] };

/** The same policy with the presets' ladder where it has none of its own. */
export const upgradePolicy = (policy: StoredPolicy): Policy => ({
  ...policy,
  ladder: policy.ladder ?? presets.uppsala.ladder,
});

const begunByOf = ({ stand }: Pick<CaseState, 'stand'>): Ladder['begunBy'] => {
  switch (stand.phase) {
    case 'ordered':
    case 'assigned':
      return stand.basis.by;
    default:
      return null;
  }
};

/** The same case in today's shape; one that has it already comes back equal. */
export const upgradeState = (state: StoredState): CaseState => ({
  ...state,
  policy: upgradePolicy(state.policy),
  ladder: state.ladder ?? { ...emptyLadder, begunBy: begunByOf(state) },
  supportMeasures: state.supportMeasures ?? [],
  pupilLeftOn: state.pupilLeftOn ?? null,
  consents: state.consents.map((c) => ({ ...c, boundToPurpose: c.boundToPurpose ?? false })),
});
