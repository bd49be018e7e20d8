/** A case before any order, lived by the workflow: what is owed comes and goes upwards, and older runs go on as they were. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../src/domain/ids.ts';
import { localDate } from '../../src/domain/time.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { anOrder, actors, anId, aPolicy, aPupil, caseAt, ids, noticingSteps } from '../factories/case.ts';
import { anEhtDecision, anEhtReport, aRectorStep } from '../factories/ladder.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { eventually } from '../setup/eventually.ts';

const day = localDate;

describe('what the school notices', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality({ from: '2026-09-01' });
  });
  afterAll(() => town.close());

  const owed = async (caseId: CaseId): Promise<string[]> => {
    const rows = await town.records.db
      .selectFrom('obligation')
      .select('kind')
      .where('case_id', '=', caseId)
      .orderBy('kind')
      .execute();
    return [...new Set(rows.map(({ kind }) => kind))];
  };
  const happened = async (caseId: CaseId): Promise<string[]> => {
    const rows = await town.records.db
      .selectFrom('timeline')
      .select('type')
      .where('case_id', '=', caseId)
      .orderBy('seq')
      .execute();
    return rows.map(({ type }) => type);
  };

  it('goes from a passed limit over EHT and the inquiry to the order', { timeout: 120_000 }, async () => {
    const caseId = await town.open();
    await town.live(caseId, noticingSteps);
    expect(await owed(caseId)).toEqual(['guardianTalk', 'monthlyReview', 'openInquiry', 'reportToEht']);

    // Nobody reports: a week after the due day it's told upwards.
    await town.moveTo('2026-09-18');
    await eventually(async () => expect(await happened(caseId)).toContain('escalated'));

    await town.live(caseId, [
      [
        '2026-09-21',
        actors.mentor,
        { type: 'reportToEht', report: anEhtReport({ reportedOn: day('2026-09-21') }) },
      ],
      [
        '2026-09-24',
        actors.pupilHealth,
        {
          type: 'decideInEht',
          decision: anEhtDecision({
            decidedOn: day('2026-09-24'),
            outcome: 'wait',
            waitUntil: day('2026-10-08'),
          }),
        },
      ],
    ]);
    expect(await owed(caseId)).toEqual(expect.arrayContaining(['decideInEht', 'tellMentor']));
    await town.live(caseId, [
      [
        '2026-10-08',
        actors.pupilHealth,
        {
          type: 'decideInEht',
          decision: anEhtDecision({
            ehtDecisionId: anId(831),
            decidedOn: day('2026-10-08'),
            outcome: 'coordinator',
            mentorAnswerContentId: ids.content,
          }),
        },
      ],
      [
        '2026-10-08',
        actors.rector,
        { type: 'recordRectorStep', step: aRectorStep({ on: day('2026-10-08') }) },
      ],
    ]);
    expect(await owed(caseId)).toEqual(
      expect.arrayContaining(['placeOrder', 'completeInquiry', 'tellAuthority']),
    );
    await town.live(caseId, [['2026-10-12', actors.rector, { type: 'placeOrder', order: anOrder() }]]);
    expect((await town.stateOf(caseId)).stand).toMatchObject({ phase: 'ordered', basis: { by: 'order' } });
    // The first decision was never told: it's owed until it is.
    expect(await owed(caseId)).toEqual(['giveConsent', 'tellMentor']);
    const row = await town.records.db
      .selectFrom('case_file')
      .select('phase')
      .where('id', '=', caseId)
      .executeTakeFirst();
    expect(row?.phase).toBe('ordered');
  });

  it('is owed in an older run first when it hands over', { timeout: 60_000 }, async () => {
    const state = { ...caseAt('assigned'), rulesVersion: 1 };
    const caseId = await town.open({ state });
    const runOf = async () =>
      (await town.engine.client.workflow.getHandle(caseWorkflowId(caseId)).describe()).runId;
    await town.command(caseId, actors.system, {
      type: 'updatePupil',
      pupil: aPupil({ municipalityCode: '9802' }),
    });
    expect(await owed(caseId)).not.toContain('pupilLeft');
    const before = await runOf();
    const policy = aPolicy('uppsala', { version: 2 });
    await town.command(caseId, actors.teamLeader, { type: 'changePolicy', policy });
    await eventually(async () => expect(await runOf()).not.toBe(before));
    await eventually(async () => expect(await owed(caseId)).toContain('pupilLeft'));
  });
});
