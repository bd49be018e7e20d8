import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aCalendar } from '../../../test/factories/calendar.ts';
import { isHoliday, isSchoolDay, isWorkday } from '../calendar.ts';
import { addDays, localDate, weekdayOf } from '../time.ts';
import { occurrencesIn, owedOn, type Place } from './occurrences.ts';
import { dueIn, remindersOf, schoolYearOf, type TaskDue, type WheelTask } from './task.ts';

const calendar = aCalendar();
const task = (change: Partial<WheelTask> = {}): WheelTask => ({
  id: 'figures',
  retired: false,
  title: { sv: 'Närvarostatistik till nämnden', en: null },
  description: { sv: 'Sammanställ.', en: null },
  owner: 'pupilHealth',
  schoolUnits: null,
  due: { kind: 'month', month: 10 },
  remindDaysBefore: [14],
  ...change,
});
const places: Place[] = [
  { schoolUnit: null, calendar },
  { schoolUnit: 'a', calendar },
  { schoolUnit: 'b', calendar },
];

describe('when a task is due', () => {
  const municipal = (due: TaskDue) => dueIn({ due, owner: 'teamLeader' }, 2026, calendar);

  test('on the last working day of its month or week, or the working day before its date', () => {
    // 31 October 2026 is a Saturday; 2027-01-01 a holiday, 2026-12-31 an eve.
    expect(municipal({ kind: 'month', month: 10 })).toBe('2026-10-30');
    expect(municipal({ kind: 'month', month: 12 })).toBe('2026-12-30');
    expect(municipal({ kind: 'week', week: 38 })).toBe('2026-09-18');
    expect(municipal({ kind: 'week', week: 10 })).toBe('2027-03-12');
    expect(municipal({ kind: 'date', month: 11, day: 15 })).toBe('2026-11-13');
    expect(municipal({ kind: 'date', month: 2, day: 31 })).toBe('2027-02-26');
  });

  test('week 53 is week 52 in a year without it', () => {
    expect(municipal({ kind: 'week', week: 53 })).toBe('2026-12-30');
    expect(dueIn({ due: { kind: 'week', week: 53 }, owner: 'teamLeader' }, 2027, calendar)).toBe(
      '2027-12-30',
    );
  });

  test('a läsår turns on 1 August', () => {
    expect(schoolYearOf(localDate('2026-07-31'))).toBe(2025);
    expect(schoolYearOf(localDate('2026-08-01'))).toBe(2026);
    expect(municipal({ kind: 'month', month: 7 })).toBe('2027-07-30');
  });

  test('for a school’s people on a school day, when there is one', () => {
    const due = fc.oneof(
      fc.record({ kind: fc.constant('month' as const), month: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ kind: fc.constant('week' as const), week: fc.integer({ min: 1, max: 53 }) }),
      fc.record({
        kind: fc.constant('date' as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      }),
    );
    fc.assert(
      fc.property(due, fc.boolean(), fc.array(fc.integer({ min: 1, max: 60 })), (when, atSchool, before) => {
        const day = dueIn({ due: when, owner: atSchool ? 'rector' : 'coordinator' }, 2026, calendar);
        expect(isWorkday(calendar, day)).toBe(true);
        const summer = day < '2026-08-18' || day > '2027-06-11';
        if (atSchool && !summer) expect(isSchoolDay(calendar, day)).toBe(true);
        const mornings = remindersOf({ remindDaysBefore: before }, day, calendar);
        expect(mornings.at(-1)).toBe(day);
        for (const morning of mornings) {
          expect(weekdayOf(morning)).toBeLessThanOrEqual(5);
          expect(isHoliday(calendar, morning)).toBe(false);
        }
      }),
    );
  });
});

describe('what the wheel asks of whom', () => {
  test('a school’s task once for each school, the municipality’s once', () => {
    const list = [
      task(),
      task({ id: 'board', owner: 'teamLeader' }),
      task({ id: 'one', schoolUnits: ['b'] }),
    ];
    const asked = occurrencesIn(2026, list, places).map((one) => [one.key, one.due]);
    // The schools' people are away in the autumn break, week 44.
    expect(asked).toEqual([
      ['yearWheelTask/figures/a/2026', '2026-10-23'],
      ['yearWheelTask/figures/b/2026', '2026-10-23'],
      ['yearWheelTask/one/b/2026', '2026-10-23'],
      ['yearWheelTask/board/-/2026', '2026-10-30'],
    ]);
    expect(occurrencesIn(2026, [task({ retired: true })], places)).toEqual([]);
  });

  test('it stands before them from four weeks before, or the first reminder, until done', () => {
    const list = [task({ owner: 'coordinator', remindDaysBefore: [45] })];
    const owed = (on: string, done: string[] = []) =>
      owedOn(localDate(on), list, places, new Set(done)).map((one) => one.key);
    expect(owed('2026-09-14')).toEqual([]);
    expect(owed('2026-09-15')).toEqual(['yearWheelTask/figures/-/2026']);
    expect(owed('2026-11-20')).toEqual(['yearWheelTask/figures/-/2026']);
    expect(owed('2026-11-20', ['yearWheelTask/figures/-/2026'])).toEqual([]);
    const [one] = owedOn(localDate('2026-10-01'), list, places, new Set());
    expect(one?.remindOn).toEqual(['2026-09-15', '2026-10-30']);
    expect(one && addDays(one.due, -45)).toBe('2026-09-15');
  });
});
