import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostQuietSchoolDays } from '../school-day/data-silence.ts';
import { addDays, localDate } from '../time.ts';
import { spokenDays } from './spoken-days.ts';

const first = localDate('2026-09-01');
const days = Array.from({ length: 20 }, (_, n) => addDays(first, n));
const at = (...numbers: number[]) => numbers.map((n) => addDays(first, n));

describe('days of which a school’s data tells', () => {
  it('go to the last with a row, without silent stretches', () => {
    expect(spokenDays(days, new Set(at(0, 3)))).toEqual(at(0, 1, 2, 3));
    expect(spokenDays(days, new Set(at(0, 6)))).toEqual(at(0, 1, 2, 3, 4, 5, 6));
    expect(spokenDays(days, new Set(at(0, 7)))).toEqual(at(0, 7));
    expect(spokenDays(days, new Set())).toEqual([]);
  });

  it('hold every day with a row, and never more quiet ones in a row than a school that reports has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(19)), (numbers) => {
        const rows = new Set(at(...numbers));
        const spoken = spokenDays(days, rows);
        expect(spoken.filter((day) => rows.has(day))).toHaveLength(rows.size);
        let quiet = 0;
        for (const day of days) {
          quiet = rows.has(day) ? 0 : quiet + 1;
          if (quiet > mostQuietSchoolDays) expect(spoken).not.toContain(day);
        }
      }),
    );
  });
});
