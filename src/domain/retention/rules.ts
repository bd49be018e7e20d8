/**
 * What a case's papers are, and how long each kind is kept. A municipality decides that itself, in its own plan
 * (dokumenthanteringsplan): nothing here is in force before it has adopted one, and nothing is destroyed without a
 * decision (domain.md §2.18). Everything registered names its rule by a `RetentionRuleId`.
 */
import type { CaseEventType } from '../case/events.ts';
import type { DocumentKind } from '../documents/document.ts';

export const retentionRuleIds = [
  'notice',
  'inquiry',
  'actionProgramme',
  'order',
  'consent',
  'decision',
  'journal',
  'plan',
  'minutes',
  'concernReport',
  'survey',
  'correspondence',
] as const;
export type RetentionRuleId = (typeof retentionRuleIds)[number];

/**
 * From when the years count: the day on which the case ended, or the end of that calendar year. A whole case is one
 * file, and is destroyed whole.
 */
export const countedFrom = ['caseEnded', 'yearEnded'] as const;
export type CountedFrom = (typeof countedFrom)[number];

/** Kept for ever (bevaras), or destroyed (gallras) after so many whole years; 0 is as soon as the count begins. */
export type RetentionRule = { what: 'keep' } | { what: 'destroy'; afterYears: number; from: CountedFrom };

/** A municipality's own plan. `basis` says by what it was decided: a plan's name, a paragraph, a day. */
export type RetentionPlan = {
  basis: string;
  rules: Readonly<Record<RetentionRuleId, RetentionRule>>;
};

type Suggestion = {
  rule: RetentionRule;
  /** Where it comes from; `none`: nobody has said, so it is kept. */
  source: 'typical' | 'none';
};

const nobodyHasSaid: Suggestion = { rule: { what: 'keep' }, source: 'none' };

/**
 * What a municipality that writes its first plan is shown. domain.md §2.18, typical and not verified: journals and
 * åtgärdsprogram kept, notices two to five years, of which the longer is taken. Never in force by itself.
 */
export const suggestions: Readonly<Record<RetentionRuleId, Suggestion>> = {
  notice: { rule: { what: 'destroy', afterYears: 5, from: 'yearEnded' }, source: 'typical' },
  inquiry: nobodyHasSaid,
  actionProgramme: { rule: { what: 'keep' }, source: 'typical' },
  order: nobodyHasSaid,
  consent: nobodyHasSaid,
  decision: nobodyHasSaid,
  journal: { rule: { what: 'keep' }, source: 'typical' },
  plan: nobodyHasSaid,
  minutes: nobodyHasSaid,
  concernReport: nobodyHasSaid,
  survey: nobodyHasSaid,
  correspondence: nobodyHasSaid,
};

/** A received document's rule. */
export const ruleOfDocument: Readonly<Record<DocumentKind, RetentionRuleId>> = {
  consentForm: 'consent',
  guardianTalk: 'notice',
  order: 'order',
  absenceFigures: 'order',
  mapping: 'inquiry',
  inquiry: 'inquiry',
  actionProgramme: 'actionProgramme',
  measuresTried: 'order',
  opinion: 'correspondence',
  plan: 'plan',
  minutes: 'minutes',
  evaluation: 'journal',
  decision: 'decision',
  letter: 'correspondence',
  other: 'correspondence',
};

/**
 * What an event makes the case hold; null where it adds no paper of its own (a night's reckoning, a corrected
 * address). A new kind of event doesn't compile until it is said.
 */
export const ruleOfEvent: Readonly<Record<CaseEventType, RetentionRuleId | null>> = {
  absenceNoticed: 'notice',
  concernRaised: 'notice',
  guardianTalkRecorded: 'notice',
  reportedToEht: 'notice',
  ehtDecisionMade: 'decision',
  mentorTold: 'notice',
  rectorStepRecorded: 'inquiry',
  supportMeasureBegun: 'actionProgramme',
  supportMeasureEnded: 'actionProgramme',
  noticedEnded: 'decision',
  orderDrafted: 'order',
  orderPlaced: 'order',
  orderReturned: 'order',
  ehtDecided: 'decision',
  consentGiven: 'consent',
  consentRefused: 'consent',
  consentWithdrawn: 'consent',
  consentExpired: 'consent',
  maturityJudged: 'journal',
  allocated: 'decision',
  handedOver: 'journal',
  contactRecorded: 'journal',
  papersRequested: 'correspondence',
  papersReceived: 'correspondence',
  concernReported: 'concernReport',
  mappingPartRecorded: 'inquiry',
  planMade: 'plan',
  followUpHeld: 'journal',
  followUpMissed: 'journal',
  followUpNotHeldBecauseOfLov: 'journal',
  monthlyReviewHeld: 'journal',
  monthlyReviewMissed: 'journal',
  evaluationHeld: 'journal',
  meetingAskedFor: 'minutes',
  meetingCalled: 'minutes',
  meetingChanged: 'minutes',
  meetingTakenOver: 'minutes',
  invitationCancelled: 'minutes',
  meetingCancelled: 'minutes',
  meetingReminded: 'minutes',
  invitationAnswered: 'minutes',
  minutesRecorded: 'minutes',
  decisionReported: 'minutes',
  extended: 'decision',
  extensionRefused: 'decision',
  lapsed: 'decision',
  closed: 'decision',
  checkUpHeld: 'journal',
  checkUpMissed: 'journal',
  ended: null,
  reopened: 'order',
  deadlineMoved: 'journal',
  escalated: null,
  policyChanged: null,
  pupilUpdated: null,
  cameOfAge: null,
  bandChanged: null,
  foundUndeliverable: null,
  addressCorrected: null,
};

/** The rules that a case's papers stand under. */
export function rulesOfCase(held: {
  events: Iterable<CaseEventType>;
  documents: Iterable<DocumentKind>;
  /** Whether a survey was handed out in it. */
  surveys: boolean;
}): Set<RetentionRuleId> {
  const found = new Set<RetentionRuleId>();
  for (const type of held.events) {
    const rule = ruleOfEvent[type];
    if (rule !== null) found.add(rule);
  }
  for (const kind of held.documents) found.add(ruleOfDocument[kind]);
  if (held.surveys) found.add('survey');
  return found;
}
