/** Three cases through half a year on the real engine, in the order of their moments. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../src/domain/ids.ts';
import { allocationSteps, at, ids, orderSteps, planSteps } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { mailOf } from '../setup/people.ts';

describe('given three planned cases that nobody works with, when half a year passes', () => {
  let town: TestMunicipality;
  let cases: CaseId[];
  beforeAll(async () => {
    town = await aMunicipality();
    await town.startSchoolDay();
    cases = [await town.open(), await town.open(), await town.open()];
    for (const caseId of cases) await town.live(caseId, [...orderSteps, ...allocationSteps]);
    for (const step of planSteps) for (const caseId of cases) await town.live(caseId, [step]);
    await town.moveTo('2027-03-02');
    // Some 200 moments: seconds on a free machine, minutes on a crowded one.
  }, 300_000);
  afterAll(() => town.close());

  it('the clock stands where it was asked to', async () => {
    const now = await town.clock.now();
    expect(now).toBeGreaterThanOrEqual(at('2027-03-02'));
    expect(now).toBeLessThan(at('2027-03-02', '10:10'));
  });

  it('each assignment lapses in the night after actBy, with effect from nominalEnd', async () => {
    for (const caseId of cases) {
      const { stand } = await town.stateOf(caseId);
      expect(stand).toMatchObject({
        phase: 'monitoring',
        closure: { reason: 'lapsed', on: '2027-03-02', effectiveOn: '2027-02-28' },
      });
    }
  });

  it('weeks without a follow-up are missed and go upwards, but not those of a lov', async () => {
    for (const caseId of cases) {
      const { slots, escalations } = await town.stateOf(caseId);
      const how = new Map(slots.map(({ slot, how }) => [slot.key, how]));
      expect(how.get('2026-W43')).toBe('missed');
      expect(escalations['followUp/2026-W43']).toBeDefined();
      expect(how.get('2026-W44')).toBe('lov');
      expect(escalations['followUp/2026-W44']).toBeUndefined();
    }
  });

  it('the records hold every event once, in order, and what the case itself says', async () => {
    for (const caseId of cases) {
      const rows = await town.records.db
        .selectFrom('timeline')
        .select(['seq', 'at'])
        .where('case_id', '=', caseId)
        .orderBy('seq')
        .execute();
      const state = await town.stateOf(caseId);
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
      expect(rows).toHaveLength(state.version);
      const times = rows.map(({ at }) => at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      const row = await town.records.db
        .selectFrom('case_file')
        .selectAll()
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({ version: state.version, revision: state.revision, phase: 'monitoring' });
    }
  });

  it('everyone concerned is told of the lapse, at the night in which it happened', () => {
    const told = town.mails.filter((mail) => mail.date.getTime() >= at('2027-03-02', '03:00'));
    const receivers = new Set(told.map((mail) => mail.to));
    for (const id of [ids.coordinator, ids.rector, ids.teamLeader, ids.mentor, ids.mother, ids.father])
      expect(receivers).toContain(mailOf(id));
  });

  it('nobody gets two digests on one morning', () => {
    const mornings = town.mails
      .filter((mail) => mail.messageId.includes('digest') || mail.subject.startsWith('Att göra'))
      .map((mail) => `${mail.date.toISOString().slice(0, 10)} ${mail.to}`);
    expect(new Set(mornings).size).toBe(mornings.length);
  });
});
