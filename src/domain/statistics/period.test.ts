import { describe, expect, it } from 'vitest';
import { localDate } from '../time.ts';
import {
  daysOfTerm,
  isMonth,
  isTerm,
  lastDayOf,
  monthAfter,
  monthsOf,
  mostMonths,
  offeredPeriods,
  periodOfSchoolYear,
  periodOfTerm,
  schoolYearOf,
  termOfDay,
  termsOf,
} from './period.ts';

describe('periods', () => {
  it('are whole months', () => {
    expect(isMonth('2026-09')).toBe(true);
    for (const wrong of ['2026-13', '2026-00', '2026-9', '26-09', '2026-09-01', '']) {
      expect(isMonth(wrong)).toBe(false);
    }
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
    expect(monthAfter('2026-11', 3)).toBe('2027-02');
    expect(monthsOf({ from: '2026-11', to: '2027-02' })).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
    expect(monthsOf({ from: '2026-11', to: '2026-10' })).toEqual([]);
  });

  it('divide the year into two terms and the terms into school years, without a gap', () => {
    expect(termOfDay(localDate('2026-06-30'))).toBe('2026-1');
    expect(termOfDay(localDate('2026-07-01'))).toBe('2026-2');
    expect(daysOfTerm('2027-1')).toEqual({ from: '2027-01-01', to: '2027-06-30' });
    expect([isTerm('2026-2'), isTerm('2026-3'), isTerm('')]).toEqual([true, false, false]);
    expect(periodOfTerm('2026-2')).toEqual({ from: '2026-07', to: '2026-12' });
    expect(periodOfTerm('2027-1')).toEqual({ from: '2027-01', to: '2027-06' });
    expect(['2026-2', '2027-1', '2027-2'].map(schoolYearOf)).toEqual([2026, 2026, 2027]);
    expect(periodOfSchoolYear(2026)).toEqual({ from: '2026-07', to: '2027-06' });
    expect(termsOf({ from: '2026-10', to: '2027-02' })).toEqual(['2026-2', '2027-1']);
  });

  it('are offered three school years back, whole ones alone', () => {
    const { terms, years, months } = offeredPeriods(localDate('2026-11-27'));
    expect(terms).toEqual(['2026-2', '2026-1', '2025-2', '2025-1', '2024-2', '2024-1']);
    expect(years).toEqual([2026, 2025, 2024]);
    expect(months).toHaveLength(mostMonths);
    expect([months[0], months.at(-1)]).toEqual(['2026-11', '2023-12']);
  });
});
