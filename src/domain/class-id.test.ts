import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classIdOf, parseClassId } from './class-id.ts';

test('a class is named by its school unit and its name', () => {
  expect(classIdOf({ schoolUnit: '98000001', class: '7A' })).toBe('98000001-7A');
  expect(classIdOf({ schoolUnit: '98000002', class: 'Avdelning Björken' })).toBe(
    '98000002-Avdelning%20Bj%C3%B6rken',
  );
  expect(parseClassId('98000002-Avdelning Björken')).toEqual({
    schoolUnit: '98000002',
    class: 'Avdelning Björken',
  });
});

test.each(['', '-', '98000001', '98000001-', '-7A', '98000001- '])('%j names no class', (id) => {
  expect(parseClassId(id)).toBeNull();
});

test('any name comes back, with hyphens, slashes and per cent in it', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8}$/), name, (schoolUnit, text) => {
      const id = classIdOf({ schoolUnit, class: text });
      expect(id).toMatch(/^[\w.~!*'()%-]+$/);
      expect(parseClassId(id)).toEqual({ schoolUnit, class: text });
    }),
  );
});
