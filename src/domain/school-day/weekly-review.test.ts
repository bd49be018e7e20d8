import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar } from '../../../test/factories/calendar.ts';
import { isSchoolDay, schoolDaysBetween } from '../calendar.ts';
import { presets } from '../presets.ts';
import { addDays, isoWeekKey, type LocalDate, localDate, mondayOf, type Weekday } from '../time.ts';
import {
  latestReview,
  mondayOfWeek,
  nextReviewDay,
  reviewDayOf,
  weeklyReviewOf,
  weeklyReviewOn,
} from './weekly-review.ts';

const cal = aCalendar();
const rule = presets.uppsala.ladder.weeklyReview;
const on = (day: string, weekday: Weekday = 1) => weeklyReviewOn({ ...rule, weekday }, cal, localDate(day));

describe('the weekly review', () => {
  it('is made on Monday, about the week before, with its reminder and the rector two school days apart', () => {
    expect(on('2026-09-07')).toEqual({
      week: '2026-W37',
      on: '2026-09-07',
      about: { from: '2026-08-31', to: '2026-09-06' },
      due: '2026-09-09',
      tellRectorOn: '2026-09-11',
      lapsesOn: '2026-09-18',
    });
    expect(on('2026-09-08')).toBeNull();
  });

  it('is not made on the first day of the läsår: there is nothing to look at yet', () => {
    expect(reviewDayOf(rule, cal, localDate('2026-08-17'))).toBe('2026-08-18');
    expect(on('2026-08-18')).toBeNull();
    expect(on('2026-08-24')?.about).toEqual({ from: '2026-08-18', to: '2026-08-23' });
  });

  it('waits for Tuesday when Monday is a study day', () => {
    expect(on('2026-11-16')).toBeNull();
    expect(on('2026-11-17')?.week).toBe('2026-W47');
  });

  it('comes earlier when the week has no school day from the weekday on', () => {
    expect(on('2026-09-24', 5)?.week).toBe('2026-W39');
    expect(on('2026-09-25', 5)).toBeNull();
  });

  it('is left out in lov and looks back over it afterwards', () => {
    expect(weeklyReviewOf(rule, cal, '2026-W44')).toBeNull();
    expect(weeklyReviewOf(rule, cal, '2026-W45')?.about).toEqual({ from: '2026-10-19', to: '2026-11-01' });
    expect(nextReviewDay(rule, cal, localDate('2026-12-22'), localDate('2027-01-31'))).toBe('2027-01-11');
    expect(nextReviewDay(rule, cal, localDate('2027-06-12'), localDate('2027-08-17'))).toBeNull();
  });

  it('of last Friday is the week’s Monday', () => {
    expect(latestReview(rule, cal, localDate('2026-09-11'))?.on).toBe('2026-09-07');
    expect(latestReview(rule, cal, localDate('2026-10-28'))?.on).toBe('2026-10-19');
    expect(latestReview(rule, cal, localDate('2026-08-19'))).toBeNull();
  });

  it('knows no week 53 in a year that has none', () => {
    expect(mondayOfWeek('2026-W53')).toBe('2026-12-28');
    expect(mondayOfWeek('2027-W53')).toBeNull();
    expect(mondayOfWeek('2026-37')).toBeNull();
  });
});

describe('whatever weekday the policy says', () => {
  const weekdays = fc.constantFrom<Weekday>(1, 2, 3, 4, 5);
  const mondays = fc
    .integer({ min: 0, max: 90 })
    .map((weeks): LocalDate => addDays(localDate('2026-08-17'), 7 * weeks));

  it('each school week has one day for it, and that is a school day of that week', () => {
    fc.assert(
      fc.property(weekdays, mondays, (weekday, monday) => {
        const days = schoolDaysBetween(cal, monday, addDays(monday, 6));
        const day = reviewDayOf({ ...rule, weekday }, cal, monday);
        expect(day === null).toBe(days.length === 0);
        if (day !== null) expect(days).toContain(day);
      }),
    );
  });

  it('every school day of a läsår is looked at by exactly one review, but for its last days', () => {
    fc.assert(
      fc.property(weekdays, (weekday) => {
        const ours = { ...rule, weekday };
        const seen = new Map<LocalDate, number>();
        for (let day = localDate('2026-08-18'); day <= '2027-06-11'; day = addDays(day, 1)) {
          const review = weeklyReviewOn(ours, cal, day);
          if (review === null) continue;
          expect(isSchoolDay(cal, day)).toBe(true);
          expect(review.week).toBe(isoWeekKey(day));
          expect(review.about.to < review.on && review.on < review.due).toBe(true);
          expect(review.due < review.tellRectorOn && review.tellRectorOn < review.lapsesOn).toBe(true);
          for (const one of schoolDaysBetween(cal, review.about.from, review.about.to))
            seen.set(one, (seen.get(one) ?? 0) + 1);
        }
        const last = reviewDayOf(ours, cal, mondayOf(localDate('2027-06-11')));
        for (const day of schoolDaysBetween(cal, localDate('2026-08-18'), addDays(last!, -1)))
          expect([day, seen.get(day)]).toEqual([day, 1]);
      }),
      { numRuns: 5 },
    );
  });
});
