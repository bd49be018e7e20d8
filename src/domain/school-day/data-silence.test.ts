import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCalendar } from '../../../test/factories/calendar.ts';
import { addDays, localDate } from '../time.ts';
import { mostQuietSchoolDays, silentSince } from './data-silence.ts';

const cal = aCalendar();
const day = localDate;

test('a week without a row is silence; the weekend between doesn’t count', () => {
  const thursday = day('2026-09-10');
  // Friday, and Monday to Thursday.
  expect(silentSince(cal, thursday, day('2026-09-17'))).toBeNull();
  expect(silentSince(cal, thursday, day('2026-09-18'))).toBe(thursday);
});

test('lov is no silence', () => {
  // Höstlov is week 44; the 23rd is the Friday before.
  expect(silentSince(cal, day('2026-10-23'), day('2026-11-06'))).toBeNull();
  expect(silentSince(cal, day('2026-10-23'), day('2026-11-09'))).toBe('2026-10-23');
});

test('a school that has never sent anything isn’t silent', () => {
  expect(silentSince(cal, null, day('2026-11-09'))).toBeNull();
});

test('once silent, it is so until a later row comes', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(60), fc.nat(30), (at, quiet, more) => {
      const latest = addDays(day('2026-08-18'), at);
      const asOf = addDays(latest, quiet);
      const later = addDays(asOf, more);
      if (silentSince(cal, latest, asOf) !== null) expect(silentSince(cal, latest, later)).toBe(latest);
      expect(silentSince(cal, later, later)).toBeNull();
      if (quiet <= mostQuietSchoolDays) expect(silentSince(cal, latest, asOf)).toBeNull();
    }),
  );
});
