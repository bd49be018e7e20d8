import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { municipalList } from './municipal-list.ts';

const item = (id: string, retired = false) => ({ id, retired });

describe('a list that a municipality edits', () => {
  test('a changed item stands where the shipped one stood, own ones come after', () => {
    expect(municipalList([item('a'), item('b')], [item('c'), item('b', true)])).toEqual([
      { id: 'a', retired: false, origin: 'shipped' },
      { id: 'b', retired: true, origin: 'changed' },
      { id: 'c', retired: false, origin: 'own' },
    ]);
  });

  test('nothing is lost and nothing stands twice', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-f]$/));
    fc.assert(
      fc.property(ids, ids, (shipped, own) => {
        const list = municipalList(
          shipped.map((id) => item(id)),
          own.map((id) => item(id)),
        );
        expect(list.map((one) => one.id).sort()).toEqual([...new Set([...shipped, ...own])].sort());
      }),
    );
  });
});
