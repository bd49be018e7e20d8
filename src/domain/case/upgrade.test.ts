import { describe, expect, it } from 'vitest';
import {
  aCalendar,
  actors,
  aPlannedCase,
  aPolicy,
  asking,
  caseAt,
  eventsOf,
} from '../../../test/factories/case.ts';
import { obligations } from '../obligations/derive.ts';
import { presets } from '../presets.ts';
import { emptyLadder } from './ladder-parts.ts';
import type { CaseState } from './state.ts';
import { nextMoment } from './time-passing.ts';
import type { StoredPolicy, StoredState } from './upgrade.ts';
import { upgradePolicy, upgradeState } from './upgrade.ts';

const cal = aCalendar();
const withoutLadder = ({ ladder: _none, ...policy }: StoredPolicy): StoredPolicy => policy;

/** As the first version kept it. */
const stored = (state: CaseState): StoredState => {
  const { ladder: _ladder, supportMeasures: _measures, pupilLeftOn: _left, policy, ...rest } = state;
  return { ...rest, rulesVersion: 1, policy: withoutLadder(policy) };
};

const phases = ['ordering', 'ordered', 'assigned', 'monitoring', 'ended'] as const;
const states = [...phases.map((phase) => caseAt(phase)), aPlannedCase()];

describe('a state of the first version', () => {
  it('is filled with what it means to have noticed nothing', () => {
    const state = upgradeState(stored(caseAt('monitoring')));
    expect(state).toMatchObject({ ladder: emptyLadder, supportMeasures: [], pupilLeftOn: null });
    expect(state.policy.ladder).toEqual(presets.uppsala.ladder);
    expect(upgradeState(stored(caseAt('assigned'))).ladder.begunBy).toBe('order');
  });

  it('keeps everything else, its rules too, and is upgraded once', () => {
    for (const state of states) {
      const upgraded = upgradeState(stored(state));
      expect(upgraded).toMatchObject(stored(state));
      expect(upgraded.rulesVersion).toBe(1);
      expect(upgradeState(upgraded)).toEqual(upgraded);
      expect(upgradeState(state)).toEqual(state);
    }
  });

  it('owes the same at the same moments as it did, so that its run replays', () => {
    for (const state of states) {
      const upgraded = upgradeState(stored(state));
      expect(obligations(upgraded, cal)).toEqual(obligations({ ...state, rulesVersion: 1 }, cal));
      expect(nextMoment(upgraded, cal)).toBe(nextMoment({ ...state, rulesVersion: 1 }, cal));
    }
  });
});

describe('a policy of the first version', () => {
  it('gets the presets’ ladder, and keeps one of its own', () => {
    expect(upgradePolicy(withoutLadder(aPolicy()))).toEqual(aPolicy());
    const ladder = { ...aPolicy().ladder, orderWithinDays: 3 };
    expect(upgradePolicy({ ...aPolicy(), ladder }).ladder).toEqual(ladder);
  });

  it('that a command carries is taken as today’s', () => {
    const older: StoredPolicy = withoutLadder({ ...aPolicy(), version: 2 });
    const command = { type: 'changePolicy' as const, policy: upgradePolicy(older) };
    const [event] = eventsOf(caseAt('assigned'), command, asking(actors.teamLeader, '2026-10-22'));
    expect(event).toMatchObject({ type: 'policyChanged', policy: { ladder: presets.uppsala.ladder } });
  });
});
