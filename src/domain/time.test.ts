import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  isoWeekKey,
  localDate,
  mondayOf,
  parseLocalDate,
  parseLocalTime,
  weekdayOf,
} from './time.ts';

const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(localDate('1950-01-01'), days));

describe('local dates', () => {
  it.each(['2026-02-31', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '2027-02-29', '1800-01-01', ''])(
    'refuses %s',
    (text) => expect(parseLocalDate(text)).toBeNull(),
  );

  it('knows a leap day', () => expect(parseLocalDate('2028-02-29')).toBe('2028-02-29'));

  it.each(['24:00', '9:00', '12:60', '12.00'])('refuses the time %s', (text) =>
    expect(parseLocalTime(text)).toBeNull(),
  );

  // lag 1930:173, with domain.md §4's own example.
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-11-15', 6, '2027-05-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-03-31', -1, '2027-02-28'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(localDate(from), months)).toBe(to));

  it('names the ISO week by its Thursday', () => {
    expect(isoWeekKey(localDate('2026-08-31'))).toBe('2026-W36');
    expect(isoWeekKey(localDate('2027-01-03'))).toBe('2026-W53');
    expect(isoWeekKey(localDate('2027-01-04'))).toBe('2027-W01');
  });

  it('counts a leap-day child as a year older on 28 February', () => {
    expect(ageOn(localDate('2008-02-29'), localDate('2026-02-27'))).toBe(17);
    expect(ageOn(localDate('2008-02-29'), localDate('2026-02-28'))).toBe(18);
  });

  it('moves days there and back, in step with the days between', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n);
        expect(addDays(addDays(d, n), -n)).toBe(d);
      }),
    );
  });

  it('keeps the day of the month, or takes the last', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 60 }), (d, n) => {
        const end = addMonths(d, n);
        const sameDay = end.slice(8) === d.slice(8);
        const lastDay = addDays(end, 1).slice(8) === '01';
        expect(sameDay || (lastDay && end.slice(8) < d.slice(8))).toBe(true);
      }),
    );
  });

  it('gives each week one Monday and seven days of one key', () => {
    fc.assert(
      fc.property(anyDate, (d) => {
        const monday = mondayOf(d);
        expect(weekdayOf(monday)).toBe(1);
        expect(isoWeekKey(d)).toBe(isoWeekKey(monday));
        expect(isoWeekKey(addDays(monday, 7))).not.toBe(isoWeekKey(monday));
      }),
    );
  });
});
