import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeBetween,
  countRelations,
  countsForOthers,
  relationsOf,
  type RelationRound,
} from './mapping.ts';

const round = (change: Partial<RelationRound> = {}): RelationRound => ({
  pupilIds: ['a', 'b', 'c'],
  answeredBy: 'staff',
  marks: [
    { pupilId: 'a', adultId: 'mentor' },
    { pupilId: 'a', adultId: 'nurse' },
    { pupilId: 'b', adultId: 'mentor' },
  ],
  answeredIds: ['mentor', 'nurse'],
  ...change,
});

describe('who has an adult whom they trust', () => {
  test('those with none come first', () => {
    expect(relationsOf(round())).toEqual([
      { pupilId: 'c', adultIds: [], standing: 'none' },
      { pupilId: 'b', adultIds: ['mentor'], standing: 'has' },
      { pupilId: 'a', adultIds: ['mentor', 'nurse'], standing: 'has' },
    ]);
  });

  test('nobody is said to have none before anyone has answered', () => {
    const silent = relationsOf(round({ marks: [], answeredIds: [] }));
    expect(countRelations(silent)).toEqual({ has: 0, none: 0, unknown: 3 });
    const pupils = relationsOf(round({ answeredBy: 'pupils', answeredIds: ['a', 'b'] }));
    expect(countRelations(pupils)).toEqual({ has: 2, none: 0, unknown: 1 });
  });

  test('others see counts from five on, and nothing to subtract', () => {
    expect(countsForOthers({ has: 15, none: 6, unknown: 0 })).toEqual({ has: 15, none: 6, unknown: 0 });
    expect(countsForOthers({ has: 19, none: 2, unknown: 0 })).toEqual({ has: null, none: null, unknown: 0 });
    expect(countsForOthers({ has: 3, none: 0, unknown: 0 })).toEqual({
      has: null,
      none: null,
      unknown: null,
    });
    expect(countsForOthers({ has: 20, none: 2, unknown: 8 })).toEqual({ has: 20, none: null, unknown: null });
  });

  test('change is told of those who were in both rounds', () => {
    const before = relationsOf(round());
    const now = relationsOf(
      round({
        pupilIds: ['a', 'b', 'c', 'd'],
        marks: [
          { pupilId: 'a', adultId: 'mentor' },
          { pupilId: 'c', adultId: 'mentor' },
        ],
      }),
    );
    expect(changeBetween(before, now)).toEqual({ gained: ['c'], lost: ['b'], stillNone: [] });
    expect(changeBetween(before, before)).toEqual({ gained: [], lost: [], stillNone: ['c'] });
  });

  test('each pupil stands in the answer once, whatever was marked', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'x');
    const marks = fc.array(fc.record({ pupilId: id, adultId: id }));
    fc.assert(
      fc.property(marks, fc.constantFrom('staff', 'pupils'), (list, answeredBy) => {
        const pupils = relationsOf(round({ marks: list, answeredBy }));
        expect(pupils.map((pupil) => pupil.pupilId).sort()).toEqual(['a', 'b', 'c']);
        for (const pupil of pupils) expect(pupil.standing === 'has').toBe(pupil.adultIds.length > 0);
      }),
    );
  });
});
