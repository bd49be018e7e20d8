import { describe, expect, it } from 'vitest';
import type { WindowFigure } from '../absence-figures.ts';
import { localDate } from '../time.ts';
import { courseOf, courseWindows, leastCourseDays, percentIn } from './course.ts';

const figure = (change: Partial<WindowFigure> = {}): WindowFigure => ({
  window: { from: localDate('2026-09-01'), to: localDate('2026-09-30'), schoolDays: 20 },
  countedDays: leastCourseDays,
  minutes: 6_000,
  denominator: 'offered',
  valid: 600,
  invalid: 300,
  total: 900,
  percent: { valid: 10, invalid: 5, total: 15 },
  ...change,
});

describe('absence around an assignment', () => {
  it('has three windows that meet and never overlap, by the rule for months (lag 1930:173)', () => {
    expect(courseWindows({ start: localDate('2026-05-31'), on: localDate('2026-11-30') })).toEqual({
      before: { from: '2026-02-28', to: '2026-05-30' },
      during: { from: '2026-05-31', to: '2026-11-30' },
      after: { from: '2026-12-01', to: '2027-02-28' },
    });
  });

  it('is known where each window has enough days of offered time', () => {
    const known = { before: figure(), during: figure({ total: 600 }), after: figure({ total: 300 }) };
    const minutes = (absent: number) => ({ minutes: 6_000, absent });
    expect(courseOf(known)).toEqual({ before: minutes(900), during: minutes(600), after: minutes(300) });
    expect(courseOf({ ...known, after: figure({ countedDays: leastCourseDays - 1 }) })).toBeNull();
    expect(courseOf({ ...known, before: figure({ denominator: 'reported' }) })).toBeNull();
    expect(courseOf({ ...known, during: figure({ minutes: 0 }) })).toBeNull();
  });

  it('is never more than all of the time', () => {
    expect(percentIn({ minutes: 100, absent: 15 })).toBe(15);
    expect(percentIn({ minutes: 100, absent: 120 })).toBe(100);
  });
});
