/** The sample municipality's school years 2026/27 and 2027/28, as the domain takes them. */
import type { SchoolCalendar } from '../../src/domain/calendar.ts';
import { instantOf } from '../../src/domain/calendar.ts';
import type { Instant } from '../../src/domain/time.ts';
import { addDays, instant, localDate, localTime } from '../../src/domain/time.ts';

const utc = (text: string): Instant => instant(Date.parse(text));

const zone: SchoolCalendar['zone'] = [
  { fromMs: utc('2025-10-26T01:00Z'), offsetMinutes: 60 },
  { fromMs: utc('2026-03-29T01:00Z'), offsetMinutes: 120 },
  { fromMs: utc('2026-10-25T01:00Z'), offsetMinutes: 60 },
  { fromMs: utc('2027-03-28T01:00Z'), offsetMinutes: 120 },
  { fromMs: utc('2027-10-31T01:00Z'), offsetMinutes: 60 },
  { fromMs: utc('2028-03-26T01:00Z'), offsetMinutes: 120 },
  { fromMs: utc('2028-10-29T01:00Z'), offsetMinutes: 60 },
];

/** Holidays that follow Easter or a weekday, one row a year: easter Sunday, midsommarafton, alla helgons dag. */
const moving: [number, string, string, string][] = [
  [2026, '04-05', '06-19', '10-31'],
  [2027, '03-28', '06-25', '11-06'],
  [2028, '04-16', '06-23', '11-04'],
];

const holidaysOf = ([year, easterDay, midsummerEve, allSaints]: [number, string, string, string]) => {
  const day = (text: string) => localDate(`${year}-${text}`);
  const easter = day(easterDay);
  const holiday = (date: ReturnType<typeof day>) => ({ date, kind: 'holiday' as const });
  const eve = (date: ReturnType<typeof day>) => ({ date, kind: 'eve' as const });
  return [
    ...['01-01', '01-06', '05-01', '06-06', '12-25', '12-26', allSaints].map((d) => holiday(day(d))),
    // Good Friday, Easter, Easter Monday, Ascension, Whit Sunday.
    ...[-2, 0, 1, 39, 49].map((n) => holiday(addDays(easter, n))),
    eve(day(midsummerEve)),
    holiday(addDays(day(midsummerEve), 1)),
    eve(day('12-24')),
    eve(day('12-31')),
  ];
};

type Row = [SchoolCalendar['periods'][number]['kind'], string, string];

const rows: Row[] = [
  ['term', '2026-08-18', '2027-06-11'],
  ['term', '2027-08-17', '2028-06-09'],
  ['studyDay', '2026-09-25', '2026-09-25'],
  ['lov', '2026-10-26', '2026-10-30'],
  ['studyDay', '2026-11-16', '2026-11-16'],
  ['lov', '2026-12-22', '2027-01-10'],
  ['lov', '2027-02-22', '2027-02-26'],
  ['lov', '2027-03-29', '2027-04-02'],
  ['studyDay', '2027-05-07', '2027-05-07'],
  ['studyDay', '2027-09-24', '2027-09-24'],
  ['lov', '2027-11-01', '2027-11-05'],
  ['lov', '2027-12-22', '2028-01-09'],
  ['lov', '2028-02-21', '2028-02-25'],
  ['lov', '2028-04-10', '2028-04-13'],
  ['studyDay', '2028-05-26', '2028-05-26'],
];

/** A calendar from 2026-08 to 2028-06 with the sample's terms, lov and study days. */
export const aCalendar = (change: Partial<SchoolCalendar> = {}): SchoolCalendar => ({
  zone,
  holidays: moving.flatMap(holidaysOf),
  periods: rows.map(([kind, from, to]) => ({ kind, from: localDate(from), to: localDate(to) })),
  schoolUnit: '98000001',
  ...change,
});

/** The moment of a wall-clock time in that calendar; ten in the morning unless said. */
export const at = (date: string, time = '10:00'): Instant =>
  instantOf(aCalendar(), localDate(date), localTime(time));
