import { describe, expect, test } from 'vitest';
import {
  actors,
  after,
  aMappingPart,
  asking,
  caseAt,
  eventsOf,
  lived,
  mappingSteps,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';
import { isMappingComplete } from './mapping.ts';
import type { InstrumentResult } from './assignment-parts.ts';

const record = (change: Parameters<typeof aMappingPart>[0] = {}): Command => ({
  type: 'recordMappingPart',
  part: aMappingPart(change),
});
const coordinator = asking(actors.coordinator, '2026-09-11');
const srasR: InstrumentResult = {
  instrument: 'SRAS-R',
  version: 'pupil-24',
  respondent: 'pupil',
  date: localDate('2026-09-10'),
  scores: { avoidance: 3.5 },
};

describe('mapping', () => {
  test('is complete with the third part, not before', () => {
    const two = lived(caseAt('assigned'), mappingSteps.slice(0, 2));
    expect(isMappingComplete(two.mapping)).toBe(false);
    expect(eventsOf(two, record(), coordinator)).toMatchObject([{ complete: false }]);
    const third = record({ part: 'guardians', respondent: 'guardian' });
    expect(eventsOf(two, third, coordinator)).toMatchObject([{ complete: true }]);
    expect(isMappingComplete(after(two, third, actors.coordinator, '2026-09-11').mapping)).toBe(true);
  });

  test('a part is told by those whose part it is', () => {
    expect(refusalOf(caseAt('assigned'), record({ part: 'guardians' }), coordinator)).toMatchObject({
      code: 'invalid-value',
      field: 'part/respondent',
    });
  });

  test('instruments are kept as scores', () => {
    expect(eventsOf(caseAt('assigned'), record({ instruments: [srasR] }), coordinator)).toHaveLength(1);
    for (const [change, field] of [
      [{ scores: { avoidance: Number.NaN } }, 'part/instruments/0/scores'],
      [{ scores: { avoidance: -1 } }, 'part/instruments/0/scores'],
      [{ version: ' ' }, 'part/instruments/0/version'],
      [{ instrument: 'SNACK' as const }, 'part/instruments/0/respondent'],
    ] as const)
      expect(
        refusalOf(caseAt('assigned'), record({ instruments: [{ ...srasR, ...change }] }), coordinator),
      ).toMatchObject({ code: 'invalid-value', field });
    const many = Array.from({ length: 21 }, () => srasR);
    expect(refusalOf(caseAt('assigned'), record({ instruments: many }), coordinator).code).toBe('too-many');
  });
});
