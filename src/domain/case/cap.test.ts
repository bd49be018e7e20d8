import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actors,
  aCalendar,
  after,
  anEvaluation,
  anId,
  aPlannedCase,
  aPolicy,
  asking,
  happen,
  ids,
  refusalOf,
} from '../../../test/factories/case.ts';
import { isWorkday } from '../calendar.ts';
import { addDays, daysBetween, localDate } from '../time.ts';
import { capDecisionDue, capOf, capWarningOn } from './cap.ts';
import type { Extension } from './assignment-parts.ts';
import type { CaseState } from './state.ts';

const calendar = aCalendar();
const evaluated = after(
  aPlannedCase(),
  { type: 'recordEvaluation', evaluation: anEvaluation() },
  actors.coordinator,
  '2026-10-22',
);
const extension = (change: Partial<Extension> = {}): Extension => ({
  until: localDate('2027-06-30'),
  decidedBy: ids.teamLeader,
  decidedOn: localDate('2027-02-01'),
  evaluationId: anId(500),
  reasonContentId: ids.content,
  ...change,
});
const extend = (change: Partial<Extension> = {}) =>
  ({ type: 'extend', extension: extension(change) }) as const;
const ctx = asking(actors.teamLeader, '2027-02-01');
const withCap = (nominalEnd: string): CaseState => {
  const { stand } = evaluated;
  if (stand.phase !== 'assigned') throw new Error('not assigned');
  const end = localDate(nominalEnd);
  return {
    ...evaluated,
    stand: { ...stand, assignment: { ...stand.assignment, cap: { nominalEnd: end, actBy: end } } },
  };
};

describe('capOf', () => {
  it('ends on the same-numbered day, else the month’s last, and may be met on the next workday', () => {
    expect(capOf(localDate('2026-08-31'), 6, calendar)).toEqual({
      nominalEnd: '2027-02-28',
      actBy: '2027-03-01',
    });
    // A leap year's February; 2028-02-29 is a Tuesday.
    expect(capOf(localDate('2027-08-31'), 6, calendar)).toEqual({
      nominalEnd: '2028-02-29',
      actBy: '2028-02-29',
    });
    // Christmas Eve on a Thursday, then two holidays and a Sunday.
    expect(capOf(localDate('2026-06-24'), 6, calendar)).toEqual({
      nominalEnd: '2026-12-24',
      actBy: '2026-12-28',
    });
  });

  it('is acted on on a workday, on the nominal day or up to five days after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 6 }), (n, months) => {
        const cap = capOf(addDays(localDate('2026-05-01'), n), months, calendar);
        expect(isWorkday(calendar, cap.actBy)).toBe(true);
        expect(cap.actBy >= cap.nominalEnd).toBe(true);
        expect(daysBetween(cap.nominalEnd, cap.actBy)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('the cap’s warning', () => {
  it('comes four weeks ahead, on a workday', () => {
    // Four weeks before Sunday 2027-02-28 is a Sunday.
    expect(capWarningOn(evaluated, calendar)).toBe('2027-01-29');
    expect(capDecisionDue(evaluated, calendar)).toBe('2027-03-01');
  });

  it('comes six weeks before the term’s end when the cap falls in the summer', () => {
    const summer = withCap('2027-07-30');
    expect(capDecisionDue(summer, calendar)).toBe('2027-06-11');
    expect(capWarningOn(summer, calendar)).toBe('2027-04-30');
  });

  it('follows the plain rule past the school calendar’s end', () => {
    expect(capDecisionDue(withCap('2028-12-01'), calendar)).toBe('2028-12-01');
  });

  it('is nothing without a cap', () => {
    expect(capWarningOn(aPlannedCase({ policy: aPolicy('dals-ed') }), calendar)).toBeNull();
  });
});

describe('extend', () => {
  it('sets a new cap and counts the extension', () => {
    const state = after(evaluated, extend(), actors.teamLeader, '2027-02-01');
    expect(state.stand).toMatchObject({
      assignment: { cap: { nominalEnd: '2027-06-30', actBy: '2027-06-30' }, extensions: [extension()] },
    });
  });

  it('reaches past the cap, but no further than the policy says', () => {
    expect(refusalOf(evaluated, extend({ until: localDate('2027-02-28') }), ctx)).toMatchObject({
      code: 'end-before-start',
    });
    expect(refusalOf(evaluated, extend({ until: localDate('2027-09-01') }), ctx)).toMatchObject({
      code: 'policy-forbids',
      params: { latest: '2027-08-31' },
    });
    const sixMore = extend({ until: localDate('2027-08-31') });
    const state = after(evaluated, sixMore, actors.teamLeader, '2027-02-01');
    const longer = extend({ until: localDate('2028-03-01'), decidedOn: localDate('2027-06-01') });
    expect(refusalOf(state, longer, asking(actors.teamLeader, '2027-06-01'))).toMatchObject({
      params: { latest: '2028-02-29' },
    });
  });

  it('stands above an evaluation that said end', () => {
    const ended = after(
      evaluated,
      {
        type: 'recordEvaluation',
        evaluation: anEvaluation({
          evaluationId: anId(501),
          heldOn: localDate('2027-01-29'),
          outcome: 'end',
        }),
      },
      actors.coordinator,
      '2027-01-29',
    );
    expect(ended.awaiting).toMatchObject({ what: 'closing' });
    expect(after(ended, extend(), actors.teamLeader, '2027-02-01').awaiting).toBeNull();
  });

  it('needs an evaluation that is known and was held before the decision', () => {
    expect(refusalOf(aPlannedCase(), extend(), ctx)).toMatchObject({ code: 'evaluation-missing' });
    expect(refusalOf(evaluated, extend({ evaluationId: anId(9) }), ctx)).toMatchObject({
      code: 'unknown-id',
    });
    expect(refusalOf(evaluated, extend({ decidedOn: localDate('2026-10-01') }), ctx)).toMatchObject({
      code: 'end-before-start',
    });
  });

  it('is decided by whom the policy names, by that person, before the cap has passed', () => {
    const onlyRector = aPolicy('uppsala', {
      cap: {
        kind: 'months',
        months: 6,
        warnWeeksBefore: 4,
        warnWeeksBeforeSummer: 6,
        extension: { maxTimes: 0, maxMonths: 6, decidedBy: ['rector'] },
      },
    });
    expect(refusalOf({ ...evaluated, policy: onlyRector }, extend(), ctx)).toMatchObject({
      code: 'not-permitted',
    });
    const byRector = extend({ decidedBy: ids.rector });
    expect(
      refusalOf({ ...evaluated, policy: onlyRector }, byRector, asking(actors.rector, '2027-02-01')),
    ).toMatchObject({ code: 'extension-not-allowed', params: { most: 0 } });
    expect(refusalOf(evaluated, byRector, ctx)).toMatchObject({ code: 'invalid-value' });
    expect(refusalOf(evaluated, extend(), asking(actors.teamLeader, '2027-03-02'))).toMatchObject({
      code: 'extension-not-allowed',
    });
  });

  it('has no meaning where the policy has no cap', () => {
    const uncapped = aPlannedCase({ policy: aPolicy('dals-ed') });
    expect(refusalOf(uncapped, extend(), ctx)).toMatchObject({ code: 'extension-not-allowed' });
  });
});

describe('a refused extension and the lapse', () => {
  const refuseIt = {
    type: 'refuseExtension',
    decidedOn: localDate('2027-02-01'),
    reasonContentId: ids.content,
  } as const;

  it('is said once, until a new decision extends after all', () => {
    const no = after(evaluated, refuseIt, actors.teamLeader, '2027-02-01');
    expect(no.stand).toMatchObject({ assignment: { extensionRefusedOn: '2027-02-01' } });
    expect(refusalOf(no, refuseIt, ctx)).toMatchObject({ code: 'already-done' });
    const yes = after(no, extend(), actors.teamLeader, '2027-02-01');
    expect(yes.stand).toMatchObject({ assignment: { extensionRefusedOn: null } });
  });

  it('puts the lapsed case under watch, counted from the nominal end', () => {
    const lapsed = happen(
      evaluated,
      [{ type: 'lapsed', effectiveOn: localDate('2027-02-28') }],
      '2027-03-02',
    );
    expect(lapsed.stand).toMatchObject({
      phase: 'monitoring',
      closure: { reason: 'lapsed', on: '2027-03-02', effectiveOn: '2027-02-28' },
      checkUps: [
        { week: 11, due: '2027-05-16', result: null },
        { week: 41, due: '2027-12-12', result: null },
      ],
    });
  });
});
