import { evolveAllocation } from './allocation.ts';
import { evolveCap } from './cap.ts';
import { evolveClosing } from './closing.ts';
import { evolveConsent } from './consent.ts';
import { evolveContact } from './contact.ts';
import { evolveEvaluation } from './evaluation.ts';
import type { CaseEventType, RecordedEvent } from './events.ts';
import { evolveFollowUp } from './follow-up.ts';
import { evolveLadder } from './ladder-evolve.ts';
import { evolveMapping } from './mapping.ts';
import { evolveMeeting } from './meeting.ts';
import { evolveOrder } from './order.ts';
import { evolvePlan } from './plan.ts';
import { evolvePupil } from './pupil.ts';
import { evolveRunning } from './running.ts';
import { evolveSupportMeasures } from './support-measures.ts';
import type { CaseState } from './state.ts';

/** Which family folds which event: every event has its place. */
const families: Record<CaseEventType, (state: CaseState, recorded: RecordedEvent) => CaseState> = {
  absenceNoticed: (state, recorded) => evolveRunning(evolveLadder(state, recorded), recorded),
  concernRaised: evolveLadder,
  guardianTalkRecorded: evolveLadder,
  reportedToEht: evolveLadder,
  ehtDecisionMade: evolveLadder,
  mentorTold: evolveLadder,
  rectorStepRecorded: evolveLadder,
  supportMeasureBegun: evolveSupportMeasures,
  supportMeasureEnded: evolveSupportMeasures,
  noticedEnded: evolveClosing,
  orderDrafted: evolveOrder,
  orderPlaced: evolveOrder,
  orderReturned: evolveOrder,
  ehtDecided: evolveOrder,
  consentGiven: evolveConsent,
  consentRefused: evolveConsent,
  consentWithdrawn: evolveConsent,
  consentExpired: evolveConsent,
  maturityJudged: evolveConsent,
  allocated: evolveAllocation,
  handedOver: evolveAllocation,
  contactRecorded: evolveContact,
  papersRequested: evolveContact,
  papersReceived: evolveContact,
  concernReported: evolveContact,
  mappingPartRecorded: evolveMapping,
  planMade: evolvePlan,
  followUpHeld: evolveFollowUp,
  followUpMissed: evolveFollowUp,
  followUpNotHeldBecauseOfLov: evolveFollowUp,
  monthlyReviewHeld: evolveRunning,
  monthlyReviewMissed: evolveRunning,
  evaluationHeld: evolveEvaluation,
  meetingAskedFor: evolveMeeting,
  meetingCalled: evolveMeeting,
  meetingChanged: evolveMeeting,
  meetingTakenOver: evolveMeeting,
  invitationCancelled: evolveMeeting,
  meetingCancelled: evolveMeeting,
  meetingReminded: evolveMeeting,
  invitationAnswered: evolveMeeting,
  minutesRecorded: evolveMeeting,
  decisionReported: evolveMeeting,
  extended: evolveCap,
  extensionRefused: evolveCap,
  lapsed: evolveCap,
  closed: evolveClosing,
  checkUpHeld: evolveClosing,
  checkUpMissed: evolveClosing,
  ended: evolveClosing,
  reopened: evolveClosing,
  deadlineMoved: evolveRunning,
  escalated: evolveRunning,
  policyChanged: evolveRunning,
  pupilUpdated: evolvePupil,
  cameOfAge: evolvePupil,
  bandChanged: (state, recorded) => evolveRunning(evolveLadder(state, recorded), recorded),
  foundUndeliverable: evolvePupil,
  addressCorrected: evolvePupil,
};

/**
 * Folds one recorded event into the case. Total: an event that doesn't fit the case's phase changes nothing but
 * the version, which is always the event's sequence number.
 */
export const evolve = (state: CaseState, recorded: RecordedEvent): CaseState => ({
  ...families[recorded.event.type](state, recorded),
  version: recorded.seq,
});

/** Folds events in their order. */
export const evolveAll = (state: CaseState, recorded: readonly RecordedEvent[]): CaseState =>
  recorded.reduce(evolve, state);
