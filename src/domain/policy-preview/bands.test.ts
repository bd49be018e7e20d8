import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar } from '../../../test/factories/calendar.ts';
import { bandOf, figureOver, openWindow, type PupilTime } from '../absence-figures.ts';
import { schoolDaysBetween } from '../calendar.ts';
import type { AbsenceBand, Policy } from '../policy.ts';
import { presets } from '../presets.ts';
import { localDate } from '../time.ts';
import { bandsOver, limitDays } from './bands.ts';

const cal = aCalendar();
const days = { from: localDate('2026-10-01'), to: localDate('2026-11-20') };
const { limit } = presets.uppsala;
const hours: PupilTime = { minutesPerDay: 300, given: [] };

describe('the bands of a time', () => {
  it('begin at the first day by whose figure the limit is passed, and end when it no longer is', () => {
    // One of the twenty days is a study day: two of nineteen are below 15 %, three above.
    const absent = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'].map((date) => ({
      date: localDate(date),
      valid: 300,
      invalid: 0,
    }));
    const { before, changes } = bandsOver(limitDays(limit, cal, days), hours, absent, days.from);
    expect(before).toBe('below');
    expect(changes[0]).toEqual({ on: '2026-10-07', band: 'limit' });
    expect(changes.at(-1)?.band).toBe('below');
  });

  it('are those of each day’s own figure', () => {
    const dates = schoolDaysBetween(cal, localDate('2026-08-18'), days.to);
    const windows: Policy['limit']['window'][] = [
      { kind: 'rollingWeeks', weeks: 2 },
      { kind: 'rollingWeeks', weeks: 4 },
      { kind: 'calendarMonth' },
      { kind: 'term' },
    ];
    const minutes = fc.constantFrom(0, 0, 60, 300);
    fc.assert(
      fc.property(
        fc.array(fc.record({ valid: minutes, invalid: minutes }), { minLength: 40, maxLength: dates.length }),
        fc.constantFrom(...windows),
        fc.constantFrom('total' as const, 'invalid' as const),
        fc.constantFrom('above' as const, 'from' as const),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.array(fc.option(fc.constantFrom(0, 200, 400)), { minLength: 30, maxLength: 60 })),
        (away, window, measure, comparison, leastSchoolDays, percent, told) => {
          const wanted = { ...limit, window, measure, comparison, leastSchoolDays, percent };
          const absent = away.flatMap((one, index) => {
            const date = dates[index];
            return date === undefined || one.valid + one.invalid === 0 ? [] : [{ date, ...one }];
          });
          const given = (told ?? []).flatMap((offered, index) => {
            const date = dates[index];
            return date === undefined ? [] : [{ date, offered, reported: null }];
          });
          const time = { minutesPerDay: told === null ? 300 : null, given };
          const { before, changes } = bandsOver(limitDays(wanted, cal, days), time, absent, days.from);
          let band: AbsenceBand = before;
          for (const on of schoolDaysBetween(cal, days.from, days.to)) {
            const open = openWindow(window, cal, on);
            const found = open === null ? null : bandOf(wanted, figureOver(open, time, absent));
            band = found ?? band;
            expect(changes.findLast((change) => change.on <= on)?.band ?? before).toBe(band);
          }
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
