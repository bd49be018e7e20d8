import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  aPolicy,
  asking,
  aCase,
  caseAt,
  eventsOf,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import { aConcern, aGuardianTalk, anEhtReport } from '../../../test/factories/ladder.ts';
import { addDays, localDate } from '../time.ts';
import type { Command } from './commands.ts';
import type { CaseState } from './state.ts';

const day = localDate;
const notice = (asOf: string, band: 'limit' | 'total' | 'below' = 'limit'): Command => ({
  type: 'noticeAbsence',
  attendance: { band, asOf: day(asOf) },
});
const system = (date: string) => asking(actors.system, date);

describe('noticeAbsence', () => {
  it('begins a case: noticed since the day it was seen, past the limit on the last day of the figures', () => {
    const state = after(aCase(), notice('2026-09-04'), actors.system, '2026-09-07');
    expect(state.stand).toEqual({ phase: 'noticed', since: '2026-09-07' });
    expect(state.ladder).toMatchObject({ begunBy: 'limit', limitPassedOn: '2026-09-04' });
    expect(state).toMatchObject({ band: 'limit', bandAsOf: '2026-09-04' });
  });

  it('passed twice is passed once', () => {
    const state = caseAt('noticed');
    expect(eventsOf(state, notice('2026-09-11'), system('2026-09-14'))).toEqual([]);
  });

  it('is never said of a child in preschool, nor of a pupil under the limit', () => {
    const preschool = aCase({ policy: aPolicy('dals-ed'), pupil: { schoolForm: 'preschool', year: null } });
    expect(refusalOf(preschool, notice('2026-09-04'), system('2026-09-07'))).toMatchObject({
      code: 'preschool-not-noticed',
    });
    expect(refusalOf(aCase(), notice('2026-09-04', 'below'), system('2026-09-07'))).toMatchObject({
      code: 'invalid-value',
      field: 'attendance/band',
    });
  });

  it('is the figures’ word alone, and not of a case that somebody works with', () => {
    expect(refusalOf(aCase(), notice('2026-09-04'), asking(actors.rector, '2026-09-07')).code).toBe(
      'not-permitted',
    );
    expect(refusalOf(caseAt('assigned'), notice('2026-09-04'), system('2026-09-07')).code).toBe(
      'wrong-phase',
    );
  });

  it('leaves a rector’s draft as it stands', () => {
    const draft = lived(aCase(), [
      [
        '2026-08-31',
        actors.rector,
        { type: 'placeOrder', order: { preconditions: [], attachments: [], questionContentId: null } },
      ],
    ]);
    const state = after(draft, notice('2026-09-04'), actors.system, '2026-09-07');
    expect(state.stand).toEqual(draft.stand);
    expect(state.ladder).toMatchObject({ begunBy: 'order', limitPassedOn: '2026-09-04' });
  });

  it('a pupil at 100 % is followed daily once somebody works with them', () => {
    const state = after(aCase(), notice('2026-09-04', 'total'), actors.system, '2026-09-07');
    expect(state.rhythm).toEqual([{ from: '2026-09-07', daily: true }]);
  });
});

describe('what else a case may begin with', () => {
  const beginnings: [string, Command, CaseState['ladder']['begunBy']][] = [
    ['a concern', { type: 'raiseConcern', concern: aConcern() }, 'concern'],
    ['the talk with the guardians', { type: 'recordGuardianTalk', talk: aGuardianTalk() }, 'talk'],
    ['the report to EHT', { type: 'reportToEht', report: anEhtReport() }, 'report'],
  ];

  it.each(beginnings)('%s', (_name, command, begunBy) => {
    const state = after(aCase(), command, actors.mentor, '2026-09-14');
    expect(state.stand).toEqual({ phase: 'noticed', since: '2026-09-14' });
    expect(state.ladder.begunBy).toBe(begunBy);
  });

  it('the first of them, whatever comes after', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(beginnings, { minLength: 1 }), (some) => {
        const state = some.reduce(
          (now, [, command]) => after(now, command, actors.mentor, '2026-09-14'),
          aCase(),
        );
        expect(state.ladder.begunBy).toBe(some[0]?.[2]);
        expect(state.stand).toEqual({ phase: 'noticed', since: '2026-09-14' });
        const late = after(state, notice('2026-09-14'), actors.system, '2026-09-15');
        expect(late.ladder.begunBy).toBe(some[0]?.[2]);
      }),
    );
  });

  it('an order, as before', () => {
    expect(caseAt('ordered').ladder.begunBy).toBe('order');
  });
});

describe('a concern', () => {
  it('of the preschool is of a child there', () => {
    const concern = aConcern({ from: 'preschool' });
    const ctx = asking(actors.mentor, '2026-09-14');
    expect(refusalOf(aCase(), { type: 'raiseConcern', concern }, ctx)).toMatchObject({
      field: 'concern/from',
    });
  });

  it('that later passes the limit has the limit’s day as well', () => {
    const state = lived(aCase(), [
      ['2026-09-14', actors.mentor, { type: 'raiseConcern', concern: aConcern() }],
      [
        '2026-09-28',
        actors.system,
        { type: 'reportAttendance', attendance: { band: 'limit', asOf: day('2026-09-25') } },
      ],
    ]);
    expect(state.ladder).toMatchObject({ begunBy: 'concern', limitPassedOn: '2026-09-25' });
  });
});

describe('the talk with the guardians', () => {
  const ctx = asking(actors.mentor, '2026-09-14');
  const record = (change: Parameters<typeof aGuardianTalk>[0]): Command => ({
    type: 'recordGuardianTalk',
    talk: aGuardianTalk(change),
  });

  it('is with this pupil’s guardians, called before they came', () => {
    const state = caseAt('noticed');
    expect(refusalOf(state, record({ guardianIds: [ids.mother, ids.mentor] }), ctx)).toMatchObject({
      code: 'unknown-id',
      field: 'talk/guardianIds/1',
    });
    expect(refusalOf(state, record({ calledOn: day('2026-09-11') }), ctx)).toMatchObject({
      code: 'end-before-start',
      field: 'talk/heldOn',
    });
    expect(refusalOf(state, record({ heldOn: day('2026-09-15') }), ctx)).toMatchObject({
      code: 'date-in-future',
      field: 'talk/heldOn',
    });
  });

  it('is recorded once', () => {
    const state = after(caseAt('noticed'), record({}), actors.mentor, '2026-09-14');
    expect(refusalOf(state, record({}), ctx)).toMatchObject({ code: 'duplicate-id' });
    expect(state.ladder.talks).toEqual([aGuardianTalk()]);
  });
});

describe('when the absence falls', () => {
  it('nothing is over: the case stays as it was noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (later) => {
        const on = addDays(day('2026-09-07'), later);
        const state = after(
          caseAt('noticed'),
          { type: 'reportAttendance', attendance: { band: 'below', asOf: on } },
          actors.system,
          on,
        );
        expect(state).toMatchObject({ band: 'below', stand: { phase: 'noticed', since: '2026-09-07' } });
      }),
    );
  });
});
