import { describe, expect, it } from 'vitest';
import { isSchoolDay, localTimeOf } from '../domain/calendar.ts';
import type { CalendarPeriodRow } from '../domain/import-rows.ts';
import { instant, localDate } from '../domain/time.ts';
import { buildSchoolCalendar, periodsOfSchool, stockholmZone, swedishHolidays } from './calendar.ts';

const period = (
  schoolUnit: string | null,
  name: string,
  kind: CalendarPeriodRow['kind'],
  from: string,
  to: string,
): CalendarPeriodRow => ({ schoolUnit, name, kind, from: localDate(from), to: localDate(to) });

const periods = [
  period(null, 'läsår', 'term', '2026-08-18', '2027-06-11'),
  period(null, 'läsår', 'term', '2027-08-17', '2028-06-09'),
  period(null, 'studiedag', 'studyDay', '2026-09-25', '2026-09-25'),
  period(null, 'sportlov', 'lov', '2027-02-22', '2027-02-26'),
  period(null, 'sportlov', 'lov', '2028-02-21', '2028-02-25'),
  period('98000003', 'sportlov', 'lov', '2027-02-15', '2027-02-19'),
  period('98000003', 'studiedag', 'studyDay', '2026-10-02', '2026-10-02'),
];

/** Directive 2000/84/EC: at 01:00 UTC on the last Sunday of the month. */
const lastSunday = (year: number, month0: number): number => {
  const last = new Date(Date.UTC(year, month0 + 1, 0));
  return Date.UTC(year, month0, last.getUTCDate() - last.getUTCDay(), 1);
};

describe('the zone table', () => {
  it('agrees with the EU rule, to the minute, for thirty years', () => {
    const expected = Array.from({ length: 30 }, (_, at) => 2006 + at).flatMap((year) => [
      { fromMs: lastSunday(year, 2), offsetMinutes: 120 },
      { fromMs: lastSunday(year, 9), offsetMinutes: 60 },
    ]);
    expect(stockholmZone(2006, 2035).slice(1)).toEqual(expected);
  });

  it('gives the wall clock on both sides of a change', () => {
    const calendar = buildSchoolCalendar({ periods, schoolUnit: '98000001', fromYear: 2026, toYear: 2027 });
    expect(localTimeOf(calendar, instant(Date.UTC(2026, 9, 25, 0, 59)))).toBe('02:59');
    expect(localTimeOf(calendar, instant(Date.UTC(2026, 9, 25, 1, 0)))).toBe('02:00');
  });
});

describe('holidays', () => {
  it('has thirteen public holidays and three eves a year', () => {
    const days = swedishHolidays(2027, 2027);
    expect(days.filter((day) => day.kind === 'holiday')).toHaveLength(13);
    expect(days.filter((day) => day.kind === 'eve').map((day) => day.date)).toEqual([
      '2027-06-25',
      '2027-12-24',
      '2027-12-31',
    ]);
    expect(days.map((day) => day.date)).toContain('2027-05-06');
  });
});

describe("a school's periods", () => {
  it("takes the school's own sportlov instead of the general one of that läsår only", () => {
    const own = periodsOfSchool(periods, '98000003').filter((p) => p.kind === 'lov');
    expect(own.map((p) => p.from)).toEqual(['2027-02-15', '2028-02-21']);
    const others = periodsOfSchool(periods, '98000001').filter((p) => p.kind === 'lov');
    expect(others.map((p) => p.from)).toEqual(['2027-02-22', '2028-02-21']);
  });

  it('adds its own study days to the general ones', () => {
    const days = periodsOfSchool(periods, '98000003').filter((p) => p.kind === 'studyDay');
    expect(days.map((p) => p.from)).toEqual(['2026-09-25', '2026-10-02']);
  });

  it('tells school days apart between two schools', () => {
    const at = (schoolUnit: string) =>
      buildSchoolCalendar({ periods, schoolUnit, fromYear: 2026, toYear: 2028 });
    expect(isSchoolDay(at('98000003'), localDate('2027-02-17'))).toBe(false);
    expect(isSchoolDay(at('98000001'), localDate('2027-02-17'))).toBe(true);
    expect(isSchoolDay(at('98000003'), localDate('2027-02-24'))).toBe(true);
  });
});
