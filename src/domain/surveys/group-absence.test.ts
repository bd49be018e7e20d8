import { describe, expect, test } from 'vitest';
import { absenceBeside } from './group-absence.ts';
import { classKey } from './groups.ts';

const group = (schoolUnit: string, name: string, pupils: number, absent: number) => ({
  schoolUnit,
  class: name,
  pupils,
  minutes: pupils * 1_000,
  absent,
});

describe('absence beside results', () => {
  test('is a share of the time of all, to one decimal', () => {
    const beside = absenceBeside([group('1', '7A', 20, 1_000), group('1', '7B', 10, 2_000)]);
    expect(beside.classes.get(classKey({ schoolUnit: '1', class: '7A' }))).toEqual({
      pupils: 20,
      percent: 5,
    });
    expect(beside.schools.get('1')).toEqual({ pupils: 30, percent: 10 });
    expect(beside.all).toEqual({ pupils: 30, percent: 10 });
  });

  test('of a class under five is hidden, with another of its school', () => {
    const beside = absenceBeside([group('1', 'A', 4, 0), group('1', 'B', 9, 0), group('1', 'C', 20, 0)]);
    expect([...beside.classes.values()].map((one) => one.pupils)).toEqual([null, null, 20]);
    expect(beside.schools.get('1')?.pupils).toBe(33);
  });

  test('without time there is no per cent', () => {
    expect(absenceBeside([]).all).toEqual({ pupils: 0, percent: null });
  });
});
