import { describe, expect, test } from 'vitest';
import {
  actors,
  after,
  aPlannedCase,
  aPolicy,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { CommandOf } from './commands.ts';

const allocate = (change: Partial<CommandOf<'allocate'>> = {}): CommandOf<'allocate'> => ({
  type: 'allocate',
  coordinators: [{ personId: ids.coordinator, stages: ['7-9'] }],
  start: localDate('2026-08-31'),
  outsideStagesContentId: null,
  ...change,
});
const leader = asking(actors.teamLeader, '2026-08-31');
const consented = () => lived(caseAt('ordered'), consentsFor('coordinators', 100));

describe('allocation', () => {
  test('six months from the last of August end on the last of February, a Sunday: act by Monday', () => {
    expect(eventsOf(consented(), allocate(), leader)).toMatchObject([
      { type: 'allocated', cap: { nominalEnd: '2027-02-28', actBy: '2027-03-01' } },
    ]);
  });

  test('no cap where the policy has none', () => {
    const ordered = caseAt('ordered', { policy: aPolicy('dals-ed') });
    expect(eventsOf(ordered, allocate(), leader)).toMatchObject([{ type: 'allocated', cap: null }]);
  });

  test('starts within a year', () => {
    const ordered = caseAt('ordered', { policy: aPolicy('dals-ed') });
    expect(refusalOf(ordered, allocate({ start: localDate('2029-08-31') }), leader)).toMatchObject({
      code: 'invalid-date',
      field: 'start',
      params: { latest: '2027-08-31' },
    });
  });

  test('without each guardian’s consent there is no assignment (seed 002); the refusal says whose', () => {
    const onlyMother = lived(caseAt('ordered'), consentsFor('coordinators', 100).slice(0, 1));
    expect(refusalOf(onlyMother, allocate(), leader)).toEqual({
      code: 'consent-missing',
      field: 'coordinators',
      params: {
        receiver: 'coordinators',
        purpose: 'increaseAttendance',
        missing: `guardian/${ids.father}`,
        missingCount: 1,
      },
    });
  });

  test('one or a pair, not three, not the same twice', () => {
    const person = (personId: string) => ({ personId, stages: ['7-9' as const] });
    const pair = [person(ids.coordinator), person(ids.secondCoordinator)];
    expect(eventsOf(consented(), allocate({ coordinators: pair }), leader)).toHaveLength(1);
    expect(
      refusalOf(consented(), allocate({ coordinators: [...pair, person(ids.mentor)] }), leader),
    ).toMatchObject({ code: 'too-many', field: 'coordinators' });
    expect(
      refusalOf(
        consented(),
        allocate({ coordinators: [person(ids.coordinator), person(ids.coordinator)] }),
        leader,
      ),
    ).toMatchObject({ code: 'duplicate-id', field: 'coordinators/1/personId' });
    expect(refusalOf(consented(), allocate({ coordinators: [] }), leader)).toMatchObject({
      code: 'invalid-value',
      field: 'coordinators',
    });
  });

  test('the stage split holds unless a reason is given', () => {
    const coordinators = [{ personId: ids.coordinator, stages: ['F-3' as const] }];
    expect(refusalOf(consented(), allocate({ coordinators }), leader)).toMatchObject({
      code: 'stage-mismatch',
      field: 'coordinators/0',
      params: { stage: '7-9' },
    });
    expect(
      eventsOf(consented(), allocate({ coordinators, outsideStagesContentId: ids.content }), leader),
    ).toHaveLength(1);
  });

  test('no start before the order, nor so early that the cap has passed', () => {
    expect(refusalOf(consented(), allocate({ start: localDate('2026-08-30') }), leader)).toMatchObject({
      code: 'date-in-past',
      field: 'start',
    });
    const late = asking(actors.teamLeader, '2027-03-02');
    expect(refusalOf(consented(), allocate(), late)).toMatchObject({ code: 'date-in-past', field: 'start' });
  });
});

describe('handing over', () => {
  const handOver: CommandOf<'handOver'> = {
    type: 'handOver',
    coordinators: [{ personId: ids.secondCoordinator, stages: ['7-9'] }],
    reason: 'sickLeave',
    contentId: null,
  };

  test('loses nothing but who the coordinators are', () => {
    const before = aPlannedCase();
    const now = after(before, handOver, actors.teamLeader, '2026-09-21');
    if (before.stand.phase !== 'assigned' || now.stand.phase !== 'assigned') throw new Error('not assigned');
    expect(now.stand.assignment).toEqual({
      ...before.stand.assignment,
      coordinatorIds: [ids.secondCoordinator],
    });
    expect({ ...now, stand: null, version: 0 }).toEqual({ ...before, stand: null, version: 0 });
  });

  test('the new one may work on, the old one may not', () => {
    const now = after(aPlannedCase(), handOver, actors.teamLeader, '2026-09-21');
    const note = { type: 'recordMonthlyReview', heldOn: localDate('2026-09-21'), contentId: null } as const;
    expect(refusalOf(now, note, asking(actors.coordinator, '2026-09-21')).code).toBe('not-permitted');
    expect(refusalOf(now, handOver, asking(actors.teamLeader, '2026-09-21')).code).toBe('already-done');
  });

  test('an order that is not allocated has nobody to hand over', () => {
    expect(refusalOf(caseAt('ordered'), handOver, leader).code).toBe('wrong-phase');
  });
});
