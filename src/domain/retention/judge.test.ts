import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, localDate } from '../time.ts';
import { appealDays, type CaseToJudge, freeFrom, holdKinds, isCandidate, isListed, judge } from './judge.ts';
import {
  countedFrom,
  type RetentionPlan,
  type RetentionRule,
  retentionRuleIds,
  suggestions,
} from './rules.ts';

const after = (afterYears: number, from: 'caseEnded' | 'yearEnded' = 'caseEnded'): RetentionRule => ({
  what: 'destroy',
  afterYears,
  from,
});
const keep: RetentionRule = { what: 'keep' };

const planOf = (rules: Partial<RetentionPlan['rules']>, others: RetentionRule = after(0)): RetentionPlan => ({
  basis: 'Dokumenthanteringsplan § 4',
  rules: {
    notice: others,
    inquiry: others,
    actionProgramme: others,
    order: others,
    consent: others,
    decision: others,
    journal: others,
    plan: others,
    minutes: others,
    concernReport: others,
    survey: others,
    correspondence: others,
    ...rules,
  },
});

const aCase = (held: Partial<CaseToJudge> = {}): CaseToJudge => ({
  endedOn: localDate('2027-02-26'),
  decidedOn: localDate('2027-02-26'),
  rules: new Set(['notice', 'journal']),
  pupilHasOpenCase: false,
  holds: [],
  handedToArchiveOn: null,
  ...held,
});

const on = localDate;

describe('the day from which a paper may go', () => {
  it.each<[string, RetentionRule, string, string | null]>([
    ['is never where it is kept', keep, '2027-02-26', null],
    ['is the day after the years are over', after(2), '2027-02-26', '2029-02-27'],
    // lag 1930:173: a period in years that began on a leap day ends on the month's last.
    ['comes a year after a leap day', after(1), '2028-02-29', '2029-03-01'],
    [
      'is a first of January where whole calendar years count',
      after(2, 'yearEnded'),
      '2027-02-26',
      '2030-01-01',
    ],
    ['is the next first of January where none do', after(0, 'yearEnded'), '2027-12-31', '2028-01-01'],
    ['is the day after the end where none do', after(0), '2027-12-31', '2028-01-01'],
  ])('%s', (_, rule, ended, free) => expect(freeFrom(rule, on(ended))).toBe(free));
});

describe('a case', () => {
  it('goes when the last of its papers may go', () => {
    const plan = planOf({ notice: after(2), journal: after(5) });
    expect(judge(aCase(), plan, on('2032-02-27'))).toEqual({
      from: '2032-02-27',
      by: ['journal'],
      heldBack: [],
    });
    const dayBefore = judge(aCase(), plan, on('2032-02-26'));
    expect(dayBefore.heldBack).toEqual([{ why: 'tooEarly', until: '2032-02-27' }]);
    expect(isListed(dayBefore)).toBe(false);
  });

  it('stays while a paper in it is to be kept, until that is in the archive', () => {
    const plan = planOf({ notice: after(2), journal: keep });
    const kept = judge(aCase(), plan, on('2040-01-01'));
    expect(kept).toEqual({
      from: '2029-02-27',
      by: ['notice'],
      heldBack: [{ why: 'kept', rules: ['journal'] }],
    });
    expect(isListed(kept)).toBe(true);
    const archived = aCase({ handedToArchiveOn: on('2035-05-02') });
    expect(judge(archived, plan, on('2040-01-01'))).toEqual({
      from: '2035-05-03',
      by: ['journal'],
      heldBack: [],
    });
  });

  it('stays without a plan, while it is open, and while the pupil has another that is open', () => {
    expect(judge(aCase(), null, on('2090-01-01')).heldBack).toEqual([{ why: 'noPlan' }]);
    expect(judge(aCase({ endedOn: null, decidedOn: null }), planOf({}), on('2090-01-01')).heldBack).toEqual([
      { why: 'open' },
    ]);
    expect(judge(aCase({ pupilHasOpenCase: true }), planOf({}), on('2090-01-01')).heldBack).toEqual([
      { why: 'pupilHasOpenCase' },
    ]);
  });

  it('stays while its last decision may be appealed', () => {
    const last = addDays(on('2027-02-26'), appealDays);
    expect(judge(aCase(), planOf({}), last).heldBack).toEqual([{ why: 'appealTime', until: last }]);
    expect(isCandidate(judge(aCase(), planOf({}), addDays(last, 1)))).toBe(true);
    const undecided = aCase({ decidedOn: null });
    expect(isCandidate(judge(undecided, planOf({}), on('2027-02-27')))).toBe(true);
  });

  it.each(holdKinds)('stays while there is a %s, and is listed with it', (what) => {
    const held = judge(aCase({ holds: [{ what, until: null }] }), planOf({}), on('2040-01-01'));
    expect(held.heldBack).toEqual([{ why: what, until: null }]);
    expect(isListed(held)).toBe(true);
    const until = on('2040-01-01');
    expect(isCandidate(judge(aCase({ holds: [{ what, until }] }), planOf({}), until))).toBe(false);
    expect(isCandidate(judge(aCase({ holds: [{ what, until }] }), planOf({}), addDays(until, 1)))).toBe(true);
  });
});

describe('what the product suggests', () => {
  it('destroys nothing but notices, and those by no shorter time than the longest that is typical', () => {
    const destroyed = retentionRuleIds.filter((id) => suggestions[id].rule.what === 'destroy');
    expect(destroyed).toEqual(['notice']);
    expect(suggestions.notice.rule).toEqual(after(5, 'yearEnded'));
  });
});

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate('2026-01-01'), days));
const aRule: fc.Arbitrary<RetentionRule> = fc.oneof(
  fc.constant(keep),
  fc.record({
    what: fc.constant('destroy' as const),
    afterYears: fc.integer({ min: 0, max: 60 }),
    from: fc.constantFrom(...countedFrom),
  }),
);
const aPlan = fc
  .tuple(...retentionRuleIds.map(() => aRule))
  .map((rules): RetentionPlan =>
    planOf(Object.fromEntries(retentionRuleIds.map((id, n) => [id, rules[n] ?? keep]))),
  );
const anyCase: fc.Arbitrary<CaseToJudge> = fc.record({
  endedOn: fc.option(day),
  decidedOn: fc.option(day),
  rules: fc.subarray([...retentionRuleIds]).map((rules) => new Set(rules)),
  pupilHasOpenCase: fc.boolean(),
  holds: fc.array(fc.record({ what: fc.constantFrom(...holdKinds), until: fc.option(day) }), {
    maxLength: 2,
  }),
  handedToArchiveOn: fc.option(day),
});

describe('whatever the case and the plan', () => {
  it('nothing goes that is open, is held, is to be kept, or before the last of its rules lets it', () =>
    fc.assert(
      fc.property(anyCase, aPlan, day, (held, plan, today) => {
        if (!isCandidate(judge(held, plan, today))) return;
        const { endedOn } = held;
        if (endedOn === null) throw new Error('an open case');
        expect(endedOn < today).toBe(true);
        expect(held.pupilHasOpenCase).toBe(false);
        for (const { until } of held.holds) expect(until !== null && until < today).toBe(true);
        for (const id of held.rules) {
          const free = freeFrom(plan.rules[id], endedOn);
          if (free === null) expect(held.handedToArchiveOn).not.toBeNull();
          else expect(free <= today).toBe(true);
        }
      }),
    ));

  it('what may go today may go on each later day', () =>
    fc.assert(
      fc.property(anyCase, aPlan, day, fc.integer({ min: 0, max: 9_000 }), (held, plan, today, more) => {
        if (isCandidate(judge(held, plan, today)))
          expect(isCandidate(judge(held, plan, addDays(today, more)))).toBe(true);
      }),
    ));

  it('a year more in a rule, or one paper more, lets no case go earlier', () =>
    fc.assert(
      fc.property(anyCase, aPlan, day, fc.constantFrom(...retentionRuleIds), (held, plan, today, id) => {
        const rule = plan.rules[id];
        const longer: RetentionRule =
          rule.what === 'keep' ? keep : { ...rule, afterYears: rule.afterYears + 1 };
        const stricter = { ...plan, rules: { ...plan.rules, [id]: longer } };
        const fuller = { ...held, rules: new Set([...held.rules, id]) };
        if (isCandidate(judge(held, stricter, today)))
          expect(isCandidate(judge(held, plan, today))).toBe(true);
        if (isCandidate(judge(fuller, plan, today))) expect(isCandidate(judge(held, plan, today))).toBe(true);
      }),
    ));

  it('years are whole: the free day is the end’s own, that many years on, and one', () =>
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 100 }), (ended, years) => {
        expect(freeFrom(after(years), ended)).toBe(addDays(addMonths(ended, years * 12), 1));
        const byYear = freeFrom(after(years, 'yearEnded'), ended);
        expect(byYear).toBe(`${Number(ended.slice(0, 4)) + years + 1}-01-01`);
      }),
    ));
});
