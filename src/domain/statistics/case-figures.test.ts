import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastShown } from '../surveys/suppress.ts';
import { localDate } from '../time.ts';
import { caseFigures, halfYear, halfYearOf, measures, median, type CaseFacts } from './case-figures.ts';

const aCase = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  schoolUnit: 'a',
  phase: 'assigned',
  noticedOn: localDate('2026-09-01'),
  firstContactOn: localDate('2026-09-04'),
  orderedOn: localDate('2026-09-10'),
  allocatedOn: localDate('2026-09-20'),
  followUpsHeld: 3,
  followUpsMissed: 1,
  ...more,
});
const many = (n: number, more: Partial<CaseFacts> = {}) => Array.from({ length: n }, () => aCase(more));

describe('the figures of a half-year', () => {
  it('tell how many, how long in the middle, and which share was held', () => {
    const { all, phases } = caseFigures([...many(6), aCase({ firstContactOn: localDate('2026-12-01') })]);
    expect(all).toEqual({
      cases: { cases: 7, value: 7 },
      noticedToContact: { cases: 7, value: 3 },
      orderToStart: { cases: 7, value: 10 },
      followUpsHeld: { cases: 7, value: 75 },
    });
    expect(phases.find(({ phase }) => phase === 'assigned')).toEqual({ phase: 'assigned', cases: 7 });
  });

  it('hide a small school together with another, so that the total tells nothing of it', () => {
    const { all, schools } = caseFigures([
      ...many(9),
      ...many(7, { schoolUnit: 'b' }),
      ...many(2, { schoolUnit: 'c' }),
    ]);
    expect(all.cases).toEqual({ cases: 18, value: 18 });
    expect(schools.map(({ schoolUnit, figures }) => [schoolUnit, figures.cases === null])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
    ]);
  });

  it('never show a figure of fewer than five, nor leave one to be reckoned', () => {
    const facts = fc.record({
      schoolUnit: fc.constantFrom('a', 'b', 'c', 'd'),
      phase: fc.constantFrom('noticed' as const, 'assigned' as const, 'ended' as const),
      held: fc.nat(3),
      ordered: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 60 }), (list) => {
        const cases = list.map(({ schoolUnit, phase, held, ordered }) =>
          aCase({
            schoolUnit,
            phase,
            followUpsHeld: held,
            orderedOn: ordered ? localDate('2026-09-10') : null,
          }),
        );
        const { all, schools, phases } = caseFigures(cases);
        for (const measure of measures) {
          const shown = schools.flatMap(({ figures }) => figures[measure] ?? []);
          for (const one of [...shown, all[measure]]) {
            if (one !== null && one.cases > 0) expect(one.cases).toBeGreaterThanOrEqual(leastShown);
          }
          const whole = all[measure];
          if (whole === null) expect(shown).toEqual([]);
          else {
            const rest = whole.cases - shown.reduce((sum, one) => sum + one.cases, 0);
            if (rest > 0) expect(rest).toBeGreaterThanOrEqual(leastShown);
          }
        }
        const known = phases.flatMap(({ cases: count }) => count ?? []);
        for (const count of known) if (count > 0) expect(count).toBeGreaterThanOrEqual(leastShown);
      }),
    );
  });
});

it('takes the middle', () => {
  expect(median([])).toBeNull();
  expect(median([5, 1, 2])).toBe(2);
  expect(median([1, 2, 4, 9])).toBe(3);
});

it('divides time into half-years that do not overlap', () => {
  expect(halfYearOf(localDate('2026-06-30')).key).toBe('2026-1');
  expect(halfYearOf(localDate('2026-07-01'))).toEqual({
    key: '2026-2',
    from: '2026-07-01',
    to: '2026-12-31',
  });
  expect(halfYear('2026-2')?.from).toBe('2026-07-01');
  expect(halfYear('2026-3')).toBeNull();
});
