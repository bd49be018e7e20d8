import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reckonedBy } from '../../../test/factories/attacker.ts';
import type { Stage } from '../policy.ts';
import { leastShown } from '../surveys/suppress.ts';
import { absenceFigures, type StageMonth } from './absence-months.ts';
import { isAt, type PlaceAsk } from './shown-groups.ts';

const row = (change: Partial<StageMonth> = {}): StageMonth => ({
  month: '2026-09',
  schoolUnit: 'a',
  stage: '7-9',
  denominator: 'offered',
  pupils: 20,
  minutes: 10_000,
  valid: 500,
  invalid: 250,
  ...change,
});
const all: PlaceAsk = { schoolUnits: null, stage: null };
const months = ['2026-09', '2026-10'];
const read = (month: string, schoolDays: number) => ({ month, schoolUnit: 'a', schoolDays });

describe('absence over months', () => {
  it('is a share of the time of all together, and of a period the share of its months', () => {
    const { months: shown, whole } = absenceFigures(
      [
        row(),
        row({ schoolUnit: 'b', minutes: 30_000, valid: 0 }),
        row({ month: '2026-10', minutes: 20_000 }),
      ],
      [],
    )({ ...all, months });
    expect(shown.map(({ figure }) => figure)).toEqual([
      { state: 'shown', minutes: 40_000, shares: { valid: 1.3, invalid: 1.3, total: 2.5 } },
      { state: 'shown', minutes: 20_000, shares: { valid: 2.5, invalid: 1.3, total: 3.8 } },
    ]);
    expect(whole).toMatchObject({ minutes: 60_000, shares: { total: 2.9 } });
  });

  it('tells a month of lov from a month of which nothing came', () => {
    const figures = absenceFigures([row()], [read('2026-09', 20), read('2026-10', 15), read('2026-11', 0)]);
    const { months: shown } = figures({ ...all, months: ['2026-09', '2026-10', '2026-11', '2026-12'] });
    expect(shown.map(({ figure }) => figure.state)).toEqual(['shown', 'noData', 'noSchool', 'noData']);
  });

  it('never mixes what was offered and what was reported', () => {
    const reported = row({ denominator: 'reported', stage: '4-6', minutes: 1_000 });
    const figures = absenceFigures([row(), reported], []);
    expect(figures({ ...all, months })).toMatchObject({ denominator: 'offered', whole: { minutes: 10_000 } });
    expect(figures({ ...all, stage: '4-6', months })).toMatchObject({
      denominator: 'reported',
      whole: { minutes: 1_000 },
    });
  });

  it('hides a period of which one month is hidden', () => {
    const figures = absenceFigures([row(), row({ month: '2026-10', pupils: 4 })], []);
    const { months: shown, whole } = figures({ ...all, months });
    expect(shown.map(({ figure }) => figure.state)).toEqual(['shown', 'hidden']);
    expect(whole).toEqual({ state: 'hidden' });
  });

  it('tells nobody who asks for all places and months, and subtracts, of fewer than five pupils', () => {
    const stages = ['4-6', '7-9'] as const satisfies Stage[];
    const schools = ['a', 'b', 'c'];
    const rows = fc.uniqueArray(
      fc
        .record({
          month: fc.constantFrom(...months),
          schoolUnit: fc.constantFrom(...schools),
          stage: fc.constantFrom(...stages),
          pupils: fc.integer({ min: 1, max: 9 }),
        })
        .map(row),
      { maxLength: 12, selector: ({ month, schoolUnit, stage }) => `${month}/${schoolUnit}/${stage}` },
    );
    const cellOf = ({ month, schoolUnit, stage }: StageMonth) => `${month}/${schoolUnit}/${stage}`;
    fc.assert(
      fc.property(rows, (list) => {
        const figures = absenceFigures(list, []);
        const answered = [null, ...schools.map((one) => [one]), ['a', 'b']].flatMap((units) =>
          [null, ...stages].flatMap((stage) => {
            const place = { schoolUnits: units === null ? null : new Set(units), stage };
            return [months, ['2026-09'], ['2026-10']].flatMap((asked) => {
              const meant = list.filter((one) => asked.includes(one.month) && isAt(place, one));
              const { whole } = figures({ ...place, months: asked });
              return whole.state === 'shown' ? [new Set(meant.map(cellOf))] : [];
            });
          }),
        );
        const people = new Map(list.map((one) => [cellOf(one), one.pupils]));
        expect(reckonedBy(people, answered, leastShown)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
