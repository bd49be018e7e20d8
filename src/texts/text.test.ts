import { describe, expect, it } from 'vitest';
import { localDate, localTime } from '../domain/time.ts';
import { clockTime, longDate, longDateTime } from './dates.ts';
import { catalogue, text, type TextKey } from './text.ts';
import { uiSv } from './ui/index.ts';

const namesIn = (template: string) => [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the catalogue', () => {
  it('has the same keys and placeholders in each language, and no empty text', () => {
    expect(Object.keys(catalogue.en).sort()).toEqual(Object.keys(catalogue.sv).sort());
    const inEnglish = new Map(Object.entries(catalogue.en));
    for (const [key, template] of Object.entries(catalogue.sv)) {
      const english = inEnglish.get(key) ?? '';
      expect(namesIn(english), key).toEqual(namesIn(template));
      expect(template.trim(), key).not.toBe('');
      expect(english.trim(), key).not.toBe('');
    }
  });

  it('knows no placeholder in a mail that could carry a person or a story', () => {
    // The pages' own texts are read behind sign-in.
    const mailed = Object.entries(catalogue.sv).filter(([key]) => !Object.hasOwn(uiSv, key));
    expect(mailed.length).toBeGreaterThan(100);
    const allowed = new Set([
      'caseNumber',
      'meeting',
      'when',
      'minutes',
      'date',
      'count',
      'overdue',
      'what',
      'due',
      // What a school owes beside its cases is told by class and count, never by pupil.
      'class',
      'classes',
      'week',
      'overLimit',
      'toSee',
    ]);
    // Data that doesn't come is a school's, and nobody's among its pupils. Who is asked for
    // times is told which municipality asks, and until what day.
    const alsoIn = new Map([
      ['school.dataSilence', ['school']],
      ['mail.poll.body', ['municipality']],
      ['mail.poll.link', ['until']],
    ]);
    for (const [key, template] of mailed) {
      const here = new Set([...allowed, ...(alsoIn.get(key) ?? [])]);
      for (const name of namesIn(template)) expect(here, key).toContain(name);
    }
  });

  it('fills in what it is given', () => {
    expect(text('sv', 'notice.closed.subject', { caseNumber: '2026-0001' })).toBe(
      'Ärende 2026-0001 är avslutat',
    );
    expect(text('en', 'mail.greeting')).toBe('Hello!');
  });

  it('fills a value in once, braces and dollars in it included', () => {
    const key: TextKey = 'notice.closed.subject';
    expect(text('sv', key, { caseNumber: '{caseNumber} $&' })).toBe('Ärende {caseNumber} $& är avslutat');
  });
});

describe('dates in words', () => {
  it.each([
    ['2026-11-23', 'måndag 23 november 2026', 'Monday 23 November 2026'],
    ['2026-10-25', 'söndag 25 oktober 2026', 'Sunday 25 October 2026'],
    ['2028-02-29', 'tisdag 29 februari 2028', 'Tuesday 29 February 2028'],
    ['2027-01-01', 'fredag 1 januari 2027', 'Friday 1 January 2027'],
  ])('%s', (date, swedish, english) => {
    expect(longDate('sv', localDate(date))).toBe(swedish);
    expect(longDate('en', localDate(date))).toBe(english);
  });

  it('writes the time the way each language does', () => {
    expect(clockTime('sv', localTime('09:00'))).toBe('kl. 09.00');
    expect(clockTime('en', localTime('09:00'))).toBe('at 09:00');
    expect(longDateTime('sv', localDate('2026-11-23'), localTime('13:30'))).toBe(
      'måndag 23 november 2026 kl. 13.30',
    );
  });
});
