import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  aFollowUp,
  anId,
  aPlannedCase,
  asking,
  aCase,
  caseAt,
  refusalOf,
} from '../../../test/factories/case.ts';
import { aSupportMeasure } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';

const day = localDate;
const begin = (change: Parameters<typeof aSupportMeasure>[0] = {}): Command => ({
  type: 'beginMeasure',
  measure: aSupportMeasure(change),
});
const end = (endedOn: string): Command => ({
  type: 'endMeasure',
  supportMeasureId: anId(850),
  endedOn: day(endedOn),
  contentId: null,
});
const ctx = asking(actors.rector, '2026-09-21');

describe('support beyond the coordinator’s own', () => {
  it('is begun before an order as well as in an assignment, and ended once', () => {
    for (const state of [caseAt('noticed'), caseAt('assigned')]) {
      const begun = after(state, begin(), actors.rector, '2026-09-21');
      expect(begun.supportMeasures).toEqual([{ ...aSupportMeasure(), endedOn: null }]);
      const ended = after(begun, end('2026-10-05'), actors.rector, '2026-10-05');
      expect(ended.supportMeasures[0]?.endedOn).toBe('2026-10-05');
      expect(refusalOf(ended, end('2026-10-05'), asking(actors.rector, '2026-10-05')).code).toBe(
        'already-done',
      );
    }
  });

  it('goes back to class step by step, later and later, within 0–100 % of the timetable', () => {
    const steps = (...given: [string, number][]): Command =>
      begin({ steps: given.map(([from, percentOfTimetable]) => ({ from: day(from), percentOfTimetable })) });
    const state = caseAt('noticed');
    const stepwise = after(state, steps(['2026-09-28', 25], ['2026-10-12', 50]), actors.rector, '2026-09-21');
    expect(stepwise.supportMeasures[0]?.steps).toHaveLength(2);
    expect(refusalOf(state, steps(['2026-09-28', 101]), ctx).field).toBe(
      'measure/steps/0/percentOfTimetable',
    );
    expect(refusalOf(state, steps(['2026-10-12', 25], ['2026-09-28', 50]), ctx).field).toBe(
      'measure/steps/1/from',
    );
    expect(refusalOf(state, steps(['2026-10-12', 25], ['2026-10-12', 50]), ctx).code).toBe('invalid-value');
  });

  it('is of a case that has begun, once under each id, and ends after it began', () => {
    expect(refusalOf(aCase(), begin(), ctx).code).toBe('wrong-phase');
    const begun = after(caseAt('noticed'), begin(), actors.rector, '2026-09-21');
    expect(refusalOf(begun, begin(), ctx).code).toBe('duplicate-id');
    expect(refusalOf(begun, begin({ supportMeasureId: anId(851), kindId: '' }), ctx).code).toBe(
      'invalid-value',
    );
    expect(refusalOf(begun, end('2026-09-20'), ctx).code).toBe('date-in-past');
    expect(refusalOf(caseAt('noticed'), end('2026-09-20'), ctx).code).toBe('unknown-id');
  });

  it('is named by a follow-up beside the plan’s own measures', () => {
    const followUp = aFollowUp({
      heldOn: day('2026-09-25'),
      measures: [
        { measureId: anId(301), done: 'yes', obstacleContentId: null },
        { measureId: anId(850), done: 'partly', obstacleContentId: null },
      ],
    });
    const command: Command = { type: 'recordFollowUp', followUp };
    const on = asking(actors.coordinator, '2026-09-25');
    expect(refusalOf(aPlannedCase(), command, on)).toMatchObject({
      code: 'unknown-id',
      field: 'followUp/measures/1/measureId',
    });
    const begun = after(aPlannedCase(), begin(), actors.coordinator, '2026-09-21');
    expect(after(begun, command, actors.coordinator, '2026-09-25').followUps).toHaveLength(1);
  });
});
