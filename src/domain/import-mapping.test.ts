import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateForms, dateInForm, isForFile, minutesFrom, ourWord, type DateForm } from './import-mapping.ts';

describe('dates in another form', () => {
  it.each<[string, DateForm, string | null]>([
    ['1/9/2026', 'dd/mm/yyyy', '2026-09-01'],
    ['09/01/2026', 'mm/dd/yyyy', '2026-09-01'],
    ['20260901', 'yyyymmdd', '2026-09-01'],
    ['01.09.2026 00:00:00', 'dd.mm.yyyy', '2026-09-01'],
    ['2026-09-01T08:10:00Z', 'yyyy-mm-dd', '2026-09-01'],
    ['2026-09-01', 'dd/mm/yyyy', null],
    ['31 februari', 'dd/mm/yyyy', null],
    ['', 'yyyymmdd', null],
  ])('%s as %s is %s', (text, form, date) => expect(dateInForm(text, form)).toBe(date));

  it('reads back what was written in each form', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(...dateForms), (date, form) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const written = form.replace('yyyy', year).replace('mm', month).replace('dd', dayOfMonth);
        expect(dateInForm(written, form)).toBe(iso);
      }),
    );
  });
});

describe('time as text', () => {
  const hours = { minutesIn: 'hours', decimalComma: true } as const;
  it.each([
    ['1,5', 90],
    ['1,50 tim', 90],
    ['1 tim 30 min', 90],
    ['1h30m', 90],
    ['1:30', 90],
    ['0,75 h', 45],
    ['2', 120],
    ['2 timmar', 120],
    ['45 min', 45],
    ['-1,5', -90],
    ['-1:30', -90],
    ['1.5', null],
    ['en timme', null],
    ['', null],
  ])('hours: %s is %s minutes', (text, minutes) => expect(minutesFrom(text, hours)).toBe(minutes));

  it.each([
    ['48', 48],
    ['48.0', 48],
    ['1 200', 1200],
    ['0:48', 48],
    ['1 h 5 min', 65],
    ['48,5', null],
  ])('minutes: %s is %s', (text, minutes) =>
    expect(minutesFrom(text, { minutesIn: 'minutes', decimalComma: false })).toBe(minutes),
  );

  it('never throws and never answers a part of a minute', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, decimalComma) => {
        const read = minutesFrom(text, { minutesIn: 'hours', decimalComma });
        expect(read === null || Number.isInteger(read)).toBe(true);
      }),
    );
  });
});

it('finds our word for theirs, in any case, and lets one stand for all others', () => {
  const values = { typ: { Sjuk: 'giltig', '*': 'ogiltig' }, roll: { Lärare: 'Mentor' } };
  expect(ourWord({ values }, 'typ', ' SJUK ')).toBe('giltig');
  expect(ourWord({ values }, 'typ', 'Skolk')).toBe('ogiltig');
  expect(ourWord({ values }, 'typ', '')).toBe('');
  expect(ourWord({ values }, 'roll', 'Rektor')).toBeNull();
  expect(ourWord({ values }, 'klass', '7A')).toBe('7A');
});

it('knows its files by their names', () => {
  const is = (filePattern: string | null, name: string) => isForFile({ filePattern }, name);
  expect(is('vklass*.csv', 'Vklass-2026-09.CSV')).toBe(true);
  expect(is('vklass*.csv', 'skola24.csv')).toBe(false);
  expect(is('*frånvaro*', 'export frånvaro v36.txt')).toBe(true);
  expect(is('a*a', 'a')).toBe(false);
  expect(is('elever.csv', 'elever.csv')).toBe(true);
  expect(is(null, 'elever.csv')).toBe(false);
});
