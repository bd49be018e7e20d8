import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AbsenceBand } from '../policy.ts';
import { addDays, localDate } from '../time.ts';
import { seenBy, type Standing } from './standing.ts';

const on = localDate('2026-09-07');
const figure = (band: AbsenceBand | null, dayIsOver = true, dataComes = true) => ({
  band,
  asOf: on,
  dayIsOver,
  dataComes,
});
const stood = (band: AbsenceBand): Standing => ({
  band,
  since: localDate('2026-09-01'),
  asOf: localDate('2026-09-04'),
});

describe('a look at a pupil', () => {
  it('sees the limit passed by whoever stood below, or was never looked at', () => {
    expect(seenBy(null, figure('limit')).what).toBe('passed');
    expect(seenBy(stood('below'), figure('total'))).toEqual({
      what: 'passed',
      standing: { band: 'total', since: on, asOf: on },
    });
  });

  it('sees no second passing while the pupil stays over it', () => {
    expect(seenBy(stood('limit'), figure('limit'))).toEqual({
      what: 'same',
      standing: { band: 'limit', since: '2026-09-01', asOf: on },
    });
    expect(seenBy(stood('limit'), figure('total')).what).toBe('changed');
    expect(seenBy(stood('limit'), figure('below')).what).toBe('changed');
  });

  it('says nothing of too few days, of an old figure, or of a fall while the day goes on', () => {
    expect(seenBy(stood('limit'), figure(null)).what).toBe('nothing');
    expect(seenBy({ ...stood('below'), asOf: addDays(on, 1) }, figure('limit')).what).toBe('nothing');
    expect(seenBy(stood('limit'), figure('below', false)).what).toBe('nothing');
    expect(seenBy(stood('below'), figure('limit', false)).what).toBe('passed');
  });

  it('believes no fall where the school’s data has stopped, but what rises', () => {
    expect(seenBy(stood('total'), figure('limit', true, false)).what).toBe('nothing');
    expect(seenBy(stood('limit'), figure('below', true, false)).what).toBe('nothing');
    expect(seenBy(stood('below'), figure('limit', true, false)).what).toBe('passed');
  });
});

describe('over any course of figures', () => {
  const bands = fc.array(fc.constantFrom<AbsenceBand | null>('below', 'limit', 'total', null), {
    maxLength: 60,
  });

  it('the limit is passed as often as the pupil comes to it from below', () => {
    fc.assert(
      fc.property(bands, (course) => {
        let standing: Standing | null = null;
        let passed = 0;
        for (const [i, band] of course.entries()) {
          const seen = seenBy(standing, { band, asOf: addDays(on, i), dayIsOver: true, dataComes: true });
          if (seen.what === 'passed') passed += 1;
          if (seen.what !== 'nothing') standing = seen.standing;
        }
        const known = course.filter((band) => band !== null);
        const comings = known.filter((band, i) => band !== 'below' && (known[i - 1] ?? 'below') === 'below');
        expect(passed).toBe(comings.length);
        expect(standing?.band).toBe(known.at(-1));
      }),
    );
  });
});
