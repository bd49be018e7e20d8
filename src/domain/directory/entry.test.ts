import { describe, expect, test } from 'vitest';
import { isFound, type DirectoryEntry } from './entry.ts';

const entry: DirectoryEntry = {
  id: 'youthClinic',
  retired: false,
  name: { sv: 'Ungdomsmottagning', en: 'Youth clinic' },
  does: { sv: 'Samtal om kropp och känslor. Öppet för Åsa och Örjan.', en: null },
  howToReach: { sv: 'Boka själv.', en: 'Book yourself.' },
  selfReferral: null,
  needs: ['mentalHealth', 'sexualHealth'],
  ages: { from: 12, to: 22 },
  phone: null,
  web: null,
};

describe('searching the directory', () => {
  test('by word, whatever the case, in both languages; several words must all be there', () => {
    expect(isFound(entry, { word: 'ÖRJAN' })).toBe(true);
    expect(isFound(entry, { word: 'clinic känslor' })).toBe(true);
    expect(isFound(entry, { word: 'clinic habilitering' })).toBe(false);
    expect(isFound(entry, {})).toBe(true);
  });

  test('by age, both ends included, and by need', () => {
    expect([11, 12, 22, 23].map((age) => isFound(entry, { age }))).toEqual([false, true, true, false]);
    expect(isFound({ ...entry, ages: { from: null, to: null } }, { age: 3 })).toBe(true);
    expect(isFound(entry, { need: 'sexualHealth' })).toBe(true);
    expect(isFound(entry, { need: 'parenting' })).toBe(false);
  });
});
