/** What a case tells the world: in order, once, however the relay and the runs behave. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InboxBehaviour } from '../../src/integrations/inbox.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { actors, aMeeting, anEvaluation, anId, aPlannedCase, ids } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { mailOf } from '../setup/people.ts';
import { eventually } from '../setup/eventually.ts';

const meeting = {
  type: 'callMeeting',
  meeting: aMeeting({
    participants: aMeeting().participants.filter(({ as }) => as.kind !== 'receiver'),
  }),
} as const;

describe('given a relay that is down', () => {
  let town: TestMunicipality;
  let down = true;
  const relay: InboxBehaviour = { connection: () => (down ? { code: 421, message: 'later' } : null) };
  beforeAll(async () => {
    town = await aMunicipality({ from: '2026-10-22', inbox: relay });
  });
  afterAll(() => town.close());

  it('commands go on, a new run takes the waiting mail along, and it goes once when the relay is back', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    const handle = town.engine.client.workflow.getHandle(caseWorkflowId(caseId));
    const first = (await handle.describe()).runId;
    await town.command(caseId, actors.mother, {
      type: 'askForMeeting',
      askedBy: { role: 'guardian', guardianId: ids.mother },
      contentId: null,
    });
    await town.command(caseId, actors.coordinator, {
      type: 'recordEvaluation',
      evaluation: anEvaluation({ evaluationId: anId(561) }),
    });
    await vi.waitFor(async () => expect((await handle.describe()).runId).not.toBe(first), {
      timeout: 90_000,
      interval: 250,
    });
    expect(town.mails).toEqual([]);
    down = false;
    await eventually(() => expect(town.mails.length).toBeGreaterThan(0));
    expect(town.mails.map(({ to }) => to)).toEqual([mailOf(ids.coordinator)]);
    // Nothing is left to send: the case is at rest.
    await eventually(async () => expect((await handle.describe()).raw.pendingActivities ?? []).toEqual([]));
    expect(town.mails).toHaveLength(1);
  }, 240_000);
});

describe('given an address that bounces', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality({
      from: '2026-09-15',
      inbox: {
        recipient: (address) =>
          address === mailOf(ids.mother) ? { code: 550, message: '5.1.1 nobody here' } : null,
      },
    });
  });
  afterAll(() => town.close());

  it('the case makes it the coordinator’s duty, and the others get their invitation', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    await town.command(caseId, actors.coordinator, meeting);
    // The mother's address bounces; the pupil has none.
    await eventually(async () => expect((await town.stateOf(caseId)).undeliverable).toHaveLength(2));
    const { undeliverable } = await town.stateOf(caseId);
    expect(undeliverable[0]).toMatchObject({
      to: { role: 'guardian', guardianId: ids.mother },
      why: 'bounced',
    });
    const duties = await eventually(async () => {
      const rows = await town.records.db
        .selectFrom('obligation')
        .select(['kind', 'owner_role'])
        .where('case_id', '=', caseId)
        .where('kind', '=', 'correctAddress')
        .execute();
      expect(rows).toHaveLength(2);
      return rows;
    });
    expect(duties.map((duty) => duty.owner_role)).toEqual(['coordinator', 'coordinator']);
    await eventually(() => expect(town.mails.map(({ to }) => to)).toContain(mailOf(ids.coordinator)));
  });
});
