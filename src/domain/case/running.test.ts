import { describe, expect, it } from 'vitest';
import {
  actors,
  aCalendar,
  after,
  anId,
  aPlannedCase,
  aPolicy,
  asking,
  caseAt,
  eventsOf,
  happen,
  ids,
  refusalOf,
} from '../../../test/factories/case.ts';
import { decide } from './decide.ts';
import { obligations } from '../obligations/derive.ts';
import { localDate } from '../time.ts';
import type { CaseState } from './state.ts';

const planned = aPlannedCase();
const ctx = asking(actors.coordinator, '2026-09-17');

describe('moveDeadline', () => {
  const move = (key: string, to: string) =>
    ({ type: 'moveDeadline', key, to: localDate(to), reasonContentId: ids.content }) as const;
  const someKey = (state: CaseState): string => {
    const [first] = obligations(state, aCalendar());
    if (!first) throw new Error('nothing owed');
    return first.key;
  };

  it('moves what is owed, and lets its escalation begin anew', () => {
    const key = someKey(planned);
    const late = happen(planned, [{ type: 'escalated', key, kind: 'x', to: 'teamLeader' }], '2026-09-17');
    expect(late.escalations).toEqual({ [key]: '2026-09-17' });
    const moved = after(late, move(key, '2026-09-30'), actors.coordinator, '2026-09-17');
    expect(moved.moved).toEqual({ [key]: '2026-09-30' });
    expect(moved.escalations).toEqual({});
  });

  it('is for mentor, EHT and rector to do with what is theirs, by a month at most, and with nothing else', () => {
    const noticed = caseAt('noticed');
    const owed = obligations(noticed, aCalendar());
    const mine = owed.find(({ owner }) => owner.role === 'mentor');
    const others = owed.find(({ owner }) => owner.role !== 'mentor');
    if (!mine || !others) throw new Error('nothing owed');
    const today = localDate('2026-09-17');
    const mentor = asking(actors.mentor, today);
    expect(decide(noticed, move(mine.key, '2026-10-17'), mentor)).toMatchObject({
      ok: true,
      events: [{ type: 'deadlineMoved', key: mine.key, to: '2026-10-17' }],
    });
    expect(refusalOf(noticed, move(mine.key, '2026-10-18'), mentor)).toMatchObject({
      code: 'invalid-date',
      params: { latest: '2026-10-17' },
    });
    expect(refusalOf(noticed, move(others.key, '2026-10-01'), mentor)).toMatchObject({
      code: 'not-permitted',
      field: 'key',
    });
    const owners = { rector: actors.rector, pupilHealth: actors.pupilHealth } as const;
    for (const { key, owner } of owed) {
      if (owner.role !== 'rector' && owner.role !== 'pupilHealth') continue;
      const ctxOf = asking(owners[owner.role], today);
      expect(decide(noticed, move(key, '2026-10-01'), ctxOf).ok, key).toBe(true);
    }
    expect(refusalOf(noticed, move(mine.key, '2026-10-01'), asking(actors.otherRector, today)).code).toBe(
      'not-permitted',
    );
  });

  it('never moves the cap, nothing into the past or a year away, and nothing that isn’t owed', () => {
    const key = someKey(planned);
    expect(refusalOf(planned, move('decideOnExtension/1', '2026-09-30'), ctx)).toMatchObject({
      code: 'deadline-fixed',
    });
    expect(refusalOf(planned, move('cap', '2026-09-30'), ctx)).toMatchObject({ code: 'deadline-fixed' });
    expect(refusalOf(planned, move(key, '2026-09-16'), ctx)).toMatchObject({ code: 'date-in-past' });
    expect(refusalOf(planned, move(key, '2027-09-18'), ctx)).toMatchObject({ code: 'invalid-date' });
    expect(refusalOf(planned, move('followUp/2031-W01', '2026-09-30'), ctx)).toMatchObject({
      code: 'unknown-id',
    });
  });
});

describe('changePolicy', () => {
  const leader = asking(actors.teamLeader, '2026-09-17');
  const to = (policy: CaseState['policy']) => ({ type: 'changePolicy', policy }) as const;

  it('is refused with a period of zero or less, by its field', () => {
    for (const everyWeeks of [0, -6])
      expect(
        refusalOf(planned, to(aPolicy('uppsala', { version: 2, evaluation: { everyWeeks } })), leader),
      ).toMatchObject({ code: 'invalid-value', field: 'policy/evaluation/everyWeeks' });
  });

  it('keeps the running cap, unless the new policy has none', () => {
    const newer = after(planned, to(aPolicy('uppsala', { version: 2 })), actors.teamLeader, '2026-09-17');
    expect(newer.stand).toEqual(planned.stand);
    const uncapped = after(planned, to(aPolicy('dals-ed')), actors.teamLeader, '2026-09-17');
    expect(uncapped.stand).toMatchObject({ assignment: { cap: null } });
    const capped = after(uncapped, to(aPolicy('uppsala')), actors.teamLeader, '2026-09-18');
    expect(capped.stand).toMatchObject({ assignment: { cap: null } });
  });

  it('is another policy or a newer version', () => {
    expect(refusalOf(planned, to(aPolicy('uppsala')), leader)).toMatchObject({ code: 'already-done' });
  });
});

describe('reportAttendance', () => {
  const report = (band: CaseState['band'], asOf: string) =>
    ({ type: 'reportAttendance', attendance: { band, asOf: localDate(asOf) } }) as const;
  const system = asking(actors.system, '2026-09-17');

  it('changes the case only when the band changes', () => {
    expect(eventsOf(planned, report('below', '2026-09-16'), system)).toEqual([]);
    const total = after(planned, report('total', '2026-09-16'), actors.system, '2026-09-17');
    expect(total).toMatchObject({
      band: 'total',
      bandSince: '2026-09-17',
      bandAsOf: '2026-09-16',
      rhythm: [{ from: '2026-09-17', daily: true }],
    });
    const limit = after(total, report('limit', '2026-09-20'), actors.system, '2026-09-21');
    expect(limit.rhythm.at(-1)).toEqual({ from: '2026-09-21', daily: false });
  });

  it('leaves out a figure older than the last, and refuses one of tomorrow', () => {
    const total = after(planned, report('total', '2026-09-16'), actors.system, '2026-09-17');
    expect(eventsOf(total, report('below', '2026-09-15'), system)).toEqual([]);
    expect(refusalOf(planned, report('total', '2026-09-18'), system)).toMatchObject({
      code: 'date-in-future',
    });
  });

  it('stays weekly where the policy has no daily rhythm', () => {
    const policy = aPolicy();
    const weekly = {
      ...planned,
      policy: { ...policy, followUp: { ...policy.followUp, dailyAtTotalAbsence: false } },
    };
    expect(after(weekly, report('total', '2026-09-16'), actors.system, '2026-09-17').rhythm).toEqual([]);
  });
});

describe('recordMonthlyReview', () => {
  const review = (heldOn: string) =>
    ({ type: 'recordMonthlyReview', heldOn: localDate(heldOn), contentId: anId(20) }) as const;

  it('is once a month, also for a month that was recorded as missed', () => {
    const september = after(planned, review('2026-09-17'), actors.pupilHealth, '2026-09-17');
    expect(september.monthlyReviews).toEqual([{ month: '2026-09', how: 'held' }]);
    expect(refusalOf(september, review('2026-09-17'), ctx)).toMatchObject({ code: 'already-done' });
    const missed = happen(planned, [{ type: 'monthlyReviewMissed', month: '2026-09' }], '2026-10-05');
    const late = after(missed, review('2026-09-30'), actors.coordinator, '2026-10-06');
    expect(late.monthlyReviews).toEqual([{ month: '2026-09', how: 'held' }]);
  });

  it('is within the assignment, where the policy has it', () => {
    expect(refusalOf(planned, review('2026-08-30'), ctx)).toMatchObject({ code: 'date-in-past' });
    const policy = aPolicy();
    const without = {
      ...planned,
      policy: { ...policy, followUp: { ...policy.followUp, monthlyReview: false } },
    };
    expect(refusalOf(without, review('2026-09-17'), ctx)).toMatchObject({ code: 'policy-forbids' });
  });
});
