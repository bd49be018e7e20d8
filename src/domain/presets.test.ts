import { describe, expect, it } from 'vitest';
import type { Policy } from './policy.ts';
import { checkPolicy, presets } from './presets.ts';

const changed = (change: (policy: Policy) => void): Policy => {
  const policy: Policy = JSON.parse(JSON.stringify(presets.uppsala));
  change(policy);
  return policy;
};

describe('a policy', () => {
  it.each(Object.values(presets))('that is shipped has nothing wrong: $id', (policy) =>
    expect(checkPolicy(policy)).toEqual([]),
  );

  it.each<[string, Policy]>([
    ['evaluation/everyWeeks', changed((p) => (p.evaluation.everyWeeks = 0))],
    ['work/mappingWithinDays', changed((p) => (p.work.mappingWithinDays = -3))],
    ['allocation/caseloadLimit', changed((p) => (p.allocation.caseloadLimit = 1.5))],
    ['monitoring/checkUpWeeks/1', changed((p) => (p.monitoring.checkUpWeeks = [4, 0]))],
    ['cap/months', changed((p) => p.cap.kind === 'months' && (p.cap.months = -6))],
    ['limit/percent', changed((p) => (p.limit.percent = 0))],
    ['start/by', changed((p) => (p.start.by = []))],
    ['followUp/graceSchoolDays', changed((p) => (p.followUp.graceSchoolDays = 1.5))],
    ['meetings/remindDaysBefore', changed((p) => (p.meetings.remindDaysBefore = 10_000))],
    ['meetings/remindDaysBefore', changed((p) => (p.meetings.remindDaysBefore = -1))],
    ['consent/maxMonths', changed((p) => (p.consent.maxMonths = 100_000))],
    ['ladder/weeklyReview/weekday', changed((p) => (p.ladder.weeklyReview.weekday = 6))],
    [
      'ladder/weeklyReview/remindAfterSchoolDays',
      changed((p) => (p.ladder.weeklyReview.remindAfterSchoolDays = 0)),
    ],
    ['ladder/mentorToldWithinDays', changed((p) => (p.ladder.mentorToldWithinDays = -1))],
  ])('is refused with %s named', (field, policy) =>
    expect(checkPolicy(policy).map((problem) => problem.field)).toEqual([field]),
  );
});
