import { describe, expect, it } from 'vitest';
import { localDate } from '../time.ts';
import { factsOf } from './case-facts.ts';
import { type CaseAt, caseFigures, quantile } from './case-figures.ts';
import type { GroupAsk } from './shown-groups.ts';

const nothing = factsOf([]);
const day = localDate;
const aCase = (facts: Partial<CaseAt['facts']> = {}, more: Partial<CaseAt> = {}): CaseAt => ({
  schoolUnit: 'a',
  stage: '7-9',
  openedOn: day('2026-09-01'),
  facts: { ...nothing, ...facts },
  course: null,
  ...more,
});
const many = (n: number, facts: Partial<CaseAt['facts']> = {}, more: Partial<CaseAt> = {}) =>
  Array.from({ length: n }, () => aCase(facts, more));
const autumn: GroupAsk = { schoolUnits: null, stage: null, terms: new Set(['2026-2']) };
const closed = { start: day('2026-03-01'), on: day('2026-09-01') };

describe('figures of cases', () => {
  it('tell the middle of the days, of those of whom both days are known', () => {
    const noticed = { noticedOn: day('2026-09-01') };
    const { work } = caseFigures([
      ...many(3, { ...noticed, firstContactOn: day('2026-09-03') }),
      ...many(3, { ...noticed, firstContactOn: day('2026-09-06') }),
      ...many(9, noticed),
    ])(autumn);
    expect(work.noticedToContact).toEqual({ state: 'shown', atLeast: 5, value: 3.5 });
    expect(work.orderToAllocation).toEqual({ state: 'none' });
  });

  it('tell the share of follow-ups, each as much as another', () => {
    const { work } = caseFigures([
      ...many(5, { followUps: { owed: 1, held: 0 } }),
      ...many(1, { followUps: { owed: 15, held: 15 } }),
      ...many(4),
    ])(autumn);
    expect(work.followUpsHeld).toEqual({ state: 'shown', atLeast: 5, value: 75 });
  });

  it('tell how it went in the term of the closing, with quartiles from twenty on', () => {
    const course = (absent: number) => ({ minutes: 1_000, absent });
    const cases = (n: number) =>
      many(n, { closed }, { course: { before: course(400), during: course(250), after: course(123) } });
    const flat = (median: number) => ({ median, quartiles: null });
    expect(caseFigures(cases(19))(autumn).course).toEqual({
      state: 'shown',
      atLeast: 15,
      value: { before: flat(40), during: flat(25), after: flat(12.3) },
    });
    expect(caseFigures(cases(20))(autumn).course).toMatchObject({
      value: { after: { median: 12.3, quartiles: [12.3, 12.3] } },
    });
    expect(caseFigures(cases(20))({ ...autumn, terms: new Set(['2026-1']) }).course.state).toBe('none');
  });

  it('tell the first and the last rating', () => {
    const rated = (first: number, last: number) => ({ closed, ownRating: { first, last } });
    const { ownRating } = caseFigures([...many(3, rated(2, 5)), ...many(2, rated(4, 9))])(autumn);
    expect(ownRating).toEqual({ state: 'shown', atLeast: 5, value: { first: 2, last: 5 } });
  });

  it('say in words where one to four are eligible, or are not', () => {
    const ninth = (yes: number, no: number) => [
      ...many(yes, { closed, eligibleForUpperSecondary: true }),
      ...many(no, { closed, eligibleForUpperSecondary: false }),
    ];
    const eligible = (yes: number, no: number) => caseFigures(ninth(yes, no))(autumn).eligible;
    expect(eligible(12, 0)).toEqual({ state: 'shown', atLeast: 10, value: 100 });
    expect(eligible(10, 5)).toEqual({ state: 'shown', atLeast: 15, value: 67 });
    expect(eligible(10, 2)).toEqual({ state: 'nearlyAll' });
    expect(eligible(1, 10)).toEqual({ state: 'few' });
    expect(eligible(3, 1)).toEqual({ state: 'hidden' });
    expect(eligible(0, 0)).toEqual({ state: 'none' });
  });
});

it('takes a value so far into the list', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([5, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2, 4, 9], 0.5)).toBe(3);
  expect(quantile([0, 10, 20, 30, 40], 0.25)).toBe(10);
});
