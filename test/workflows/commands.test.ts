/** Commands as updates: one answer for one id, one winner for one revision, no trace of a refusal. */
import { randomUUID } from 'node:crypto';
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../src/domain/ids.ts';
import { localDate } from '../../src/domain/time.ts';
import type { CommandMessage } from '../../src/workflows/messages.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { factSignal } from '../../src/workflows/messages.ts';
import { aContact, actors, allocationSteps, anId, anOrder, caseAt, orderSteps } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';

/** The code of the refusal that a caller is given. */
const refusedWith = async (asked: Promise<unknown>): Promise<string | null | undefined> => {
  const error: unknown = await asked.then(
    () => new Error('it was accepted'),
    (failure: unknown) => failure,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  if (!(error.cause instanceof ApplicationFailure)) throw error;
  expect(error.cause.details?.[0]).toMatchObject({ code: error.cause.type });
  return error.cause.type;
};

describe('a command', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
  });
  afterAll(() => town.close());

  const historyOf = async (caseId: CaseId) =>
    (await town.engine.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory()).events ?? [];
  const order = { type: 'placeOrder', order: anOrder() } as const;
  const contact = (n: number) =>
    ({
      type: 'recordContact',
      contact: aContact({ contactId: anId(n), date: localDate('2026-08-31') }),
    }) as const;

  it('is answered with the revision, the version and what happened, and stands in the records then', async () => {
    const caseId = await town.open();
    const answer = await town.command(caseId, actors.rector, order);
    expect(answer).toEqual({ revision: 1, version: 1, events: ['orderPlaced'] });
    const row = await town.records.db
      .selectFrom('case_file')
      .select(['revision', 'version', 'phase'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    expect(row).toEqual({ revision: 1, version: 1, phase: 'ordered' });
  });

  it('costs one workflow task: accepted, answered and projected in the same', async () => {
    const caseId = await town.open();
    await town.live(caseId, [...orderSteps, ...allocationSteps]);
    const commandId = randomUUID();
    await town.command(caseId, actors.coordinator, contact(801), { commandId });
    const events = await historyOf(caseId);
    const accepted = events.findIndex(
      (event) =>
        event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId === commandId,
    );
    // What one task decided stands together, before the next is asked for; mail of earlier steps may still go out.
    const rest = events.slice(accepted);
    const next = rest.findIndex((event) => event.workflowTaskScheduledEventAttributes);
    const decided = next === -1 ? rest : rest.slice(0, next);
    expect(accepted).toBeGreaterThan(0);
    expect(decided.some((event) => event.workflowExecutionUpdateCompletedEventAttributes)).toBe(true);
    expect(
      decided.some((event) => event.markerRecordedEventAttributes?.markerName === 'core_local_activity'),
    ).toBe(true);
  });

  it('is refused with its reason, and leaves nothing in the history', async () => {
    const caseId = await town.open();
    await town.command(caseId, actors.rector, order);
    expect(await refusedWith(town.command(caseId, actors.mother, order))).toBe('not-permitted');
    const updates = (await historyOf(caseId)).filter(
      (event) =>
        event.workflowExecutionUpdateAcceptedEventAttributes ??
        event.workflowExecutionUpdateRejectedEventAttributes,
    );
    expect(updates).toHaveLength(1);
    expect((await town.stateOf(caseId)).revision).toBe(1);
  });

  it('with an older revision is refused as stale', async () => {
    const caseId = await town.open();
    await town.live(caseId, [...orderSteps, ...allocationSteps]);
    const asked = town.command(caseId, actors.coordinator, contact(802), { ifRevision: 1 });
    expect(await refusedWith(asked)).toBe('stale-revision');
  });

  it('sent twice at once with the same revision: one wins, the other is told', async () => {
    const caseId = await town.open();
    await town.live(caseId, [...orderSteps, ...allocationSteps]);
    const { revision } = await town.stateOf(caseId);
    const both = await Promise.allSettled(
      [803, 804].map((n) => town.command(caseId, actors.coordinator, contact(n), { ifRevision: revision })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect(await refusedWith(Promise.reject(lost?.reason))).toBe('stale-revision');
    expect((await town.stateOf(caseId)).contacts).toHaveLength(1);
  });

  it('sent again under its id gets the first answer and happens once', async () => {
    const caseId = await town.open();
    await town.live(caseId, [...orderSteps, ...allocationSteps]);
    const commandId = randomUUID();
    const first = await town.command(caseId, actors.coordinator, contact(805), { commandId });
    const again = await town.command(caseId, actors.coordinator, contact(805), { commandId });
    expect(again).toEqual(first);
    expect((await town.stateOf(caseId)).contacts).toHaveLength(1);
  });

  it('to an ended case finds no workflow any more', async () => {
    const caseId = await town.open({ state: caseAt('ended') });
    await town.engine.client.workflow.getHandle(caseWorkflowId(caseId)).result();
    await expect(town.command(caseId, actors.rector, order)).rejects.toThrow(WorkflowNotFoundError);
  });

  it('told as a fact twice under one id is taken once; a refused fact changes nothing', async () => {
    const caseId = await town.open();
    await town.live(caseId, [...orderSteps, ...allocationSteps]);
    const handle = town.engine.client.workflow.getHandle(caseWorkflowId(caseId));
    const before = await town.stateOf(caseId);
    const fact: CommandMessage = {
      commandId: randomUUID(),
      actor: actors.system,
      command: { type: 'reportAttendance', attendance: { band: 'limit', asOf: localDate('2026-08-31') } },
      ifRevision: null,
    };
    await handle.signal(factSignal, fact);
    await handle.signal(factSignal, fact);
    await handle.signal(factSignal, { ...fact, commandId: randomUUID(), actor: actors.mother });
    const after = await town.stateOf(caseId);
    expect(after.band).toBe('limit');
    expect(after.version).toBe(before.version + 1);
    // A day's figures don't void anyone's open form.
    expect(after.revision).toBe(before.revision);
  });
});
