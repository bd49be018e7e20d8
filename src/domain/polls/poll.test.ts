import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  asking,
  caseAt,
  consentsFor,
  lived,
  participants,
} from '../../../test/factories/case.ts';
import { addDays, localDate, localTime } from '../time.ts';
import { clashesWith, overlaps } from './clashes.ts';
import { checkPoll, lastDayOf, mayBeAsked, pollAnswers, suitsMost, tallies } from './poll.ts';

const covered = lived(caseAt('assigned'), [...consentsFor('bup', 110)]);
const ctx = asking(actors.coordinator, '2026-09-14');
const time = (date: string, from = '14:00', minutes = 60) => ({
  date: localDate(date),
  from: localTime(from),
  minutes,
});
const two = [time('2026-09-28'), time('2026-09-29')];
const collaboration = (times = two) => ({ kind: 'collaboration' as const, times });
const everyone = [participants.pupil, participants.mother, participants.bup];

describe('who and when a poll may ask', () => {
  it('takes two to eight times ahead, with those whom consent covers on each of them', () => {
    expect(checkPoll(covered, { ...collaboration(), participants: everyone }, ctx)).toBeNull();
    const uncovered = checkPoll(caseAt('assigned'), { ...collaboration(), participants: everyone }, ctx);
    expect(uncovered).toMatchObject({ refusal: { code: 'consent-missing', field: 'participants/2' } });
    // A SIP wants a consent of its own.
    const sip = checkPoll(covered, { kind: 'sip', times: two, participants: everyone }, ctx);
    expect(sip).toMatchObject({ refusal: { code: 'consent-missing', params: { purpose: 'sip' } } });
  });

  it.each([
    [[time('2026-09-28')], 'invalid-value', 'times'],
    [Array.from({ length: 9 }, (_, n) => time(`2026-10-0${n + 1}`)), 'too-many', 'times'],
    [[time('2026-09-28'), time('2026-09-11')], 'date-in-past', 'times/1/date'],
    [[time('2026-09-28'), time('2026-09-29', '14:00', 2)], 'invalid-value', 'times/1/minutes'],
    [[time('2026-09-28'), time('2026-09-28', '14:00', 30)], 'duplicate-id', 'times/1/from'],
  ])('refuses %j', (times, code, field) => {
    const no = checkPoll(covered, { ...collaboration(times), participants: everyone }, ctx);
    expect(no).toMatchObject({ refusal: { code, field } });
  });

  it('is for a running assignment alone', () => {
    const no = checkPoll(caseAt('ordered'), { ...collaboration(), participants: [participants.pupil] }, ctx);
    expect(no).toMatchObject({ refusal: { code: 'wrong-phase' } });
  });

  it('asks nobody any longer whom consent has left, and the family still', () => {
    const [consent] = covered.consents.filter(({ receiver }) => receiver === 'bup');
    if (consent === undefined) throw new Error('no consent');
    const command = { type: 'withdrawConsent', consentId: consent.consentId, kinds: null } as const;
    const withdrawn = after(covered, command, actors.coordinator, '2026-09-14');
    expect(mayBeAsked(covered, participants.bup, collaboration())).toBe(true);
    expect(mayBeAsked(withdrawn, participants.bup, collaboration())).toBe(false);
    expect(mayBeAsked(withdrawn, participants.mother, collaboration())).toBe(true);
    expect(mayBeAsked({ ...covered, ofAge: true }, participants.mother, collaboration())).toBe(false);
    expect(mayBeAsked(caseAt('monitoring'), participants.pupil, collaboration())).toBe(false);
  });
});

describe('counting', () => {
  const answer = fc.constantFrom(...pollAnswers);
  const given = fc.integer({ min: 2, max: 8 }).chain((times) =>
    fc.record({
      times: fc.constant(times),
      answers: fc.array(fc.option(fc.array(answer, { minLength: times, maxLength: times }))),
    }),
  );

  it('counts every guest once for every time, and says which suits the most', () => {
    fc.assert(
      fc.property(given, ({ times, answers }) => {
        const all = tallies(
          Array.from({ length: times }, (_, n) => time(addDays(localDate('2026-10-01'), n))),
          answers,
        );
        expect(all).toHaveLength(times);
        for (const { yes, ifNeedBe, no, unanswered } of all)
          expect(yes + ifNeedBe + no + unanswered).toBe(answers.length);
        const best = suitsMost(all);
        for (const place of best) {
          const one = all[place];
          expect(one).toBeDefined();
          expect(all.filter((other) => other.yes + other.ifNeedBe > 0 && other.no < (one?.no ?? 0))).toEqual(
            [],
          );
        }
        const some = all.some(({ yes, ifNeedBe }) => yes + ifNeedBe > 0);
        expect(best.length > 0).toBe(some);
      }),
    );
  });

  it('prefers a time that nobody refuses to one that more like', () => {
    const all = tallies(two, [['yes', 'ifNeedBe'], ['yes', 'ifNeedBe'], ['no', 'yes'], null]);
    expect(all[0]).toEqual({ yes: 2, ifNeedBe: 0, no: 1, unanswered: 1 });
    expect(suitsMost(all)).toEqual([1]);
    expect(suitsMost(tallies(two, [null]))).toEqual([]);
    expect(lastDayOf({ times: two.toReversed() })).toBe('2026-09-29');
  });
});

describe('what stands in the way of a time', () => {
  it('is a meeting that shares a minute, and a closed day', () => {
    const other = { time: time('2026-09-28', '14:30') };
    const lov = { from: localDate('2026-09-28'), to: localDate('2026-10-02'), name: 'lov' };
    expect(clashesWith(time('2026-09-28'), [other], [lov])).toEqual({ meetings: [other], closed: [lov] });
    expect(clashesWith(time('2026-09-28', '13:30'), [other], [])).toEqual({ meetings: [], closed: [] });
    expect(clashesWith(time('2026-10-05'), [other], [lov])).toEqual({ meetings: [], closed: [] });
  });

  it('stands in both ways', () => {
    const any = fc
      .record({
        day: fc.integer({ min: 0, max: 1 }),
        hour: fc.integer({ min: 8, max: 17 }),
        minutes: fc.integer({ min: 5, max: 300 }),
      })
      .map(({ day, hour, minutes }) =>
        time(addDays(localDate('2026-09-28'), day), `${String(hour).padStart(2, '0')}:15`, minutes),
      );
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, a)).toBe(true);
      }),
    );
  });
});
