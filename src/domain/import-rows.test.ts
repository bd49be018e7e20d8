import { describe, expect, it } from 'vitest';
import { isAhead } from './import-rows.ts';
import { localDate } from './time.ts';

describe('a row of absence', () => {
  const today = localDate('2026-09-07');
  it.each([
    ['yesterday', '2026-09-06', false],
    // What is reported in the morning of a day is absence of that day already.
    ['today', '2026-09-07', false],
    ['tomorrow', '2026-09-08', true],
    ['a year ahead, as of a mistyped year', '2027-09-07', true],
  ])('of %s', (_, date, ahead) => {
    expect(isAhead({ date: localDate(date) }, today)).toBe(ahead);
  });

  it('is never ahead where the days to come are made up with the rest', () => {
    expect(isAhead({ date: localDate('2099-01-01') }, null)).toBe(false);
  });
});
