/** A case hands over to its next run at quiet points, and nobody notices. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentRulesVersion } from '../../src/domain/case/rules-version.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import { localDate } from '../../src/domain/time.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import {
  aContact,
  actors,
  aFollowUp,
  anEvaluation,
  anId,
  aPlannedCase,
  aPolicy,
  ids,
} from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { eventually } from '../setup/eventually.ts';

describe('given a planned case on the day of its six-week evaluation', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality({ from: '2026-10-22' });
  });
  afterAll(() => town.close());

  const runOf = async (caseId: CaseId): Promise<string> =>
    (await town.engine.client.workflow.getHandle(caseWorkflowId(caseId)).describe()).runId;
  const nextRun = (caseId: CaseId, before: string) =>
    eventually(async () => expect(await runOf(caseId)).not.toBe(before));
  const contact = (n: number) =>
    ({
      type: 'recordContact',
      contact: aContact({ contactId: anId(n), date: localDate('2026-10-22') }),
    }) as const;
  const evaluation = (n: number) =>
    ({ type: 'recordEvaluation', evaluation: anEvaluation({ evaluationId: anId(n) }) }) as const;

  it('the evaluation begins a new run, with the same state and today’s rules', async () => {
    const caseId = await town.open({ state: { ...aPlannedCase(), rulesVersion: 0 } });
    const before = await runOf(caseId);
    const answer = await town.command(caseId, actors.coordinator, evaluation(551));
    await nextRun(caseId, before);
    const state = await town.stateOf(caseId);
    expect(state).toMatchObject({ revision: answer.revision, version: answer.version });
    expect(state.rulesVersion).toBe(currentRulesVersion);
    expect(state.evaluations).toHaveLength(1);
  });

  it('a command repeated after it gets the first answer and happens once', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    const before = await runOf(caseId);
    const commandId = randomUUID();
    const first = await town.command(caseId, actors.coordinator, contact(811), { commandId });
    await town.command(caseId, actors.coordinator, evaluation(552));
    await nextRun(caseId, before);
    const again = await town.command(caseId, actors.coordinator, contact(811), { commandId });
    expect(again).toEqual(first);
    expect((await town.stateOf(caseId)).contacts).toHaveLength(1);
  });

  it('commands sent around it are all taken once', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    const before = await runOf(caseId);
    const sent = [821, 822, 823].map((n) => town.command(caseId, actors.coordinator, contact(n)));
    const evaluated = town.command(caseId, actors.coordinator, evaluation(553));
    const after = [824, 825, 826].map((n) => town.command(caseId, actors.coordinator, contact(n)));
    await Promise.all([...sent, evaluated, ...after]);
    await nextRun(caseId, before);
    const state = await town.stateOf(caseId);
    expect(state.contacts.map((one) => one.contactId).toSorted()).toEqual(
      [821, 822, 823, 824, 825, 826].map(anId),
    );
    const rows = await town.records.db
      .selectFrom('timeline')
      .select('seq')
      .where('case_id', '=', caseId)
      .execute();
    expect(new Set(rows.map(({ seq }) => seq)).size).toBe(rows.length);
  });

  it('a changed policy begins a new run too', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    const before = await runOf(caseId);
    const policy = aPolicy('uppsala', { version: 2, escalation: { afterDays: 3 } });
    await town.command(caseId, actors.teamLeader, { type: 'changePolicy', policy });
    await nextRun(caseId, before);
    expect((await town.stateOf(caseId)).policy.escalation.afterDays).toBe(3);
  });

  it('an extension moves the cap: nothing lapses on the old day, and it does on the new one', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    await town.command(caseId, actors.coordinator, evaluation(554));
    await town.moveTo('2027-02-10');
    await town.command(caseId, actors.coordinator, {
      type: 'recordFollowUp',
      followUp: aFollowUp({ followUpId: anId(480), heldOn: localDate('2027-02-10') }),
    });
    await town.command(caseId, actors.teamLeader, {
      type: 'extend',
      extension: {
        until: localDate('2027-04-30'),
        decidedBy: ids.teamLeader,
        decidedOn: localDate('2027-02-10'),
        evaluationId: anId(554),
        reasonContentId: ids.content,
      },
    });
    await town.moveTo('2027-03-10');
    expect((await town.stateOf(caseId)).stand.phase).toBe('assigned');
    await town.moveTo('2027-05-04');
    expect((await town.stateOf(caseId)).stand).toMatchObject({
      phase: 'monitoring',
      closure: { reason: 'lapsed', effectiveOn: '2027-04-30' },
    });
  });
});
