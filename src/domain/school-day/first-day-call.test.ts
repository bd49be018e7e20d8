import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../time.ts';
import {
  asksForCall,
  countsAsAway,
  type DayAway,
  guardiansMustBeTold,
  whoIsCalled,
} from './first-day-call.ts';

const day = (over: Partial<DayAway>): DayAway => ({
  valid: 0,
  invalid: 0,
  offered: 330,
  fromTheStart: false,
  ...over,
});
const firstDay = { on: 'firstDayAway' } as const;
const firstLesson = { on: 'firstInvalidLesson' } as const;

describe('a day of absence', () => {
  it('asks for a call when it is the first of its spell', () => {
    const sick = day({ valid: 330, fromTheStart: true });
    expect(asksForCall(firstDay, sick, null)).toBe(true);
    expect(asksForCall(firstDay, sick, sick)).toBe(false);
  });

  it('asks for one in the morning already, when the pupil didn’t come', () => {
    expect(asksForCall(firstDay, day({ valid: 60, fromTheStart: true }), null)).toBe(true);
  });

  it('does not when it was an hour with leave', () => {
    expect(asksForCall(firstDay, day({ valid: 60 }), null)).toBe(false);
    expect(asksForCall(firstDay, day({ invalid: 60 }), null)).toBe(true);
    expect(asksForCall(firstDay, day({ valid: 165 }), null)).toBe(true);
  });

  it('asks at the first invalid lesson where the policy says so, whatever valid days went before', () => {
    expect(asksForCall(firstLesson, day({ valid: 330, fromTheStart: true }), null)).toBe(false);
    expect(asksForCall(firstLesson, day({ invalid: 40 }), day({ valid: 330 }))).toBe(true);
    expect(asksForCall(firstLesson, day({ invalid: 40 }), day({ invalid: 40 }))).toBe(false);
  });

  it('counts by half of the day only where the day’s time is known', () => {
    expect(countsAsAway(firstDay, day({ valid: 10, offered: null }))).toBe(true);
    expect(countsAsAway(firstDay, null)).toBe(false);
  });
});

describe('in a spell of whatever length', () => {
  const days = fc.array(
    fc.option(
      fc.record({
        valid: fc.integer({ min: 0, max: 330 }),
        invalid: fc.integer({ min: 0, max: 330 }),
        offered: fc.constantFrom(null, 330),
        fromTheStart: fc.boolean(),
      }),
    ),
    { maxLength: 30 },
  );

  it('exactly the first of its days asks', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(firstDay, firstLesson), (spell, rule) => {
        const away = spell.map((one) => countsAsAway(rule, one));
        const asked = spell.map((one, i) => asksForCall(rule, one, spell[i - 1] ?? null));
        const begins = away.map((is, i) => is && away[i - 1] !== true);
        expect(asked).toEqual(begins);
      }),
    );
  });
});

describe('who is called', () => {
  const on = localDate('2026-09-09');
  const pupil = (
    year: number | null,
    schoolForm: 'compulsory' | 'upperSecondary' | 'preschool' = 'compulsory',
  ) => ({
    schoolForm,
    year,
    birthDate: localDate('2012-05-14'),
  });
  const rule = { upperSecondary: 'pupil' } as const;

  it('is the guardian in F–5, the pupil in 6–9', () => {
    expect(whoIsCalled(rule, pupil(0), on)).toBe('guardian');
    expect(whoIsCalled(rule, pupil(5), on)).toBe('guardian');
    expect(whoIsCalled(rule, pupil(6), on)).toBe('pupil');
    expect(whoIsCalled(rule, { ...pupil(0), schoolForm: 'preschoolClass' }, on)).toBe('guardian');
  });

  it('is as the policy says in the gymnasium, and the pupil from 18 on', () => {
    const asked = { upperSecondary: 'guardian' } as const;
    expect(whoIsCalled(rule, pupil(1, 'upperSecondary'), on)).toBe('pupil');
    expect(whoIsCalled(asked, pupil(1, 'upperSecondary'), on)).toBe('guardian');
    const grown = { ...pupil(3, 'upperSecondary'), birthDate: localDate('2008-09-09') };
    expect(whoIsCalled(asked, grown, on)).toBe('pupil');
  });

  it('is nobody in preschool', () => {
    expect(whoIsCalled(rule, pupil(null, 'preschool'), on)).toBeNull();
  });

  it('tells the guardians the same day of invalid absence, so long as the pupil is under 18', () => {
    expect(guardiansMustBeTold(pupil(8), 40, on)).toBe(true);
    expect(guardiansMustBeTold(pupil(8), 0, on)).toBe(false);
    expect(guardiansMustBeTold({ ...pupil(3), birthDate: localDate('2008-09-09') }, 40, on)).toBe(false);
  });
});
