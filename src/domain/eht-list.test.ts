import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseAt } from '../../test/factories/case.ts';
import { byUrgency, ehtMatter } from './eht-list.ts';
import { addDays, localDate } from './time.ts';

const on = localDate('2026-09-07');
const until = localDate('2026-09-21');
const state = caseAt('assigned');
const filled = {
  ...state,
  ladder: {
    ...state.ladder,
    reports: [{ ehtReportId: 'r', reportedOn: on, how: { by: 'written' as const }, contentId: 'report' }],
    concerns: [{ schoolConcernId: 'c', raisedOn: on, from: 'school' as const, contentId: 'concern' }],
    ehtDecisions: [
      {
        ehtDecisionId: 'd',
        decidedOn: on,
        outcome: 'wait' as const,
        waitUntil: until,
        contentId: 'own',
        mentorAnswerContentId: null,
        mentorToldOn: null,
        answers: ['r'],
      },
    ],
  },
};

describe('what a duty of EHT is about', () => {
  test.each([
    ['decideInEht', 'r', { what: 'report', since: on, contentId: 'report' }],
    ['decideInEht', 'c', { what: 'concern', since: on, contentId: 'concern' }],
    ['decideInEht', 'd', { what: 'wait', since: until, contentId: null }],
    ['tellMentor', 'd', { what: 'answer', since: on, contentId: null }],
    ['monthlyReview', null, { what: 'monthlyReview', since: state.bandSince, contentId: null }],
    ['considerNoticed', null, { what: 'consider', since: state.stand.since, contentId: null }],
    ['decideInEht', 'gone', null],
    ['tellMentor', 'gone', null],
  ] as const)('%s of %s', (kind, subjectId, matter) => {
    expect(ehtMatter(filled, { kind, subjectId })).toEqual(matter);
  });

  test('the list is in one order, whatever it came in: the earliest due first', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays(on, n));
    const item = fc.record({ due: day, since: day, caseNumber: fc.stringMatching(/^2026-\d{4}$/) });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const sorted = items.toSorted(byUrgency);
        expect(items.toReversed().toSorted(byUrgency)).toEqual(sorted);
        for (const [i, one] of sorted.entries()) expect(one.due >= (sorted[i - 1]?.due ?? on)).toBe(true);
      }),
    );
  });
});
