import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  caseNumberOf,
  nextCaseNumber,
  openAssignments,
  openAssignmentsByPerson,
  releaseReservations,
  reserveCaseload,
  reserveOpenCase,
} from '../../../src/records/reservations.ts';
import { type Server, useDatabase } from './suite.ts';

const ten = Array.from({ length: 10 }, (_, i) => i);

export const reservationsSuite = (server: Server) =>
  describe('what crosses cases', () => {
    const { db } = useDatabase(server);

    test('ten allocations to one coordinator at the same moment stop at the limit, every time', async () => {
      // All ten connections open first, so that the ten really meet.
      await Promise.all(ten.map(() => sql`select pg_sleep(0.05)`.execute(db())));
      for (const coordinator of ten.map((i) => `anna-${i}`)) {
        const answers = await Promise.all(
          ten.map((i) =>
            reserveCaseload(db(), {
              personIds: [coordinator],
              caseId: `a${i}`,
              limit: 4,
              commandId: `${coordinator}-${i}`,
            }),
          ),
        );
        expect(answers.filter((answer) => answer.ok)).toHaveLength(4);
        expect(answers.filter((answer) => !answer.ok)).toEqual(
          Array.from({ length: 6 }, () => ({ ok: false, full: coordinator, open: 4 })),
        );
        expect(await openAssignments(db(), coordinator)).toBe(4);
      }
    });

    test('a pair is reserved whole or not at all, in whichever order it is named', async () => {
      await reserveCaseload(db(), { personIds: ['full'], caseId: 'p0', limit: 1, commandId: 'p0' });
      const answers = await Promise.all(
        ten.map((i) =>
          reserveCaseload(db(), {
            personIds: i % 2 === 0 ? ['free', 'full'] : ['full', 'free'],
            caseId: `pair${i}`,
            limit: 1,
            commandId: `pair${i}`,
          }),
        ),
      );
      expect(answers.every((answer) => !answer.ok)).toBe(true);
      expect(await openAssignments(db(), 'free')).toBe(0);
    });

    test('asked again for the same case it takes no second place; refused, it is given back', async () => {
      const wish = { personIds: ['berit'], caseId: 'b1', limit: 1, commandId: 'b1' };
      expect(await reserveCaseload(db(), wish)).toEqual({ ok: true });
      expect(await reserveCaseload(db(), { ...wish, commandId: 'b1-again' })).toEqual({ ok: true });
      expect(await openAssignments(db(), 'berit')).toBe(1);
      expect(await releaseReservations(db(), 'b1')).toBe(1);
      expect(await openAssignments(db(), 'berit')).toBe(0);
    });

    test('somebody whose id begins like another’s isn’t counted in their place', async () => {
      await reserveCaseload(db(), { personIds: ['per'], caseId: 'c1', limit: 1, commandId: 'c1' });
      const wish = { personIds: ['p_r'], caseId: 'c2', limit: 1, commandId: 'c2' };
      expect(await reserveCaseload(db(), wish)).toEqual({ ok: true });
      const all = await openAssignmentsByPerson(db());
      expect([all.get('per'), all.get('p_r'), all.get('nobody')]).toEqual([1, 1, undefined]);
    });

    test('of ten orders for one pupil at the same moment one opens a case', async () => {
      const answers = await Promise.all(
        ten.map((i) => reserveOpenCase(db(), { pupilId: 'elev', caseId: `o${i}`, commandId: `o${i}` })),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.otherCaseId]))).size).toBe(1);
    });

    test('case numbers are unique, begin anew each year, and stay with their case', async () => {
      const numbers = await Promise.all(
        ten.map((i) => nextCaseNumber(db(), { caseId: `n${i}`, year: 2026, commandId: `n${i}` })),
      );
      expect(new Set(numbers).size).toBe(10);
      expect(numbers.sort().at(-1)).toBe('2026-0010');
      expect(await nextCaseNumber(db(), { caseId: 'n3', year: 2027, commandId: 'x' })).toBe(
        await caseNumberOf(db(), 'n3'),
      );
      expect(await nextCaseNumber(db(), { caseId: 'm', year: 2027, commandId: 'm' })).toBe('2027-0001');
    });
  });
