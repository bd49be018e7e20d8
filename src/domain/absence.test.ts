import { describe, expect, test } from 'vitest';
import { aCalendar } from '../../test/factories/calendar.ts';
import { absenceBand, absencePercent, absenceWindow } from './absence.ts';
import { presets } from './presets.ts';
import { localDate } from './time.ts';

const { limit } = presets['dals-ed'];
const cal = aCalendar();
const day = localDate;

describe('the window that the limit looks at', () => {
  test('four weeks back, the day itself included', () => {
    const window = absenceWindow(limit, cal, day('2026-09-18'));
    // Friday: Saturday four weeks before to today, twenty school days.
    expect(window).toEqual({ from: '2026-08-22', to: '2026-09-18', schoolDays: 20 });
  });
  test('a lov takes school days out', () => {
    expect(absenceWindow(limit, cal, day('2026-11-06'))?.schoolDays).toBe(15);
  });
  test('the calendar month so far', () => {
    const monthly = { ...limit, window: { kind: 'calendarMonth' as const } };
    expect(absenceWindow(monthly, cal, day('2026-09-18'))).toEqual({
      from: '2026-09-01',
      to: '2026-09-18',
      schoolDays: 14,
    });
  });
  test('the läsår so far, and nothing in the summer between two', () => {
    const yearly = { ...limit, window: { kind: 'term' as const } };
    expect(absenceWindow(yearly, cal, day('2026-09-18'))?.from).toBe('2026-08-18');
    expect(absenceWindow(yearly, cal, day('2027-07-01'))).toBeNull();
  });
});

describe('the band', () => {
  const enough = { schoolDays: 20 };
  const of = (valid: number, invalid: number) => ({ offered: 1000, valid, invalid });

  test('exactly at an "above" limit is still below it; "from" is not', () => {
    expect(absenceBand(limit, enough, of(150, 0))).toBe('below');
    expect(absenceBand({ ...limit, comparison: 'from' }, enough, of(150, 0))).toBe('limit');
    expect(absenceBand(limit, enough, of(100, 51))).toBe('limit');
  });
  test('a limit on invalid absence does not count the valid', () => {
    const invalid = { ...limit, measure: 'invalid' as const };
    expect(absenceBand(invalid, enough, of(900, 10))).toBe('below');
    expect(absencePercent(invalid, of(900, 10))).toBe(1);
  });
  test('all of the offered time is total, whatever the limit measures', () => {
    expect(absenceBand({ ...limit, measure: 'invalid' }, enough, of(1000, 0))).toBe('total');
  });
  test('too few school days say nothing', () => {
    expect(absenceBand(limit, { schoolDays: 14 }, of(1000, 0))).toBeNull();
    expect(absenceBand(limit, enough, { offered: 0, valid: 0, invalid: 0 })).toBeNull();
  });
});
