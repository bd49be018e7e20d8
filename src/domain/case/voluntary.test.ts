import { describe, expect, it } from 'vitest';
import { actors, after, aCase, aPolicy, caseAt, lived } from '../../../test/factories/case.ts';
import { aConcern } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import { isVoluntary } from './voluntary.ts';

const raised = (from: 'leisure' | 'school') =>
  after(aCase(), { type: 'raiseConcern', concern: aConcern({ from }) }, actors.mentor, '2026-09-14');

describe('what is voluntary', () => {
  it('is all of preschool, however the case began and goes on', () => {
    const policy = aPolicy('dals-ed');
    const preschool = aCase({ policy, pupil: { schoolForm: 'preschool', stage: 'preschool', year: null } });
    expect(isVoluntary(preschool)).toBe(true);
    const state = lived(preschool, [
      ['2026-09-14', actors.mentor, { type: 'raiseConcern', concern: aConcern({ from: 'preschool' }) }],
      [
        '2026-09-15',
        actors.system,
        { type: 'reportAttendance', attendance: { band: 'limit', asOf: localDate('2026-09-14') } },
      ],
    ]);
    expect(isVoluntary(state)).toBe(true);
    expect(state.ladder.limitPassedOn).toBeNull();
  });

  it('is what fritids worries about, until the pupil passes the limit in school', () => {
    expect(isVoluntary(raised('leisure'))).toBe(true);
    const past = after(
      raised('leisure'),
      { type: 'noticeAbsence', attendance: { band: 'limit', asOf: localDate('2026-09-25') } },
      actors.system,
      '2026-09-28',
    );
    expect(isVoluntary(past)).toBe(false);
  });

  it('is not what the school or its figures noticed, nor an order', () => {
    expect(isVoluntary(raised('school'))).toBe(false);
    expect(isVoluntary(caseAt('noticed'))).toBe(false);
    expect(isVoluntary(caseAt('ordered'))).toBe(false);
  });
});
