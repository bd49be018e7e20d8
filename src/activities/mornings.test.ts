import { describe, expect, it } from 'vitest';
import { instant } from '../domain/time.ts';
import { morningAfter } from './mornings.ts';

const after = (iso: string) => {
  const { morning, at } = morningAfter(instant(Date.parse(iso)));
  return [morning, new Date(at).toISOString()];
};

describe('the next morning', () => {
  it.each([
    ['the same day, before seven', '2026-09-01T04:59:59Z', '2026-09-01', '2026-09-01T05:00:00.000Z'],
    ['the next day, at seven sharp', '2026-09-01T05:00:00Z', '2026-09-02', '2026-09-02T05:00:00.000Z'],
    ['after a weekend', '2026-09-04T05:00:00Z', '2026-09-07', '2026-09-07T05:00:00.000Z'],
    ['after the clock goes back', '2026-10-23T05:00:00Z', '2026-10-26', '2026-10-26T06:00:00.000Z'],
    [
      'after the clock goes ahead and Easter',
      '2027-03-25T06:00:00Z',
      '2027-03-30',
      '2027-03-30T05:00:00.000Z',
    ],
    ['after Christmas', '2026-12-23T06:00:00Z', '2026-12-28', '2026-12-28T06:00:00.000Z'],
    ['after New Year, of the next year', '2026-12-30T06:00:00Z', '2027-01-04', '2027-01-04T06:00:00.000Z'],
    [
      'a late evening that is tomorrow in Sweden',
      '2026-09-01T22:30:00Z',
      '2026-09-02',
      '2026-09-02T05:00:00.000Z',
    ],
    ['after midsummer', '2027-06-24T05:00:00Z', '2027-06-28', '2027-06-28T05:00:00.000Z'],
  ])('%s', (_what, now, morning, at) => {
    expect(after(now)).toEqual([morning, at]);
  });
});
