import { describe, expect, it } from 'vitest';
import type { Step } from '../../../test/factories/case.ts';
import {
  aCalendar,
  aConsent,
  actors,
  aFollowUp,
  aMeeting,
  anId,
  aPlannedCase,
  at,
  caseAt,
  consentsFor,
  ids,
  lived,
} from '../../../test/factories/case.ts';
import { localDateOf, localTimeOf } from '../calendar.ts';
import { addDays, instant, localDate } from '../time.ts';
import { passTime } from './core.ts';
import type { CaseState } from './state.ts';
import { dueEvents, nextMoment, nightMoment } from './time-passing.ts';

const cal = aCalendar();
const day = localDate;

/** What time did up to a day's morning, as `date event`. */
const passed = (state: CaseState, until: string): string[] =>
  passTime(state, cal, at(until)).recorded.map(({ on, event }) => `${on} ${event.type}`);

const followUp: Step = ['2026-09-18', actors.coordinator, { type: 'recordFollowUp', followUp: aFollowUp() }];

describe('the night moment', () => {
  it('lies between four and six on the wall, also where the clocks change', () => {
    for (const date of ['2026-10-24', '2026-10-25', '2027-03-28', '2027-10-31', '2026-12-24'].map(day))
      for (let n = 0; n < 50; n += 1) {
        const moment = nightMoment(cal, anId(n), date);
        const time = localTimeOf(cal, moment);
        expect(localDateOf(cal, moment)).toBe(date);
        expect(time >= '04:00' && time < '06:00', time).toBe(true);
      }
  });

  it('spreads the cases over the two hours', () => {
    const moments = Array.from({ length: 1_000 }, (_, n) => nightMoment(cal, anId(n), day('2026-09-01')));
    expect(new Set(moments).size).toBeGreaterThan(900);
  });
});

describe('what time alone does', () => {
  it('records a follow-up as missed the night after its grace, and tells it upwards the same night', () => {
    const planned = aPlannedCase();
    expect(passed(planned, '2026-09-22')).not.toContain('2026-09-22 followUpMissed');
    const upTo = passTime(planned, cal, at('2026-09-23'));
    const types = upTo.recorded.filter((r) => r.on === '2026-09-23').map(({ event }) => event.type);
    expect(types).toEqual(['escalated', 'followUpMissed']);
    expect(passed(lived(planned, [followUp]), '2026-09-23')).not.toContain('2026-09-23 followUpMissed');
  });

  it('does not miss a week of lov', () => {
    const events = passTime(aPlannedCase(), cal, at('2026-11-05')).recorded.flatMap(({ event }) =>
      event.type === 'followUpMissed' || event.type === 'followUpNotHeldBecauseOfLov'
        ? [`${event.type} ${event.slot.key}`]
        : [],
    );
    expect(events).toContain('followUpNotHeldBecauseOfLov 2026-W44');
    expect(events).not.toContain('followUpMissed 2026-W44');
  });

  it('takes back the invitation that an expired consent covered', () => {
    const until = day('2026-12-18');
    const bup = (n: number, guardianId: string, actor: Step[1]): Step => [
      '2026-09-14',
      actor,
      {
        type: 'recordConsent',
        consent: aConsent({
          consentId: anId(n),
          giver: { role: 'guardian', guardianId },
          receiver: 'bup',
          from: day('2026-09-14'),
          until,
        }),
      },
    ];
    const called = lived(aPlannedCase(), [
      bup(700, ids.mother, actors.mother),
      bup(701, ids.father, actors.father),
      [
        '2026-09-15',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({ time: { ...aMeeting().time, date: until } }),
        },
      ],
    ]);
    const expired = passTime(called, cal, at('2026-12-19')).recorded.filter((r) => r.on === '2026-12-19');
    expect(expired.map(({ event }) => event.type)).toEqual(['consentExpired', 'consentExpired']);
    // Called for the last day that the consent covers: nothing was left to take back the day after.
    expect(passTime(called, cal, at('2026-12-19')).state.meetings[0]?.status).toBe('called');
  });

  it('ends the guardians’ part on the eighteenth birthday, and stops what only they covered', () => {
    const young = caseAt('assigned', { pupil: { birthDate: day('2008-10-06') } });
    const called = lived(young, [
      ...consentsFor('bup', 700),
      [
        '2026-09-15',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({ time: { ...aMeeting().time, date: day('2026-10-20') } }),
        },
      ],
    ]);
    const after = passTime(called, cal, at('2026-10-06'));
    const birthday = after.recorded.filter((r) => r.on === '2026-10-06').map(({ event }) => event.type);
    expect(birthday[0]).toBe('cameOfAge');
    expect(birthday.filter((type) => type === 'invitationCancelled')).toHaveLength(2);
    expect(after.state.ofAge).toBe(true);
    expect(after.effects).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'notice', notice: 'cameOfAge' })]),
    );
  });

  it('reminds of a meeting the day before, once, and not who was called the same day', () => {
    const call = (on: string): Step => [on, actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }];
    const early = lived(aPlannedCase(), [...consentsFor('bup', 700), call('2026-09-15')]);
    const reminders = passed(early, '2026-09-25').filter((line) => line.endsWith('meetingReminded'));
    expect(reminders).toEqual(['2026-09-23 meetingReminded']);
    const late = lived(aPlannedCase(), [...consentsFor('bup', 700), call('2026-09-23')]);
    expect(passed(late, '2026-09-25').filter((line) => line.endsWith('meetingReminded'))).toEqual([]);
  });

  it('lapses when the last day to act has passed, with effect from the nominal end, and calls off what was called', () => {
    const called = lived(aPlannedCase(), [
      [
        '2027-02-20',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({
            time: { ...aMeeting().time, date: day('2027-03-10') },
            participants: aMeeting().participants.slice(0, 3),
          }),
        },
      ],
    ]);
    expect(passTime(called, cal, at('2027-03-01')).state.stand.phase).toBe('assigned');
    const { state, recorded, effects } = passTime(called, cal, at('2027-03-02'));
    const types = recorded.filter((r) => r.on === '2027-03-02').map(({ event }) => event.type);
    expect(types).toEqual(['meetingCancelled', 'lapsed']);
    expect(state.stand).toMatchObject({
      phase: 'monitoring',
      closure: { reason: 'lapsed', on: '2027-03-02', effectiveOn: '2027-02-28' },
    });
    const told = effects.flatMap((e) => (e.type === 'notice' && e.notice === 'lapsed' ? [e.to.by] : []));
    expect(told).toEqual(['persons', 'persons', 'role', 'persons', 'giver', 'giver']);
  });

  it('misses a check-up four weeks after its day, and ends the case with the last', () => {
    expect(passed(caseAt('monitoring'), '2027-12-31').filter((line) => /checkUp|ended/.test(line))).toEqual([
      '2027-03-18 checkUpMissed',
      '2027-10-14 checkUpMissed',
      '2027-10-14 ended',
    ]);
  });
});

describe('the next moment', () => {
  it('is the first at which something is due, to the millisecond', () => {
    let now = at('2026-09-14');
    let { state } = passTime(aPlannedCase(), cal, now);
    for (let n = 0; n < 40; n += 1) {
      const next = nextMoment(state, cal);
      if (next === null) break;
      expect(next).toBeGreaterThan(now);
      expect(dueEvents(state, cal, instant(next - 1))).toEqual([]);
      expect(dueEvents(state, cal, next)).not.toEqual([]);
      now = next;
      state = passTime(state, cal, now).state;
      expect(dueEvents(state, cal, now)).toEqual([]);
    }
  });

  it('does the same whether time passes night by night or all at once', () => {
    const whole = passTime(aPlannedCase(), cal, at('2028-03-01'));
    let state = aPlannedCase();
    const byNights = [];
    for (let d = day('2026-09-14'); d <= '2028-03-01'; d = addDays(d, 1)) {
      const night = passTime(state, cal, at(d));
      byNights.push(...night.recorded);
      ({ state } = night);
    }
    expect(byNights).toEqual(whole.recorded);
    expect(state).toEqual(whole.state);
  });

  it('is none in a case that has ended', () => {
    expect(nextMoment(caseAt('ended'), cal)).toBeNull();
  });
});
