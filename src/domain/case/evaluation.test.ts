import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actors,
  aCalendar,
  after,
  anEvaluation,
  anId,
  aPlan,
  aPlannedCase,
  asking,
  caseAt,
  refusalOf,
} from '../../../test/factories/case.ts';
import { isSchoolDay } from '../calendar.ts';
import { addDays, localDate } from '../time.ts';
import { nextEvaluationDue } from './evaluation.ts';
import type { CaseState } from './state.ts';

const calendar = aCalendar();
const planned = aPlannedCase();
const from = (start: string): CaseState => ({
  ...planned,
  plans: [{ ...aPlan({ start: localDate(start) }), planVersion: 1, madeOn: localDate(start) }],
});
const evaluatedOn = (state: CaseState, ...days: string[]): CaseState => ({
  ...state,
  evaluations: days.map((d, i) => anEvaluation({ evaluationId: anId(500 + i), heldOn: localDate(d) })),
});
const nominals = (state: CaseState) => nextEvaluationDue(state, calendar)?.nominal;

describe('nextEvaluationDue', () => {
  it('is six weeks from the plan’s start; in a lov, the first school week after it', () => {
    expect(nextEvaluationDue(from('2026-09-01'), calendar)).toEqual({
      nominal: '2026-10-13',
      due: '2026-10-13',
      movedByLov: false,
      after: '2026-08-31',
    });
    // 2026-10-26 is the first day of the höstlov.
    expect(nextEvaluationDue(from('2026-09-14'), calendar)).toEqual({
      nominal: '2026-10-26',
      due: '2026-11-06',
      movedByLov: true,
      after: '2026-09-13',
    });
  });

  it('comes each six weeks from the nominal day, whenever the last one was held', () => {
    const state = from('2026-09-01');
    expect(nominals(evaluatedOn(state, '2026-10-05'))).toBe('2026-11-24');
    expect(nominals(evaluatedOn(state, '2026-10-20'))).toBe('2026-11-24');
    // A second one for the same turn is extra.
    expect(nominals(evaluatedOn(state, '2026-10-01', '2026-10-12'))).toBe('2026-11-24');
    // One held after two turns answers for both.
    expect(nominals(evaluatedOn(state, '2026-11-25'))).toBe('2027-01-05');
  });

  it('is owed on a school day not before its nominal day, whatever the plan’s start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), (n) => {
        const start = addDays(localDate('2026-08-18'), n);
        const owed = nextEvaluationDue(from(start), calendar);
        expect(owed?.nominal).toBe(addDays(start, 42));
        expect(owed && owed.due >= owed.nominal && isSchoolDay(calendar, owed.due)).toBe(true);
      }),
    );
  });

  it('is nothing without a plan', () => {
    expect(nextEvaluationDue(caseAt('assigned'), calendar)).toBeNull();
  });
});

describe('recordEvaluation', () => {
  const command = (change: Parameters<typeof anEvaluation>[0]) =>
    ({ type: 'recordEvaluation', evaluation: anEvaluation(change) }) as const;
  const inNovember = asking(actors.coordinator, '2026-11-04');

  it('asks why when a lov made it later', () => {
    const late = { heldOn: localDate('2026-11-04') };
    expect(refusalOf(planned, command(late), inNovember)).toMatchObject({
      code: 'lov-reason-missing',
      field: 'evaluation/lovReasonContentId',
    });
    const told = after(
      planned,
      command({ ...late, lovReasonContentId: anId(20) }),
      actors.coordinator,
      '2026-11-04',
    );
    expect(told.evaluations).toHaveLength(1);
  });

  it('asks for nothing when it’s held before the lov', () => {
    const early = after(planned, command({}), actors.coordinator, '2026-10-22');
    expect(early.awaiting).toBeNull();
  });

  it('lets the newest outcome say what is awaited', () => {
    const ended = after(planned, command({ outcome: 'end' }), actors.coordinator, '2026-10-22');
    expect(ended.awaiting).toMatchObject({ what: 'closing', since: '2026-10-22' });
    const older = command({ evaluationId: anId(501), heldOn: localDate('2026-10-20') });
    expect(after(ended, older, actors.coordinator, '2026-10-23').awaiting).toEqual(ended.awaiting);
    const newer = command({ evaluationId: anId(502), heldOn: localDate('2026-10-23') });
    expect(after(ended, newer, actors.coordinator, '2026-10-23').awaiting).toBeNull();
  });

  it('needs a plan unless it’s final, and a new id', () => {
    const unplanned = caseAt('assigned');
    expect(refusalOf(unplanned, command({}), inNovember)).toMatchObject({ code: 'plan-missing' });
    expect(
      after(unplanned, command({ final: true }), actors.coordinator, '2026-11-04').evaluations,
    ).toHaveLength(1);
    const once = after(planned, command({}), actors.coordinator, '2026-10-22');
    expect(refusalOf(once, command({}), inNovember)).toMatchObject({ code: 'duplicate-id' });
  });

  it('in monitoring is the final one only', () => {
    const ctx = asking(actors.coordinator, '2026-12-10');
    const another = { evaluationId: anId(510), heldOn: localDate('2026-12-09') };
    expect(refusalOf(caseAt('monitoring'), command(another), ctx)).toMatchObject({ code: 'wrong-phase' });
  });
});
