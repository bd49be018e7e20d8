import { describe, expect, test } from 'vitest';
import { actors, caseAt, ids, otherSchool } from '../../test/factories/case.ts';
import type { CommandType } from './case/commands.ts';
import type { Actor } from './case/parts.ts';
import {
  actorInCase,
  commandRights,
  may,
  mayCommand,
  needOf,
  noRelation,
  relationToCase,
  relationToPupil,
} from './permissions.ts';

const commandTypes = Object.keys(commandRights) as CommandType[];
const allowed = (actor: Actor, state = caseAt('assigned')) =>
  commandTypes.filter((type) => mayCommand(actor, type, state)).sort();

describe('who may command a case', () => {
  test('a rector orders for their own school only', () => {
    const state = caseAt('ordering');
    expect(mayCommand(actors.rector, 'placeOrder', state)).toBe(true);
    expect(mayCommand(actors.otherRector, 'placeOrder', state)).toBe(false);
    expect(allowed(actors.otherRector)).toEqual([]);
  });

  test('a team leader may do whatever a coordinator may', () => {
    const leader = new Set(allowed(actors.teamLeader));
    expect(allowed(actors.coordinator).filter((type) => !leader.has(type))).toEqual([]);
    expect(allowed(actors.coordinator)).toContain('makePlan');
  });

  test('a coordinator of other cases may do nothing here', () => {
    expect(allowed(actors.secondCoordinator)).toEqual([]);
    expect(allowed(actors.coordinator, caseAt('ordered'))).toEqual([]);
  });

  test('the family asks for meetings, answers, and gives or takes back its own consent', () => {
    const own = ['answerInvitation', 'askForMeeting', 'recordConsent', 'refuseConsent', 'withdrawConsent'];
    expect(allowed(actors.mother)).toEqual(own);
    expect(allowed(actors.pupil)).toEqual(own);
    expect(allowed({ role: 'guardian', guardianId: ids.coordinator })).toEqual([]);
    expect(allowed({ role: 'pupil', pupilId: ids.mother })).toEqual([]);
  });

  test('at 18 the guardians’ part ends', () => {
    const state = { ...caseAt('assigned'), ofAge: true };
    expect(allowed(actors.mother, state)).toEqual([]);
    expect(may(actors.mother, 'case.read', relationToCase(actors.mother, state))).toBe(false);
    expect(allowed(actors.pupil, state)).toContain('recordConsent');
  });

  test('a guest only answers an invitation of their own', () => {
    const state = caseAt('assigned');
    expect(allowed({ role: 'guest', participantId: ids.content }, state)).toEqual([]);
    for (const type of commandTypes)
      expect(commandRights[type].guest ?? 'never').toBe(type === 'answerInvitation' ? 'invited' : 'never');
  });

  test('everyone who works with the child may record an orosanmälan', () => {
    for (const actor of [actors.mentor, actors.rector, actors.pupilHealth, actors.coordinator])
      expect(mayCommand(actor, 'recordConcernReport', caseAt('assigned'))).toBe(true);
  });
});

describe('who may read', () => {
  const state = caseAt('assigned');
  const reads = (actor: Actor, action: Parameters<typeof may>[1]) =>
    may(actor, action, relationToCase(actor, state));

  test('default deny: without a relation nobody but the central roles reads a case', () => {
    expect(may(actors.rector, 'case.read')).toBe(false);
    expect(may(actors.mentor, 'case.read', noRelation)).toBe(false);
    expect(may({ role: 'guest', participantId: ids.content }, 'case.list')).toBe(false);
    expect(may(actors.teamLeader, 'case.read')).toBe(true);
  });

  test('an orosanmälan is never shown to guardians or pupil', () => {
    expect(reads(actors.mother, 'concernReport.read')).toBe(false);
    expect(reads(actors.pupil, 'concernReport.read')).toBe(false);
    expect(reads(actors.coordinator, 'concernReport.read')).toBe(true);
  });

  test('a mentor reads own pupils, pupil health its own school', () => {
    expect(reads(actors.mentor, 'case.read')).toBe(true);
    expect(reads({ ...actors.mentor, personId: ids.content }, 'case.read')).toBe(false);
    expect(reads({ ...actors.pupilHealth, schoolUnits: [otherSchool] }, 'case.read')).toBe(false);
  });

  test('lists learn which relation a row must have', () => {
    expect(needOf('rector', 'case.read')).toBe('ownSchool');
    expect(needOf('teamLeader', 'case.read')).toBe('any');
    expect(needOf('guest', 'case.read')).toBeNull();
  });

  test('a deputy has the coordinator’s relation to the case, and to no other', () => {
    const deputy: Actor = {
      ...actors.secondCoordinator,
      standsInFor: [{ coordinatorId: ids.coordinator, caseIds: null }],
    };
    expect([...relationToCase(deputy, state)]).toEqual(['deputy']);
    expect(allowed(deputy)).toEqual(allowed(actors.coordinator));
    const others = { ...deputy, standsInFor: [{ coordinatorId: ids.otherRector, caseIds: null }] };
    expect(allowed(others)).toEqual([]);
    expect(reads(others, 'case.read')).toBe(false);
    // Before allocation nobody has the case whom one could stand in for.
    expect(allowed(deputy, caseAt('ordered'))).toEqual([]);
  });

  test('a case is told only of what a deputy stands in for there', () => {
    const elsewhere = { coordinatorId: ids.otherRector, caseIds: ['another'] };
    const deputy: Actor = {
      ...actors.secondCoordinator,
      standsInFor: [elsewhere, { coordinatorId: ids.coordinator, caseIds: [state.caseId, 'another'] }],
    };
    expect(actorInCase(deputy, state)).toEqual({
      ...actors.secondCoordinator,
      standsInFor: [{ coordinatorId: ids.coordinator, caseIds: [state.caseId] }],
    });
    expect(actorInCase({ ...deputy, standsInFor: [elsewhere] }, state)).toEqual(actors.secondCoordinator);
    expect(actorInCase(actors.mother, state)).toBe(actors.mother);
  });

  test('a relation is reckoned from a pupil’s row as well', () => {
    const near = relationToPupil(actors.coordinator, {
      ...state.pupil,
      ofAge: false,
      caseId: state.caseId,
      coordinatorIds: [ids.coordinator],
    });
    expect([...near]).toEqual(['allocated']);
  });
});
