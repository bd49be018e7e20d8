import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reckonedBy } from '../../../test/factories/attacker.ts';
import type { Stage } from '../policy.ts';
import { leastShown } from '../surveys/suppress.ts';
import { groupedBy } from './grouped.ts';
import { type GroupAsk, isAt, type Placed, shownGroups } from './shown-groups.ts';

const stages = ['4-6', '7-9'] as const satisfies Stage[];
const terms = ['2026-2', '2027-1', '2027-2', '2028-1'];
const schools = ['a', 'b', 'c'];

const cellOf = ({ schoolUnit, stage, term }: Placed) => `${schoolUnit}/${stage}/${term}`;
const some = (count: number, schoolUnit: string, stage: Stage, term: string): Placed[] =>
  Array.from({ length: count }, () => ({ schoolUnit, stage, term }));

/** Every choice that the page has, for a reader of all schools and for one of any of them. */
const everyAsk: GroupAsk[] = [null, ...schools.map((one) => [one]), ['a', 'b'], ['b', 'c']].flatMap((units) =>
  [null, ...stages].flatMap((stage) =>
    terms.flatMap((_, from) =>
      terms.slice(from).map((_, upTo) => ({
        schoolUnits: units === null ? null : new Set(units),
        stage,
        terms: new Set(terms.slice(from, from + upTo + 1)),
      })),
    ),
  ),
);

const countsOf = (all: readonly Placed[]) =>
  new Map([...groupedBy(all, cellOf)].map(([cell, list]) => [cell, list.length]));

const answeredBy = (answer: (ask: GroupAsk) => readonly Placed[] | null) =>
  everyAsk.flatMap((ask) => {
    const members = answer(ask);
    return members === null || members.length === 0 ? [] : [new Set(members.map(cellOf))];
  });

const town = fc
  .array(
    fc.record({
      schoolUnit: fc.constantFrom(...schools),
      stage: fc.constantFrom(...stages),
      term: fc.constantFrom(...terms),
      count: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 16 },
  )
  .map((cells) =>
    cells.flatMap(({ schoolUnit, stage, term, count }) => some(count, schoolUnit, stage, term)),
  );

describe('a figure of a group of cases', () => {
  it('is of exactly those who were asked for, or hidden', () => {
    fc.assert(
      fc.property(town, (all) => {
        const groups = shownGroups(all);
        for (const ask of everyAsk) {
          const meant = all.filter((one) => ask.terms.has(one.term) && isAt(ask, one));
          const members = groups(ask);
          if (members !== null) expect(new Set(members)).toEqual(new Set(meant));
          if (meant.length > 0 && meant.length < leastShown) expect(members).toBeNull();
        }
      }),
    );
  });

  it('tells nobody who asks for all of them, and subtracts, of fewer than five', () => {
    fc.assert(
      fc.property(town, (all) => {
        expect(reckonedBy(countsOf(all), answeredBy(shownGroups(all)), leastShown)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('would tell of them if it hid small groups alone: the one who subtracts is no fool', () => {
    const all = [...some(9, 'a', '7-9', '2026-2'), ...some(2, 'b', '7-9', '2026-2')];
    const naive = (ask: GroupAsk) => {
      const members = all.filter((one) => ask.terms.has(one.term) && isAt(ask, one));
      return members.length < leastShown ? null : members;
    };
    expect(reckonedBy(countsOf(all), answeredBy(naive), leastShown)).toEqual(['b/7-9/2026-2']);
  });

  it('is shown of everything where every place has enough in every term', () => {
    const all = schools.flatMap((unit) =>
      stages.flatMap((stage) => terms.flatMap((term) => some(5, unit, stage, term))),
    );
    const groups = shownGroups(all);
    for (const ask of everyAsk) expect(groups(ask)).not.toBeNull();
  });

  it('of a school with few cases each term is shown for the year, and of all schools for the term', () => {
    const all = [
      ...some(3, 'a', '7-9', '2026-2'),
      ...some(4, 'a', '7-9', '2027-1'),
      ...some(8, 'b', '7-9', '2026-2'),
      ...some(6, 'b', '7-9', '2027-1'),
    ];
    const groups = shownGroups(all);
    const ask = (unit: string | null, ...of: string[]) =>
      groups({ schoolUnits: unit === null ? null : new Set([unit]), stage: null, terms: new Set(of) })
        ?.length;
    expect(ask('a', '2026-2')).toBeUndefined();
    expect(ask('a', '2026-2', '2027-1')).toBe(7);
    expect(ask(null, '2026-2', '2027-1')).toBe(21);
    // 11 of all less 8 of school b would be the 3 of school a.
    expect(ask('b', '2026-2')).toBe(8);
    expect(ask(null, '2026-2')).toBeUndefined();
  });
});
