import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar } from '../../test/factories/calendar.ts';
import {
  type AbsentDay,
  bandOf,
  figureOver,
  isOverLimit,
  openWindow,
  type PupilTime,
  windowsOn,
} from './absence-figures.ts';
import { isSchoolDay } from './calendar.ts';
import { presets } from './presets.ts';
import { addDays, localDate } from './time.ts';

const { limit } = presets['dals-ed'];
const cal = aCalendar();
const day = localDate;
const hours = (minutesPerDay: number | null): PupilTime => ({ minutesPerDay, given: [] });
const away = (date: string, valid: number, invalid = 0): AbsentDay => ({ date: day(date), valid, invalid });

const fourWeeks = (asOf: string) => {
  const window = openWindow(limit.window, cal, day(asOf));
  if (window === null) throw new Error('no window');
  return window;
};

describe('a figure', () => {
  test('says its window, its denominator and its minutes', () => {
    const figure = figureOver(fourWeeks('2026-09-18'), hours(300), [
      away('2026-09-16', 300),
      away('2026-09-17', 0, 60),
      away('2026-08-21', 300),
    ]);
    expect(figure).toEqual({
      window: { from: '2026-08-22', to: '2026-09-18', schoolDays: 20 },
      countedDays: 20,
      minutes: 6000,
      denominator: 'offered',
      valid: 300,
      invalid: 60,
      total: 360,
      percent: { valid: 5, invalid: 1, total: 6 },
    });
  });
  test('a lov, a study day and a Sunday count neither as time nor as absence', () => {
    const onClosed = [away('2026-10-27', 300), away('2026-11-01', 300), away('2026-09-25', 300)];
    const figure = figureOver(fourWeeks('2026-11-06'), hours(300), onClosed);
    expect(figure).toMatchObject({ countedDays: 15, minutes: 4500, total: 0 });
  });
  test("the source's own time of a day goes before the year's", () => {
    const given = [{ date: day('2026-09-18'), offered: 100, reported: 80 }];
    const figure = figureOver(fourWeeks('2026-09-18'), { minutesPerDay: 300, given }, []);
    expect(figure).toMatchObject({ minutes: 19 * 300 + 100, denominator: 'offered' });
  });
  test('without offered time it is of what was reported, and says so', () => {
    const given = [
      { date: day('2026-09-17'), offered: null, reported: 200 },
      { date: day('2026-09-18'), offered: null, reported: 200 },
    ];
    const rows = [away('2026-09-17', 0, 100), away('2026-09-01', 0, 300)];
    expect(figureOver(fourWeeks('2026-09-18'), { minutesPerDay: null, given }, rows)).toMatchObject({
      countedDays: 2,
      minutes: 400,
      denominator: 'reported',
      total: 100,
      percent: { total: 25 },
    });
  });
  test('asked for by what was reported, it is that only where every day was', () => {
    const window = fourWeeks('2026-09-18');
    const given = window.days.map((date) => ({ date, offered: 300, reported: 150 }));
    const rows = [away('2026-09-17', 0, 150)];
    const of = (days: typeof given) =>
      figureOver(window, { minutesPerDay: 300, given: days }, rows, 'reported');
    expect(of(given)).toMatchObject({ denominator: 'reported', minutes: 3000, percent: { total: 5 } });
    expect(of(given.slice(1))).toMatchObject({ denominator: 'offered', minutes: 6000 });
  });
  test('a day with a report of one lesson alone makes no distorted figure', () => {
    const window = fourWeeks('2026-09-18');
    const rows = [away('2026-09-17', 0, 60)];
    // One lesson of the day is reported, and it was missed: 60 of the 300 minutes that the day offered.
    const one = [{ date: day('2026-09-17'), offered: null, reported: 60 }];
    const offered = { countedDays: 20, minutes: 6000, denominator: 'offered', percent: { total: 1 } };
    for (const by of ['offered', 'reported'] as const)
      expect(figureOver(window, { minutesPerDay: 300, given: one }, rows, by)).toMatchObject(offered);
    // A source that says less than was missed has not said all.
    const less = [{ date: day('2026-09-17'), offered: 45, reported: 45 }];
    expect(figureOver(window, { minutesPerDay: 300, given: less }, rows)).toMatchObject(offered);
  });
  test('of what was reported it has no band: the limit is of offered time', () => {
    const window = fourWeeks('2026-09-18');
    const given = window.days.map((date) => ({ date, offered: null, reported: 100 }));
    const rows = window.days.map((date) => ({ date, valid: 0, invalid: 100 }));
    const figure = figureOver(window, { minutesPerDay: null, given }, rows);
    expect(figure).toMatchObject({ denominator: 'reported', percent: { total: 100 } });
    expect(bandOf(limit, figure)).toBeNull();
  });
  test('with no time known there is no percentage and no band', () => {
    const figure = figureOver(fourWeeks('2026-09-18'), hours(null), [away('2026-09-17', 300)]);
    expect(figure).toMatchObject({ countedDays: 0, minutes: 0, percent: null });
    expect(bandOf(limit, figure)).toBeNull();
  });
});

describe('the windows of a day', () => {
  test("are the policy's weeks, the läsår and the month so far", () => {
    const windows = windowsOn(limit, cal, day('2026-09-18'));
    expect(windows.rollingWeeks).toMatchObject({ from: '2026-08-22', schoolDays: 20 });
    expect(windows.term).toMatchObject({ from: '2026-08-18', schoolDays: 24 });
    expect(windows.calendarMonth).toMatchObject({ from: '2026-09-01', schoolDays: 14 });
  });
  test('a policy that looks at the month still shows four weeks', () => {
    const monthly = { ...limit, window: { kind: 'calendarMonth' as const } };
    expect(windowsOn(monthly, cal, day('2026-09-18')).rollingWeeks?.from).toBe('2026-08-22');
  });
  test('between two läsår there is no term', () => {
    expect(windowsOn(limit, cal, day('2027-08-01'))).toMatchObject({
      term: null,
      rollingWeeks: { schoolDays: 0 },
    });
  });
});

test('preschool has no duty to attend: no figure of it is over the limit', () => {
  expect(isOverLimit('preschool', 'total')).toBe(false);
  expect(isOverLimit('compulsory', 'limit')).toBe(true);
  expect(isOverLimit('upperSecondary', 'total')).toBe(true);
  expect(isOverLimit('compulsory', 'below')).toBe(false);
  expect(isOverLimit('compulsory', null)).toBe(false);
});

const asOf = fc.integer({ min: 0, max: 330 }).map((n) => addDays(day('2026-08-01'), n));
const absences = fc.array(
  fc.record({
    date: fc.integer({ min: 0, max: 330 }).map((n) => addDays(day('2026-08-01'), n)),
    valid: fc.integer({ min: 0, max: 300 }),
    invalid: fc.integer({ min: 0, max: 300 }),
  }),
  { maxLength: 60 },
);

test('a figure is the sum of its school days, and no more', () => {
  fc.assert(
    fc.property(asOf, absences, fc.constantFrom(240, 300, 330), (to, rows, minutesPerDay) => {
      const once = [...new Map(rows.map((row) => [row.date, row])).values()];
      const window = openWindow(limit.window, cal, to);
      if (window === null) return;
      const figure = figureOver(window, hours(minutesPerDay), once);
      const counted = once.filter(
        ({ date }) => date >= addDays(to, -27) && date <= to && isSchoolDay(cal, date),
      );
      expect(figure.total).toBe(counted.reduce((sum, row) => sum + row.valid + row.invalid, 0));
      expect(figure.minutes).toBe(window.schoolDays * minutesPerDay);
      const { percent } = figure;
      if (percent !== null) for (const one of Object.values(percent)) expect(one).toBeLessThanOrEqual(100);
    }),
  );
});

test('more absence never lowers the band', () => {
  const order = ['below', 'limit', 'total'];
  fc.assert(
    fc.property(absences, fc.nat(300), (rows, more) => {
      const window = fourWeeks('2026-09-18');
      const worse = rows.map((row) => ({ ...row, invalid: row.invalid + more }));
      const of = (days: AbsentDay[]) => bandOf(limit, figureOver(window, hours(300), days)) ?? '';
      expect(order.indexOf(of(worse))).toBeGreaterThanOrEqual(order.indexOf(of(rows)));
    }),
  );
});

test('whatever a source says of some days, no figure mixes denominators', () => {
  const said = fc.record({ offered: fc.option(fc.nat(400)), reported: fc.option(fc.nat(400)) });
  const window = fourWeeks('2026-09-18');
  fc.assert(
    fc.property(
      fc.array(said, { minLength: 20, maxLength: 20 }),
      fc.option(fc.constantFrom(240, 300)),
      fc.constantFrom('offered' as const, 'reported' as const),
      (days, minutesPerDay, by) => {
        const given = window.days.flatMap((date, at) => {
          const one = days[at];
          return one === undefined ? [] : [{ date, ...one }];
        });
        const figure = figureOver(window, { minutesPerDay, given }, [], by);
        const own = given.map(
          (one) => one[figure.denominator] ?? (figure.denominator === 'offered' ? minutesPerDay : null),
        );
        const counted = own.flatMap((minutes) => minutes ?? []);
        expect(figure.countedDays).toBe(counted.length);
        expect(figure.minutes).toBe(counted.reduce((sum, minutes) => sum + minutes, 0));
      },
    ),
  );
});
