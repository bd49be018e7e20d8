/** EHT's meeting list: what of a case waits for it, as its duties say, and in which order it's taken up. */
import type { CaseState } from './case/state.ts';
import type { ContentId } from './ids.ts';
import type { LocalDate } from './time.ts';

/** The duties of a case that EHT/BHT meets about. */
export const ehtDutyKinds = ['decideInEht', 'tellMentor', 'monthlyReview', 'considerNoticed'] as const;
export type EhtDutyKind = (typeof ehtDutyKinds)[number];

export type EhtMatter = {
  /** A report or concern to decide on, a wait whose day has come, the month's review, an answer owed, a quiet case. */
  what: 'report' | 'concern' | 'wait' | 'monthlyReview' | 'answer' | 'consider';
  /** Since when it waits. */
  since: LocalDate;
  /** What was written to EHT; null where nothing was. */
  contentId: ContentId | null;
};

/** What a duty is about. Null where the case doesn't know its subject (any more). */
export const ehtMatter = (
  state: Pick<CaseState, 'ladder' | 'stand' | 'bandSince'>,
  duty: { kind: EhtDutyKind; subjectId: string | null },
): EhtMatter | null => {
  const { ladder } = state;
  switch (duty.kind) {
    case 'decideInEht': {
      const report = ladder.reports.find((one) => one.ehtReportId === duty.subjectId);
      if (report !== undefined) {
        return { what: 'report', since: report.reportedOn, contentId: report.contentId };
      }
      const concern = ladder.concerns.find((one) => one.schoolConcernId === duty.subjectId);
      if (concern !== undefined) {
        return { what: 'concern', since: concern.raisedOn, contentId: concern.contentId };
      }
      const waited = ladder.ehtDecisions.find((one) => one.ehtDecisionId === duty.subjectId);
      return waited === undefined
        ? null
        : { what: 'wait', since: waited.waitUntil ?? waited.decidedOn, contentId: null };
    }
    case 'tellMentor': {
      const decision = ladder.ehtDecisions.find((one) => one.ehtDecisionId === duty.subjectId);
      return decision === undefined ? null : { what: 'answer', since: decision.decidedOn, contentId: null };
    }
    case 'monthlyReview':
      return { what: 'monthlyReview', since: state.bandSince, contentId: null };
    case 'considerNoticed':
      return { what: 'consider', since: state.stand.since, contentId: null };
  }
};

type Ordered = { due: LocalDate; since: LocalDate; caseNumber: string };

/** The most urgent first: by the day on which it is due, then by how long it has waited, then by number. */
export const byUrgency = (a: Ordered, b: Ordered): number =>
  compare(a.due, b.due) || compare(a.since, b.since) || compare(a.caseNumber, b.caseNumber);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
