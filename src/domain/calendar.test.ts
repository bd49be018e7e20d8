import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchoolCalendar } from './calendar.ts';
import {
  actBy,
  addSchoolDays,
  addWorkdays,
  instantOf,
  isLov,
  isSchoolDay,
  isSummer,
  isWorkday,
  localDateOf,
  localTimeOf,
  nextSchoolDay,
  schoolDaysBetween,
} from './calendar.ts';
import { addDays, instant, localDate, localTime } from './time.ts';

const calendar: SchoolCalendar = {
  schoolUnit: '98000001',
  zone: [
    { fromMs: instant(Date.UTC(2026, 2, 29, 1)), offsetMinutes: 120 },
    { fromMs: instant(Date.UTC(2026, 9, 25, 1)), offsetMinutes: 60 },
    { fromMs: instant(Date.UTC(2027, 2, 28, 1)), offsetMinutes: 120 },
    { fromMs: instant(Date.UTC(2027, 9, 31, 1)), offsetMinutes: 60 },
  ],
  holidays: [
    { date: localDate('2026-12-24'), kind: 'eve' },
    { date: localDate('2026-12-25'), kind: 'holiday' },
    { date: localDate('2027-01-01'), kind: 'holiday' },
    { date: localDate('2027-06-25'), kind: 'eve' },
  ],
  periods: [
    { kind: 'term', from: localDate('2026-08-18'), to: localDate('2027-06-11') },
    { kind: 'term', from: localDate('2027-08-17'), to: localDate('2028-06-09') },
    { kind: 'lov', from: localDate('2026-10-26'), to: localDate('2026-10-30') },
    { kind: 'studyDay', from: localDate('2026-11-16'), to: localDate('2026-11-16') },
  ],
};

describe('the wall clock', () => {
  // domain.md §4: adding 168 hours over a change of time would shift 09:00 to 10:00 or 08:00.
  it.each(['2026-10-24', '2026-10-25', '2026-10-26', '2027-03-27', '2027-03-28', '2027-03-29', '2027-10-31'])(
    'is nine when it is nine, on %s',
    (day) => {
      const at = instantOf(calendar, localDate(day), localTime('09:00'));
      expect(localTimeOf(calendar, at)).toBe('09:00');
      expect(localDateOf(calendar, at)).toBe(day);
    },
  );

  it('gives the repeated hour its first turn, and the skipped one the minutes after', () => {
    expect(instantOf(calendar, localDate('2026-10-25'), localTime('02:30'))).toBe(
      Date.UTC(2026, 9, 25, 0, 30),
    );
    expect(instantOf(calendar, localDate('2027-03-28'), localTime('02:30'))).toBe(
      Date.UTC(2027, 2, 28, 1, 30),
    );
  });

  it('comes back to every wall time that exists', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 23 }), (days, hour) => {
        const date = addDays(localDate('2026-04-01'), days);
        const time = localTime(`${String(hour).padStart(2, '0')}:15`);
        if (hour === 2 && date === '2027-03-28') return;
        const at = instantOf(calendar, date, time);
        expect([localDateOf(calendar, at), localTimeOf(calendar, at)]).toEqual([date, time]);
      }),
    );
  });
});

describe('the school calendar', () => {
  it('takes lov and study days out, and knows the summer', () => {
    expect(isSchoolDay(calendar, localDate('2026-10-23'))).toBe(true);
    expect(isLov(calendar, localDate('2026-10-26'))).toBe(true);
    expect(isSchoolDay(calendar, localDate('2026-11-16'))).toBe(false);
    expect(isLov(calendar, localDate('2026-10-25'))).toBe(false);
    expect(isSummer(calendar, localDate('2027-07-01'))).toBe(true);
    expect(nextSchoolDay(calendar, localDate('2027-06-12'))).toBe('2027-08-17');
    expect(nextSchoolDay(calendar, localDate('2028-06-10'))).toBeNull();
    expect(addSchoolDays(calendar, localDate('2026-10-23'), 1)).toBe('2026-11-02');
  });

  // domain.md §4: 2026-08-31 + 6 months is a Sunday; act by the Monday.
  it('lets a limit on a Sunday be met on the Monday', () => {
    expect(actBy(calendar, localDate('2027-02-28'))).toBe('2027-03-01');
    expect(actBy(calendar, localDate('2026-12-24'))).toBe('2026-12-28');
    expect(actBy(calendar, localDate('2027-06-25'))).toBe('2027-06-28');
  });

  it('counts school days within workdays', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 60 }), (start, length) => {
        const from = addDays(localDate('2026-07-01'), start);
        const days = schoolDaysBetween(calendar, from, addDays(from, length));
        expect(days.every((d) => isWorkday(calendar, d) && !isLov(calendar, d))).toBe(true);
        expect(addWorkdays(calendar, addWorkdays(calendar, actBy(calendar, from), 5), -5)).toBe(
          actBy(calendar, from),
        );
      }),
    );
  });
});
