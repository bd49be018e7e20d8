import { describe, expect, test } from 'vitest';
import { actors, caseAt, ids } from '../../test/factories/case.ts';
import type { EhtDecisionRecord } from './case/ladder-parts.ts';
import { relationToCase } from './permissions.ts';
import { readsStrong, staffTextsOf, strongTextsIn, strongTextsOf } from './secrecy.ts';
import { localDate } from './time.ts';

const decision: EhtDecisionRecord = {
  ehtDecisionId: ids.case,
  decidedOn: localDate('2026-09-01'),
  outcome: 'wait',
  waitUntil: localDate('2026-09-14'),
  contentId: 'own-words',
  mentorAnswerContentId: 'answer',
  mentorToldOn: localDate('2026-09-01'),
  answers: [],
};
const state = caseAt('assigned');
const decided = { ...state, ladder: { ...state.ladder, ehtDecisions: [decision] } };

describe('what secrecy holds back', () => {
  test.each(['rector', 'pupilHealth', 'coordinator', 'teamLeader', 'registrar'] as const)(
    '%s reads EHT’s own texts',
    (role) => {
      expect(readsStrong(actors[role], relationToCase(actors[role], state))).toBe(true);
    },
  );

  test.each(['mentor', 'mother', 'pupil', 'secondCoordinator', 'otherRector'] as const)(
    '%s does not',
    (role) => {
      expect(readsStrong(actors[role], relationToCase(actors[role], state))).toBe(false);
    },
  );

  test('EHT’s words are strong, its answer to the mentor is not', () => {
    expect(strongTextsOf(decided)).toEqual(['own-words']);
    expect(strongTextsIn({ type: 'ehtDecisionMade', decision })).toEqual(['own-words']);
    const { decidedOn } = decision;
    expect(strongTextsIn({ type: 'ehtDecided', decidedOn, contentId: 'own-words' })).toEqual(['own-words']);
    expect(strongTextsIn({ type: 'noticedEnded', reason: 'moved', contentId: 'x' })).toEqual([]);
  });

  test('none of what staff told each other is for the family', () => {
    expect(staffTextsOf(decided)).toEqual(['own-words', 'answer']);
  });
});
