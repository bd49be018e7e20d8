import { describe, expect, it } from 'vitest';
import {
  actors,
  aCalendar,
  aFollowUp,
  after,
  anId,
  aPlannedCase,
  asking,
  eventsOf,
  happen,
  lived,
  caseAt,
  mappingSteps,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import { nextSlot } from './follow-up.ts';
import type { CaseState } from './state.ts';

const planned = aPlannedCase();
const command = (heldOn: string, n = 0) =>
  ({
    type: 'recordFollowUp',
    followUp: aFollowUp({ followUpId: anId(400 + n), heldOn: localDate(heldOn) }),
  }) as const;
const held = (state: CaseState, heldOn: string, n = 0, today = heldOn) =>
  eventsOf(state, command(heldOn, n), asking(actors.coordinator, today));
const missed = (state: CaseState, date: string): CaseState => {
  const slot = nextSlot(state, aCalendar());
  return slot ? happen(state, [{ type: 'followUpMissed', slot }], date) : state;
};
const totalAbsence = (state: CaseState, date: string): CaseState =>
  after(
    state,
    { type: 'reportAttendance', attendance: { band: 'total', asOf: localDate(date) } },
    actors.system,
    date,
  );

describe('recordFollowUp', () => {
  it('fulfils its week, early, on time or within the grace', () => {
    for (const day of ['2026-09-14', '2026-09-18', '2026-09-21'])
      expect(held(planned, day)).toMatchObject([{ type: 'followUpHeld', slot: { key: '2026-W38' } }]);
  });

  it('records a second one of a week as extra', () => {
    const once = after(planned, command('2026-09-15'), actors.coordinator, '2026-09-15');
    expect(held(once, '2026-09-17', 1)).toMatchObject([{ type: 'followUpHeld', slot: null }]);
  });

  it('makes a week held that was recorded as missed but wasn’t', () => {
    const state = missed(planned, '2026-09-23');
    const events = held(state, '2026-09-18', 0, '2026-09-23');
    expect(events).toMatchObject([{ type: 'followUpHeld', slot: { key: '2026-W38' } }]);
    expect(happen(state, events, '2026-09-23').slots).toMatchObject([{ how: 'held' }]);
  });

  it('fulfils each school day by itself at total absence: the day before was missed', () => {
    const week = after(planned, command('2026-09-15'), actors.coordinator, '2026-09-15');
    const state = totalAbsence(week, '2026-09-16');
    expect(held(state, '2026-09-17', 1)).toMatchObject([
      { type: 'followUpMissed', slot: { key: '2026-09-16' } },
      { type: 'followUpHeld', slot: { key: '2026-09-17' } },
    ]);
  });

  it('keeps a moved deadline: held by then it fulfils the week that it was moved from', () => {
    const moved = after(
      planned,
      {
        type: 'moveDeadline',
        key: 'followUp/2026-W38',
        to: localDate('2026-09-24'),
        reasonContentId: anId(20),
      },
      actors.coordinator,
      '2026-09-17',
    );
    expect(held(moved, '2026-09-24')).toMatchObject([{ type: 'followUpHeld', slot: { key: '2026-W38' } }]);
  });

  it('asks for a plan that has begun, and for days between its start and today', () => {
    const mapped = lived(caseAt('assigned'), mappingSteps);
    expect(refusalOf(mapped, command('2026-09-18'), asking(actors.coordinator, '2026-09-18'))).toMatchObject({
      code: 'plan-missing',
    });
    const ctx = asking(actors.coordinator, '2026-09-18');
    expect(refusalOf(planned, command('2026-09-13'), ctx)).toMatchObject({ code: 'date-in-past' });
    expect(refusalOf(planned, command('2026-09-19'), ctx)).toMatchObject({ code: 'date-in-future' });
  });

  it('refuses what can’t be: a rating of 11, 101 per cent, an unknown measure, nobody met', () => {
    const ctx = asking(actors.coordinator, '2026-09-18');
    const bad = (change: Parameters<typeof aFollowUp>[0]) =>
      refusalOf(planned, { type: 'recordFollowUp', followUp: aFollowUp(change) }, ctx);
    expect(bad({ ownRating: 11 })).toMatchObject({ field: 'followUp/ownRating' });
    expect(bad({ attendancePercent: 101 })).toMatchObject({ field: 'followUp/attendancePercent' });
    expect(bad({ attendancePercent: Number.NaN })).toMatchObject({ code: 'invalid-value' });
    expect(bad({ withPupil: false, withSchool: false })).toMatchObject({ code: 'invalid-value' });
    const measures = [{ measureId: anId(999), done: 'yes' as const, obstacleContentId: null }];
    expect(bad({ measures })).toMatchObject({ code: 'unknown-id', field: 'followUp/measures/0/measureId' });
    const once = after(planned, command('2026-09-15'), actors.coordinator, '2026-09-15');
    expect(refusalOf(once, command('2026-09-18'), ctx)).toMatchObject({ code: 'duplicate-id' });
  });
});
