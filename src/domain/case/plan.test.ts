import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  anEvaluation,
  anId,
  aPlan,
  aPlannedCase,
  asking,
  caseAt,
  ids,
  lived,
  mappingSteps,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { Plan } from './assignment-parts.ts';

const mapped = lived(caseAt('assigned'), mappingSteps);
const refused = (plan: Partial<Plan>, state = mapped, date = '2026-09-14') =>
  refusalOf(state, { type: 'makePlan', plan: aPlan(plan) }, asking(actors.coordinator, date));

describe('makePlan', () => {
  it('names the parts of the mapping that are missing', () => {
    const oneOfThree = lived(caseAt('assigned'), mappingSteps.slice(0, 1));
    expect(refused({}, oneOfThree)).toMatchObject({
      code: 'mapping-incomplete',
      params: { missing: 'educators, guardians' },
    });
  });

  it('makes the first version, and the next that answers an evaluation', () => {
    const evaluated = after(
      aPlannedCase(),
      { type: 'recordEvaluation', evaluation: anEvaluation({ outcome: 'changedPlan' }) },
      actors.coordinator,
      '2026-10-22',
    );
    expect(evaluated.awaiting).toMatchObject({ what: 'revisedPlan', evaluationId: anId(500) });
    const start = localDate('2026-10-23');
    const revised = after(
      evaluated,
      { type: 'makePlan', plan: aPlan({ planId: anId(310), start }) },
      actors.coordinator,
      '2026-10-23',
    );
    expect(revised.plans.map((p) => p.planVersion)).toEqual([1, 2]);
    expect(revised.awaiting).toBeNull();
  });

  it('begins within the assignment and its cap, and not before the version before', () => {
    expect(refused({ start: localDate('2026-08-28') })).toMatchObject({ code: 'date-in-past' });
    expect(refused({ start: localDate('2027-03-01') })).toMatchObject({
      code: 'policy-forbids',
      params: { latest: '2027-02-28' },
    });
    expect(refused({ start: localDate('2027-10-01') })).toMatchObject({ code: 'invalid-date' });
    const earlier = { planId: anId(311), start: localDate('2026-09-13') };
    expect(refused(earlier, aPlannedCase())).toMatchObject({ code: 'date-in-past', field: 'plan/start' });
  });

  it('has goals and measures, each once, and a way back that goes forward', () => {
    expect(refused({ goals: [] })).toMatchObject({ code: 'invalid-value', field: 'plan/goals' });
    expect(refused({ measures: [] })).toMatchObject({ field: 'plan/measures' });
    const [measure] = aPlan().measures;
    expect(refused({ measures: measure ? [measure, measure] : [] })).toMatchObject({ code: 'duplicate-id' });
    expect(refused({ planId: anId(300) }, aPlannedCase())).toMatchObject({ code: 'duplicate-id' });
    const goals = Array.from({ length: 10_000 }, () => ({ contentId: ids.content }));
    expect(refused({ goals })).toMatchObject({ code: 'too-many' });
    const step = (from: string, percentOfTimetable: number) => ({
      from: localDate(from),
      percentOfTimetable,
      contentId: null,
    });
    expect(refused({ wayBack: [step('2026-09-21', 101)] })).toMatchObject({
      field: 'plan/wayBack/0/percentOfTimetable',
    });
    expect(refused({ wayBack: [step('2026-09-21', 20), step('2026-09-20', 40)] })).toMatchObject({
      code: 'date-in-past',
      field: 'plan/wayBack/1/from',
    });
  });
});
