import { describe, expect, it } from 'vitest';
import { instant } from '../time.ts';
import { endsAtLatest, expiresAt, isToBeNoted } from './session-life.ts';

const hour = 3_600_000;
const limits = { idleMs: hour, longestMs: 12 * hour };
const at = (hours: number) => instant(Date.parse('2026-09-14T08:00:00Z') + hours * hour);

describe('a session', () => {
  const endsAt = endsAtLatest(at(0), limits);

  it('lasts an hour from each use, and never past its longest', () => {
    expect(endsAt).toBe(at(12));
    expect(expiresAt(at(0), endsAt, limits)).toBe(at(1));
    expect(expiresAt(at(5), endsAt, limits)).toBe(at(6));
    expect(expiresAt(at(11.5), endsAt, limits)).toBe(at(12));
  });

  it('is noted as used once a minute, oftener where it is short', () => {
    expect(isToBeNoted(instant(at(0) + 59_999), at(0), limits)).toBe(false);
    expect(isToBeNoted(instant(at(0) + 60_000), at(0), limits)).toBe(true);
    expect(isToBeNoted(instant(at(0) + 6_000), at(0), { ...limits, idleMs: 60_000 })).toBe(true);
  });
});
