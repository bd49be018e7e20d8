import { describe, expect, it } from 'vitest';
import { leavesNoLeader, type TeamLeader } from './given-roles.ts';
import { localDate } from './time.ts';

const vera: TeamLeader = { personId: 'vera', until: null };
const noor: TeamLeader = { personId: 'noor', until: null };
const untilChristmas = { until: localDate('2026-12-22') };

describe('the team without one of its leaders', () => {
  it.each<[string, TeamLeader[], boolean]>([
    ['has nobody when she was the only one', [vera], true],
    ['has another who goes on', [vera, noor], false],
    [
      'has nobody after Christmas when the other leads until then',
      [vera, { ...noor, ...untilChristmas }],
      true,
    ],
    ['goes on when she led for a time only', [{ ...vera, ...untilChristmas }, noor], false],
    ['is as before when she led nothing', [noor], false],
    ['is as before when nobody leads', [], false],
  ])('%s', (_, leaders, none) => {
    expect(leavesNoLeader(leaders, 'vera')).toBe(none);
  });
});
