import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actors, caseAt, ids } from '../../test/factories/case.ts';
import {
  canBeOpened,
  type EmergencyAccess,
  emergencyUntil,
  mostEmergencyHours,
  openedByEmergency,
} from './emergency-access.ts';
import { actionRights, may, mayCommand, relationToCase, commandRights } from './permissions.ts';
import { instant } from './time.ts';

const hour = 3_600_000;
const now = instant(Date.parse('2026-09-14T08:00:00Z'));
const taken: EmergencyAccess = {
  personId: ids.secondCoordinator,
  caseId: ids.case,
  at: now,
  until: emergencyUntil(now, 4),
};

describe('emergency access', () => {
  it('lasts for the hours that are set, from the moment it is taken', () => {
    const open = (at: number) => openedByEmergency([taken], ids.secondCoordinator, instant(now + at));
    expect(open(-1)).toEqual([]);
    expect(open(0)).toEqual([ids.case]);
    expect(open(4 * hour - 1)).toEqual([ids.case]);
    expect(open(4 * hour)).toEqual([]);
    expect(openedByEmergency([taken], ids.coordinator, now)).toEqual([]);
  });

  it('opens what a coordinator has or had, never who is protected', () => {
    expect(canBeOpened({ coordinatorIds: [ids.coordinator], protectedIdentity: false })).toBe(true);
    expect(canBeOpened({ coordinatorIds: [], protectedIdentity: false })).toBe(false);
    expect(canBeOpened({ coordinatorIds: [ids.coordinator], protectedIdentity: true })).toBe(false);
  });

  const state = caseAt('assigned');
  const reader = { ...actors.secondCoordinator, emergencyCases: [state.caseId] };

  it('reads the case and what has weak secrecy, and does nothing', () => {
    const relation = relationToCase(reader, state);
    expect([...relation]).toEqual(['emergency']);
    const reads = Object.keys(actionRights).filter((action) =>
      may(reader, action as keyof typeof actionRights, relation),
    );
    const anyway = Object.keys(actionRights).filter((action) =>
      may(reader, action as keyof typeof actionRights),
    );
    expect(reads.filter((action) => !anyway.includes(action)).sort()).toEqual([
      'attendance.read',
      'case.read',
      'consents.read',
      'content.read',
      'obligations.read',
      'pupil.read',
      'timeline.read',
    ]);
    for (const command of Object.keys(commandRights) as (keyof typeof commandRights)[])
      expect(mayCommand(reader, command, state), command).toBe(false);
  });

  it('is over at once for a pupil who becomes protected, and gives nothing in another case', () => {
    const hidden = { ...state, pupil: { ...state.pupil, protectedIdentity: true } };
    expect(relationToCase(reader, hidden).size).toBe(0);
    expect(relationToCase({ ...reader, emergencyCases: ['another'] }, state).size).toBe(0);
    expect(relationToCase(reader, caseAt('ordered')).size).toBe(0);
  });
});

describe('whatever accesses there are', () => {
  const person = fc.constantFrom('a', 'b');
  const at = fc.integer({ min: -48, max: 48 }).map((n) => instant(now + n * hour));
  const access = fc
    .record({
      personId: person,
      caseId: fc.constantFrom('1', '2', null),
      at,
      hours: fc.integer({ min: -5, max: 99 }),
    })
    .map(({ hours, ...one }): EmergencyAccess => ({ ...one, until: emergencyUntil(one.at, hours) }));

  it('none lasts longer than a day, and each opens its own case for its own person within its time', () => {
    fc.assert(
      fc.property(fc.array(access, { maxLength: 8 }), person, at, (all, who, on) => {
        for (const one of all) {
          expect(one.until - one.at).toBeLessThanOrEqual(mostEmergencyHours * hour);
          expect(one.until).toBeGreaterThanOrEqual(one.at);
        }
        const open = openedByEmergency(all, who, on);
        expect(new Set(open).size).toBe(open.length);
        for (const caseId of ['1', '2']) {
          const some = all.some(
            (one) => one.personId === who && one.caseId === caseId && one.at <= on && on < one.until,
          );
          expect(open.includes(caseId)).toBe(some);
        }
      }),
    );
  });
});
