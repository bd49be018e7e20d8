/**
 * Texts that secrecy holds back from some who may read the rest of a case (domain.md §3). Elevhälsa's own texts are
 * tagged strong: what EHT decided and why, and its minutes. A mentor reads EHT's answer instead (seed 003 step 4).
 */
import type { CaseEvent } from './case/events.ts';
import type { CaseState } from './case/state.ts';
import type { ContentId } from './ids.ts';
import { type Asker, may, type Relation } from './permissions.ts';

/** Whether the reader may read elevhälsa's own texts in this case. */
export const readsStrong = (actor: Asker, relation: Relation): boolean =>
  may(actor, 'ehtDecision.read', relation);

/** The strong texts of a case as it stands. */
export const strongTextsOf = ({ ladder }: Pick<CaseState, 'ladder'>): ContentId[] =>
  ladder.ehtDecisions.map((decision) => decision.contentId);

/** The strong texts of one event. */
export const strongTextsIn = (event: CaseEvent): ContentId[] => {
  switch (event.type) {
    case 'ehtDecisionMade':
      return [event.decision.contentId];
    case 'ehtDecided':
      return [event.contentId];
    case 'monthlyReviewHeld':
      return event.contentId === null ? [] : [event.contentId];
    default:
      return [];
  }
};

/** What staff told each other before an order: not for the family to read here, as their talks aren't. */
export const staffTextsOf = ({ ladder }: Pick<CaseState, 'ladder'>): ContentId[] => [
  ...ladder.concerns.map((concern) => concern.contentId),
  ...ladder.reports.map((report) => report.contentId),
  ...ladder.ehtDecisions.flatMap(({ contentId, mentorAnswerContentId }) =>
    mentorAnswerContentId === null ? [contentId] : [contentId, mentorAnswerContentId],
  ),
];
