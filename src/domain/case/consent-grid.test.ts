import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCase } from '../../../test/factories/case.ts';
import { aConsent, ids } from '../../../test/factories/parts.ts';
import { activeConsents, requiredGivers, sameGiver } from '../consent.ts';
import { addDays, localDate } from '../time.ts';
import type { ConsentRecord } from './consent-parts.ts';
import { consentGrid } from './consent-grid.ts';

const today = localDate('2026-10-01');
const mother = { role: 'guardian' as const, guardianId: ids.mother };
const father = { role: 'guardian' as const, guardianId: ids.father };

const kept = (change: Partial<ConsentRecord>): ConsentRecord => ({
  ...aConsent({
    giver: mother,
    receiver: 'bup',
    from: localDate('2026-09-01'),
    until: localDate('2027-02-01'),
  }),
  recordedOn: localDate('2026-09-01'),
  boundToPurpose: true,
  withdrawnOn: null,
  expiredOn: null,
  ...change,
});

describe('the grid of consents', () => {
  it('has the coordinators first, and a cell for each whose consent counts', () => {
    const grid = consentGrid({ ...aCase(), consents: [kept({})] }, today);
    expect(grid.givers).toEqual([mother, father]);
    expect(grid.rows.map(({ receiver }) => receiver)).toEqual(['coordinators', 'bup']);
    expect(grid.rows[1]?.cells).toEqual([
      { kind: 'given', from: '2026-09-01', until: '2027-02-01', consentId: kept({}).consentId },
      { kind: 'missing' },
    ]);
  });

  it('tells a no, a withdrawal and an end, the newest of them', () => {
    const consents = [
      kept({ until: localDate('2026-09-10') }),
      kept({ withdrawnOn: localDate('2026-09-20'), kinds: [] }),
    ];
    const refusals = [{ giver: father, receiver: 'bup' as const, on: localDate('2026-09-05') }];
    const grid = consentGrid({ ...aCase(), consents, refusals }, today);
    expect(grid.rows.find(({ receiver }) => receiver === 'bup')?.cells).toEqual([
      { kind: 'withdrawn', on: '2026-09-20' },
      { kind: 'refused', on: '2026-09-05' },
    ]);
  });

  it('tells of one that begins later', () => {
    const from = localDate('2026-11-01');
    const grid = consentGrid({ ...aCase(), consents: [kept({ from })] }, today);
    expect(grid.rows[1]?.cells[0]).toMatchObject({ kind: 'later', from });
  });

  it('says given exactly where a consent is in force', () => {
    const day = fc.integer({ min: -60, max: 60 }).map((n) => addDays(today, n));
    const consent = fc.record({
      giver: fc.constantFrom(mother, father, { role: 'pupil' as const }),
      receiver: fc.constantFrom('coordinators' as const, 'bup' as const, 'socialServices' as const),
      from: day,
      until: day,
      withdrawnOn: fc.option(day, { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(consent, { maxLength: 8 }), (all) => {
        const state = { ...aCase(), consents: all.map(kept) };
        const { givers, rows } = consentGrid(state, today);
        expect(givers).toEqual(requiredGivers(state));
        for (const { receiver, cells } of rows) {
          expect(cells).toHaveLength(givers.length);
          cells.forEach((cell, index) => {
            const holds = activeConsents(state, today).some(
              (one) => one.receiver === receiver && sameGiver(one.giver, givers[index] ?? mother),
            );
            expect(cell.kind === 'given').toBe(holds);
          });
        }
      }),
    );
  });
});
