import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anId, ids } from '../../test/factories/case.ts';
import {
  type Deputyship,
  isInForce,
  mostMonthsOfDeputy,
  refuseDeputy,
  standingInOf,
  standsInFor,
} from './deputies.ts';
import { addDays, addMonths, localDate } from './time.ts';

const today = localDate('2026-12-21');
const named: Deputyship = {
  deputyshipId: anId(1),
  coordinatorId: ids.coordinator,
  deputyId: ids.secondCoordinator,
  from: today,
  until: localDate('2027-01-08'),
  caseIds: null,
  ended: false,
};
const ownCase = { caseId: ids.case, coordinatorIds: [ids.coordinator], protectedIdentity: false };

describe('a deputy', () => {
  it('stands in from the first day to the last, and not once it is ended', () => {
    const on = (date: string, change: Partial<Deputyship> = {}) =>
      isInForce({ ...named, ...change }, localDate(date));
    expect([on('2026-12-20'), on('2026-12-21'), on('2027-01-08'), on('2027-01-09')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(on('2026-12-22', { ended: true })).toBe(false);
  });

  it('stands in where a case is named, or in all of them but those of protected pupils', () => {
    const inAll = { coordinatorId: ids.coordinator, caseIds: null };
    const inOne = { coordinatorId: ids.coordinator, caseIds: [ids.case] };
    expect(standsInFor(inAll, ownCase)).toBe(true);
    expect(standsInFor(inAll, { ...ownCase, protectedIdentity: true })).toBe(false);
    expect(standsInFor(inOne, { ...ownCase, protectedIdentity: true })).toBe(true);
    expect(standsInFor(inOne, { ...ownCase, caseId: anId(9) })).toBe(false);
    expect(standsInFor(inAll, { ...ownCase, caseId: null })).toBe(false);
    // Handed over: the case is no longer the coordinator's, and so not the deputy's.
    expect(standsInFor(inOne, { ...ownCase, coordinatorIds: [anId(8)] })).toBe(false);
  });

  it.each([
    [{ deputyId: ids.coordinator }, 'invalid-value', '/deputyId'],
    [{ from: addDays(today, -1) }, 'date-in-past', '/from'],
    [{ until: addDays(today, -1) }, 'end-before-start', '/until'],
    [{ until: addDays(addMonths(today, mostMonthsOfDeputy), 1) }, 'invalid-date', '/until'],
    [{ caseIds: [] }, 'invalid-value', '/caseIds'],
    [{ caseIds: [ids.case, anId(9)] }, 'unknown-id', '/caseIds/1'],
    [{ caseIds: [ids.case, ids.case] }, 'duplicate-id', '/caseIds/1'],
  ] as const)('isn’t named like %o', (change, code, field) => {
    expect(refuseDeputy({ ...named, ...change }, [ids.case], today)).toEqual({ code, field });
  });

  it('is named for today and for six months at most', () => {
    const until = addMonths(today, mostMonthsOfDeputy);
    expect(refuseDeputy({ ...named, until }, [], today)).toBeNull();
    expect(refuseDeputy({ ...named, until: today, caseIds: [ids.case] }, [ids.case], today)).toBeNull();
  });
});

describe('whatever deputies there are', () => {
  const people = ['a', 'b', 'c', 'd'];
  const person = fc.constantFrom(...people);
  const day = fc.integer({ min: -30, max: 30 }).map((n) => addDays(today, n));
  const deputyship = fc
    .record({
      coordinatorId: person,
      deputyId: person,
      from: day,
      until: day,
      caseIds: fc.option(fc.subarray(['1', '2', '3'], { minLength: 1 })),
      ended: fc.boolean(),
    })
    .map((one): Deputyship => ({ ...one, deputyshipId: 'x' }));
  const aCase = fc.record({
    caseId: fc.constantFrom('1', '2', '3', null),
    coordinatorIds: fc.subarray(people),
    protectedIdentity: fc.boolean(),
  });

  it('one stands in exactly where somebody was named so, for the case’s own coordinator, within the days', () => {
    fc.assert(
      fc.property(fc.array(deputyship, { maxLength: 8 }), person, day, aCase, (all, who, on, of) => {
        const stands = standingInOf(all, who, on).some((one) => standsInFor(one, of));
        const named = all.filter(
          (one) =>
            one.deputyId === who &&
            of.coordinatorIds.includes(one.coordinatorId) &&
            on >= one.from &&
            on <= one.until &&
            !one.ended &&
            of.caseId !== null &&
            (one.caseIds?.includes(of.caseId) ?? !of.protectedIdentity),
        );
        expect(stands).toBe(named.length > 0);
      }),
    );
  });

  it('ending one, or passing its last day, never opens anything', () => {
    fc.assert(
      fc.property(fc.array(deputyship, { maxLength: 8 }), person, aCase, (all, who, of) => {
        const opens = (some: readonly Deputyship[], on = today) =>
          standingInOf(some, who, on).some((one) => standsInFor(one, of));
        const ended = all.map((one, at) => (at === 0 ? { ...one, ended: true } : one));
        if (opens(ended)) expect(opens(all)).toBe(true);
        expect(opens(all, addDays(today, 31))).toBe(false);
        expect(opens(all, addDays(today, -31))).toBe(false);
      }),
    );
  });

  it('whoever is named within the rules stands in on each day of the period and on no other', () => {
    fc.assert(
      fc.property(deputyship, day, (one, on) => {
        fc.pre(!one.ended && refuseDeputy(one, ['1', '2', '3'], today) === null);
        const stands = standingInOf([one], one.deputyId, on).length > 0;
        expect(stands).toBe(one.from <= on && on <= one.until);
      }),
    );
  });
});
