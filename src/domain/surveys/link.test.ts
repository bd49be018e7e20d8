import { expect, test } from 'vitest';
import { localDate } from '../time.ts';
import { takesAnswers } from './link.ts';

const link = {
  expiresOn: localDate('2026-10-31'),
  repeatable: false,
  used: false,
  opensOn: localDate('2026-10-01'),
  closed: false,
};
const day = localDate('2026-10-15');

test('a link takes answers from its first day to its last, once unless it may be used again', () => {
  expect(takesAnswers(link, day)).toBe(true);
  expect(takesAnswers(link, localDate('2026-10-31'))).toBe(true);
  expect(takesAnswers(link, localDate('2026-11-01'))).toBe(false);
  expect(takesAnswers(link, localDate('2026-09-30'))).toBe(false);
  expect(takesAnswers({ ...link, opensOn: null }, localDate('2026-09-30'))).toBe(true);
  expect(takesAnswers({ ...link, used: true }, day)).toBe(false);
  expect(takesAnswers({ ...link, used: true, repeatable: true }, day)).toBe(true);
  expect(takesAnswers({ ...link, closed: true }, day)).toBe(false);
});
