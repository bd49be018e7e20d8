import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actors, anId, aCase, caseAt, ids, lived } from '../../../test/factories/case.ts';
import type { Step } from '../../../test/factories/case.ts';
import { aGuardianTalk, anEhtReport, aRectorStep, aSupportMeasure } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import { orderFromLadder } from './order-from-ladder.ts';
import type { Precondition } from './parts.ts';

const day = localDate;
const rector = (n: number, change: Parameters<typeof aRectorStep>[0], date: string): Step => [
  date,
  actors.rector,
  { type: 'recordRectorStep', step: aRectorStep({ rectorStepId: anId(840 + n), on: day(date), ...change }) },
];
const steps: Step[] = [
  ['2026-09-11', actors.mentor, { type: 'reportToEht', report: anEhtReport() }],
  [
    '2026-09-14',
    actors.mentor,
    { type: 'recordGuardianTalk', talk: aGuardianTalk({ documentId: anId(22) }) },
  ],
  rector(0, { kind: 'inquiryOpened' }, '2026-09-15'),
  rector(1, { kind: 'authorityTold' }, '2026-09-16'),
  rector(2, { kind: 'inquiryCompleted', documentId: anId(23) }, '2026-09-28'),
  ['2026-09-28', actors.rector, { type: 'beginMeasure', measure: aSupportMeasure() }],
];

describe('an order from what is already known', () => {
  it('is nearly filled in: each precondition with its day and what shows it', () => {
    const draft = orderFromLadder(lived(caseAt('noticed'), steps));
    expect(draft.preconditions).toEqual([
      {
        kind: 'absenceNoticed',
        metOn: '2026-09-04',
        evidence: { documentId: anId(22) },
        from: 'guardianTalk',
      },
      {
        kind: 'inquiryMade',
        metOn: '2026-09-28',
        evidence: { documentId: anId(23) },
        from: 'inquiryCompleted',
      },
      {
        kind: 'reportedToAuthority',
        metOn: '2026-09-16',
        evidence: { contentId: ids.content },
        from: 'authorityTold',
      },
      {
        kind: 'measuresBegun',
        metOn: '2026-09-21',
        evidence: { contentId: ids.content },
        from: 'supportMeasure',
      },
    ]);
    expect(draft.attachments).toEqual([
      { kind: 'inquiry', documentId: anId(23), contentId: ids.content },
      { kind: 'measuresTried', documentId: null, contentId: ids.content },
    ]);
    expect(draft.missing).toEqual([
      { what: 'precondition', kind: 'otherActorsNeedCoordination' },
      { what: 'attachment', kind: 'absenceFigures' },
      { what: 'attachment', kind: 'mapping' },
      { what: 'attachment', kind: 'actionProgramme' },
      { what: 'question' },
    ]);
  });

  it('knows the day of a passed limit without what shows it', () => {
    const { preconditions, missing } = orderFromLadder(caseAt('noticed'));
    expect(preconditions).toEqual([
      { kind: 'absenceNoticed', metOn: '2026-09-04', evidence: null, from: 'limit' },
    ]);
    expect(missing).toContainEqual({ what: 'precondition', kind: 'absenceNoticed' });
  });

  it('takes no inquiry for made that is merely opened', () => {
    const { preconditions, missing } = orderFromLadder(lived(caseAt('noticed'), [steps[2]!]));
    expect(preconditions.map(({ kind }) => kind)).toEqual(['absenceNoticed']);
    expect(missing).toContainEqual({ what: 'precondition', kind: 'inquiryMade' });
  });

  it('of an untouched case is empty', () => {
    expect(orderFromLadder(aCase())).toMatchObject({ preconditions: [], attachments: [] });
  });

  it('placed as it is, with the rest added, starts the assignment; and never dates anything ahead', () => {
    fc.assert(
      fc.property(fc.subarray(steps.filter((_, i) => i !== 3 && i !== 4)), (some) => {
        const state = lived(caseAt('noticed'), some);
        const { preconditions, missing } = orderFromLadder(state);
        const kinds = preconditions.map((p) => p.kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        const shown = preconditions.filter((p) => p.evidence !== null).map((p) => p.kind);
        const lacking = missing.flatMap((m) => (m.what === 'precondition' ? [m.kind] : []));
        expect([...shown, ...lacking].toSorted()).toEqual([
          'absenceNoticed',
          'inquiryMade',
          'measuresBegun',
          'otherActorsNeedCoordination',
          'reportedToAuthority',
        ]);
        expect(preconditions.every((p) => p.metOn <= day('2026-09-28'))).toBe(true);
        const placed = preconditions.flatMap(({ kind, metOn, evidence }): Precondition[] =>
          evidence === null ? [] : [{ kind, metOn, evidence }],
        );
        const ordered = lived(state, [
          [
            '2026-10-01',
            actors.rector,
            {
              type: 'placeOrder',
              order: {
                preconditions: [
                  ...placed,
                  ...lacking.map((kind) => ({
                    kind,
                    metOn: day('2026-10-01'),
                    evidence: { contentId: ids.content },
                  })),
                ],
                attachments: (
                  ['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'] as const
                ).map((kind) => ({ kind, documentId: null, contentId: ids.content })),
                questionContentId: ids.content,
              },
            },
          ],
        ]);
        expect(ordered.stand.phase).toBe('ordered');
      }),
    );
  });
});
