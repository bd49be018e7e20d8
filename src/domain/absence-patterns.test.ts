import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar } from '../../test/factories/calendar.ts';
import { figureOver, openWindow } from './absence-figures.ts';
import { type AbsentLesson, byDay, patternsOver, trendOf, weeksOf } from './absence-patterns.ts';
import { addDays, localDate } from './time.ts';

const cal = aCalendar();
const day = localDate;
const time = { minutesPerDay: 300, given: [] };
const term = (asOf: string) => {
  const window = openWindow({ kind: 'term' }, cal, day(asOf));
  if (window === null) throw new Error('no window');
  return window;
};
const lesson = (date: string, subject: string, change: Partial<AbsentLesson> = {}): AbsentLesson => ({
  date: day(date),
  lesson: '1',
  subject,
  minutes: 60,
  kind: 'invalid',
  ...change,
});
/** All five lessons of a day. */
const wholeDay = (date: string): AbsentLesson[] =>
  ['Bild', 'Matematik', 'Musik', 'Slöjd', 'Engelska'].map((subject, i) =>
    lesson(date, subject, { lesson: `${i + 1}`, kind: 'valid' }),
  );

/** A Thursday and Friday before höstlov, the Monday after it, and mathematics on two Tuesdays. */
const rows = [
  lesson('2026-09-01', 'Matematik'),
  lesson('2026-09-08', 'Matematik'),
  ...wholeDay('2026-10-22'),
  ...wholeDay('2026-10-23'),
  ...wholeDay('2026-11-02'),
  // On a study day and in the lov: no school, no absence.
  lesson('2026-09-25', 'Bild'),
  lesson('2026-10-27', 'Bild'),
];

describe('the patterns that mapping asks for', () => {
  const found = patternsOver(term('2026-11-06'), time, rows);

  test('by weekday, each of its own days', () => {
    const tuesdays = found.weekdays[1];
    expect(tuesdays).toMatchObject({ weekday: 2, figure: { countedDays: 11, invalid: 120, valid: 0 } });
    expect(found.weekdays[4]?.figure).toMatchObject({ valid: 300, countedDays: 10 });
  });
  test('by subject, most minutes first', () => {
    expect(found.subjects[0]).toEqual({
      subject: 'Matematik',
      lessons: 5,
      valid: 180,
      invalid: 120,
      total: 300,
    });
    expect(found.subjects.map((one) => one.subject)).toEqual([
      'Matematik',
      'Bild',
      'Engelska',
      'Musik',
      'Slöjd',
    ]);
  });
  test('single lessons against whole days', () => {
    expect(found.extent).toEqual({ wholeDays: 3, partDays: 2, daysPresent: 48, lessonsOnPartDays: 2 });
  });
  test('spells with their first and last day, not cut by a lov; the latest first', () => {
    expect(found.spells[0]).toMatchObject({
      from: '2026-10-22',
      to: '2026-11-02',
      schoolDays: 3,
      wholeDays: 3,
      total: 900,
    });
    expect(found.spells.map((one) => one.from)).toEqual(['2026-10-22', '2026-09-08', '2026-09-01']);
  });
});

describe('the series', () => {
  test('has a figure for each school week; a lov has none', () => {
    const weeks = weeksOf(cal, { from: day('2026-10-12'), to: day('2026-11-04') }, time, byDay(rows));
    expect(weeks.map(({ week, figure }) => [week, figure.window.schoolDays, figure.percent?.total])).toEqual([
      ['2026-W42', 5, 0],
      ['2026-W43', 5, 40],
      ['2026-W45', 3, 100 / 3],
    ]);
  });
  test('the trend is in percentage points, and silent where too few days were', () => {
    const of = (asOf: string) => {
      const window = openWindow({ kind: 'rollingWeeks', weeks: 4 }, cal, day(asOf));
      if (window === null) throw new Error('no window');
      return figureOver(window, time, byDay(rows));
    };
    expect(trendOf(of('2026-10-23'), of('2026-09-25'), 15)).toMatchObject({ before: 120 / 57, now: 10 });
    expect(trendOf(of('2026-10-23'), of('2026-08-28'), 15)).toBeNull();
  });
});

test('patterns tell of the same minutes as the figure', () => {
  const lessons = fc.array(
    fc.record({
      date: fc.integer({ min: 0, max: 100 }).map((n) => addDays(day('2026-08-10'), n)),
      lesson: fc.constantFrom('1', '2', '3', '4', '5'),
      subject: fc.constantFrom('Bild', 'Matematik', 'Musik'),
      minutes: fc.integer({ min: 1, max: 60 }),
      kind: fc.constantFrom('valid' as const, 'invalid' as const),
    }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(lessons, (some) => {
      const window = term('2026-11-13');
      const { total } = figureOver(window, time, byDay(some));
      const found = patternsOver(window, time, some);
      const sum = (parts: { total: number }[]) => parts.reduce((all, one) => all + one.total, 0);
      expect(sum(found.subjects)).toBe(total);
      expect(sum(found.spells)).toBe(total);
      expect(sum(found.weekdays.map((one) => one.figure))).toBe(total);
      expect(sum(weeksOf(cal, window, time, byDay(some)).map((one) => one.figure))).toBe(total);
      const { wholeDays, partDays, daysPresent } = found.extent;
      expect(wholeDays + partDays + daysPresent).toBe(window.days.length);
      expect(found.spells.reduce((all, one) => all + one.schoolDays, 0)).toBe(wholeDays + partDays);
    }),
  );
});
