import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf, sampleOf, toldToFamily } from './look.ts';

describe('a row of the log', () => {
  it.each([
    ['page get /cases/{id}', { area: 'case', how: 'read' }],
    ['get /api/v1/cases/{id}/timeline', { area: 'history', how: 'read' }],
    ['page post /cases/{id}/plans/new', { area: 'plan', how: 'written' }],
    ['document 12', { area: 'documents', how: 'read' }],
    ['get /api/v1/pupils/{id}/absence', { area: 'absence', how: 'read' }],
    ['page get /classes/{id}', { area: 'lists', how: 'read' }],
    ['post /api/v1/cases', { area: 'order', how: 'written' }],
    ['anything', null],
  ])('%s is told in words', (action, look) => {
    expect(lookOf(action)).toEqual(look);
  });

  it('never tells the family that there is a concern report, or what the team leader asks', () => {
    for (const path of ['concern-reports', 'flags/new']) {
      const look = lookOf(`page post /cases/{id}/${path}`);
      expect(look === null ? null : toldToFamily(look)).toEqual({ area: 'case', how: 'read' });
    }
  });
});

describe('a sample', () => {
  it('has half from looks without a relation, those first, and fills up with what there is', () => {
    expect(sampleOf(['a', 'b', 'c'], ['x', 'y', 'z'], 4)).toEqual(['a', 'b', 'x', 'y']);
    expect(sampleOf(['a'], ['x', 'y', 'z'], 4)).toEqual(['a', 'x', 'y', 'z']);
    expect(sampleOf(['a', 'b', 'c'], ['x'], 4)).toEqual(['a', 'b', 'c', 'x']);
    expect(sampleOf(['a', 'b', 'c'], [], 2)).toEqual(['a', 'b']);
  });

  it('is as large as was asked for, or as there are looks, and takes none twice', () => {
    const list = (from: number) => fc.nat(30).map((n) => Array.from({ length: n }, (_, i) => from + i));
    fc.assert(
      fc.property(list(0), list(100), fc.integer({ min: 1, max: 50 }), (outside, inside, size) => {
        const sample = sampleOf(outside, inside, size);
        expect(sample).toHaveLength(Math.min(size, outside.length + inside.length));
        expect(new Set(sample).size).toBe(sample.length);
      }),
    );
  });
});
