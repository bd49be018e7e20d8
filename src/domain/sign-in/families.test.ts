import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../time.ts';
import { guardianEntry, pupilEntry } from './families.ts';

const today = localDate('2026-11-27');
const child = (birthDate: string, protectedIdentity = false) => ({
  birthDate: localDate(birthDate),
  protectedIdentity,
});

describe('a guardian', () => {
  it('of a child is let in, up to the day before the child is 18', () => {
    expect(guardianEntry([child('2012-05-14')], today)).toBe('admitted');
    expect(guardianEntry([child('2008-11-28')], today)).toBe('admitted');
    expect(guardianEntry([child('2008-11-27')], today)).toBe('noChild');
  });
  it('of nobody is not', () => expect(guardianEntry([], today)).toBe('noChild'));
  it('of a child with a protected identity is not, not for a sibling’s sake either', () => {
    expect(guardianEntry([child('2012-05-14', true)], today)).toBe('protectedChild');
    expect(guardianEntry([child('2014-01-02'), child('2012-05-14', true)], today)).toBe('protectedChild');
  });
  it('is let in for the younger ones when the protected one has come of age', () =>
    expect(guardianEntry([child('2008-01-01', true), child('2014-01-02')], today)).toBe('admitted'));

  const facts = fc.record({
    birthDate: fc.integer({ min: 0, max: 365 * 25 }).map((days) => addDays(today, -days)),
    protectedIdentity: fc.boolean(),
  });
  it('is never let in by one more child with a protected identity, whatever the others are', () =>
    fc.assert(
      fc.property(fc.array(facts), (children) => {
        const hidden = child('2015-03-03', true);
        expect(guardianEntry([...children, hidden], today)).not.toBe('admitted');
        expect(guardianEntry([hidden, ...children], today)).not.toBe('admitted');
      }),
    ));
});

describe('a pupil', () => {
  it('is let in from the day they are 16', () => {
    expect(pupilEntry({ birthDate: localDate('2010-11-27'), speaksForSelf: null }, today)).toBe('admitted');
    expect(pupilEntry({ birthDate: localDate('2010-11-28'), speaksForSelf: null }, today)).toBe('tooYoung');
  });
  it('is let in earlier where somebody judged that they speak for themselves', () => {
    const birthDate = localDate('2013-01-01');
    expect(pupilEntry({ birthDate, speaksForSelf: true }, today)).toBe('admitted');
    expect(pupilEntry({ birthDate, speaksForSelf: false }, today)).toBe('tooYoung');
  });
  it('of 16 is let in whatever was judged: the law asks for no maturity then', () =>
    expect(pupilEntry({ birthDate: localDate('2010-01-01'), speaksForSelf: false }, today)).toBe('admitted'));
});
