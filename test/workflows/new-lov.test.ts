/** A break that a school puts into its year while cases run. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localDate } from '../../src/domain/time.ts';
import { savePeriod } from '../../src/records/calendar.ts';
import { aContact, actors, anId, aPlannedCase } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';

let town: TestMunicipality;
beforeAll(async () => {
  town = await aMunicipality({ from: '2026-09-15' });
});
afterAll(() => town.close());

it('takes no follow-up of its week for missed, however late it was told', async () => {
  const caseId = await town.open({ state: aPlannedCase() });
  const contact = aContact({ contactId: anId(811), date: localDate('2026-09-15') });
  await town.command(caseId, actors.coordinator, { type: 'recordContact', contact });
  await town.moveTo('2026-09-18');
  const lov = { schoolUnit: null, name: 'extralov', kind: 'lov' } as const;
  await savePeriod(town.records.db, { ...lov, from: localDate('2026-09-21'), to: localDate('2026-09-25') });
  await town.moveTo('2026-10-08');
  const { slots } = await town.stateOf(caseId);
  expect(slots.map(({ slot, how }) => `${slot.key} ${how}`)).toEqual([
    '2026-W38 missed',
    '2026-W39 lov',
    '2026-W40 missed',
  ]);
});
