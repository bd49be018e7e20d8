import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSchoolCalendar } from '../integrations/calendar.ts';
import { localTimeOf } from './calendar.ts';
import { isRenewalDue, nextReading, renewalAt } from './source-plan.ts';
import { instant, localDate } from './time.ts';

const term = {
  schoolUnit: null,
  name: 'läsår',
  kind: 'term' as const,
  from: localDate('2026-08-18'),
  to: localDate('2027-06-11'),
};
const lov = {
  ...term,
  name: 'höstlov',
  kind: 'lov' as const,
  from: localDate('2026-10-26'),
  to: localDate('2026-10-30'),
};
const cal = buildSchoolCalendar({ periods: [term, lov], schoolUnit: '', fromYear: 2026, toYear: 2027 });
const at = (text: string) => instant(Date.parse(text));
const next = (after: string) => {
  const reading = nextReading(cal, at(after));
  return `${reading.what} ${new Date(reading.at).toISOString()}`;
};

describe('a source’s readings', () => {
  it('are each hour from eight to four on a school day, and at night', () => {
    expect(next('2026-09-01T07:59:00+02:00')).toBe('absence 2026-09-01T06:00:00.000Z');
    expect(next('2026-09-01T08:00:00+02:00')).toBe('absence 2026-09-01T07:00:00.000Z');
    expect(next('2026-09-01T16:00:00+02:00')).toBe('register 2026-09-02T01:30:00.000Z');
  });

  it('are by night alone on weekends and in lov, on the wall clock of the season', () => {
    expect(next('2026-09-05T03:30:00+02:00')).toBe('register 2026-09-06T01:30:00.000Z');
    expect(next('2026-10-27T03:30:00+01:00')).toBe('register 2026-10-28T02:30:00.000Z');
  });

  it('are on any workday where no term is known', () => {
    const bare = buildSchoolCalendar({ periods: [], schoolUnit: '', fromYear: 2026, toYear: 2027 });
    expect(nextReading(bare, at('2026-07-01T07:00:00+02:00')).what).toBe('absence');
  });

  it('always come, strictly later, within a day, on the half or full hour', () => {
    const first = at('2026-08-01T00:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 * 86_400_000 }), (passed) => {
        const now = instant(first + passed);
        const reading = nextReading(cal, now);
        expect(reading.at).toBeGreaterThan(now);
        expect(reading.at - now).toBeLessThanOrEqual(25 * 3_600_000);
        expect(localTimeOf(cal, reading.at)).toMatch(
          reading.what === 'register' ? /^03:30$/ : /^(0[89]|1[0-6]):00$/,
        );
      }),
    );
  });
});

describe('a subscription', () => {
  it('is renewed before it ends, however short it is, but not without pause', () => {
    const tenMinutes = 600_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 86_400_000 }), (left) => {
        const now = at('2026-09-01T00:00:00Z');
        const expires = instant(now + left);
        const renewal = renewalAt(expires, now);
        expect(renewal).toBeGreaterThanOrEqual(now + tenMinutes);
        if (left > 2 * tenMinutes) expect(renewal).toBeLessThan(expires);
        expect(isRenewalDue(expires, renewal)).toBe(true);
      }),
    );
  });
});
