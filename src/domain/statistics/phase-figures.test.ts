import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reckonedBy } from '../../../test/factories/attacker.ts';
import type { Stage } from '../policy.ts';
import { leastShown } from '../surveys/suppress.ts';
import { phaseFigures, phases } from './phase-figures.ts';
import { isAt, type PlaceAsk } from './shown-groups.ts';

const stages = ['4-6', '7-9'] as const satisfies Stage[];
const schools = ['a', 'b', 'c'];
const places: PlaceAsk[] = [null, ...schools.map((one) => [one]), ['a', 'b']].flatMap((units) =>
  [null, ...stages].map((stage) => ({ schoolUnits: units === null ? null : new Set(units), stage })),
);

describe('cases by phase', () => {
  const counts = fc.uniqueArray(
    fc.record({
      schoolUnit: fc.constantFrom(...schools),
      stage: fc.constantFrom(...stages),
      phase: fc.constantFrom(...phases.slice(0, 4)),
      cases: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 14, selector: ({ schoolUnit, stage, phase }) => `${schoolUnit}/${stage}/${phase}` },
  );

  it('are counted, or hidden, so that nobody can subtract their way to fewer than five', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const figures = phaseFigures(list);
        const cellOf = (one: (typeof list)[number]) => `${one.phase}/${one.schoolUnit}/${one.stage}`;
        const answered = places.flatMap((place) =>
          figures(place).flatMap(({ phase, cases }) => {
            const meant = list.filter((one) => one.phase === phase && isAt(place, one));
            if (cases === null) return [];
            expect(cases).toBe(meant.reduce((sum, one) => sum + one.cases, 0));
            return [new Set(meant.map(cellOf))];
          }),
        );
        const people = new Map(list.map((one) => [cellOf(one), one.cases]));
        expect(reckonedBy(people, answered, leastShown)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('are all shown where each is five or nobody', () => {
    const list = schools.flatMap((schoolUnit) =>
      stages.map((stage) => ({ schoolUnit, stage, phase: 'assigned' as const, cases: 6 })),
    );
    for (const place of places)
      expect(phaseFigures(list)(place).map(({ cases }) => cases)).not.toContain(null);
  });
});
