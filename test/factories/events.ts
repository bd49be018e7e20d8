/** One event of every kind, each with all the texts that it can have, and no text the same as another. */
import type { CaseEvent, CaseEventType } from '../../src/domain/case/events.ts';
import type { ContentId } from '../../src/domain/ids.ts';
import { localDate } from '../../src/domain/time.ts';
import {
  aConcern,
  aGuardianTalk,
  anEhtDecision,
  anEhtReport,
  aRectorStep,
  aSupportMeasure,
} from './ladder.ts';
import {
  aConsent,
  aContact,
  aFollowUp,
  aMappingPart,
  aMeeting,
  anEvaluation,
  anId,
  anOrder,
  aPaperRequest,
  aPlan,
  aPolicy,
  aPupil,
  ids,
  participants,
} from './parts.ts';

const on = localDate('2026-09-24');
const giver = { role: 'guardian', guardianId: ids.mother } as const;
const contentId = ids.content;
const meetingId = anId(600);
const slot = { key: '2026-W39', from: on, due: on, missedAfter: on };
const report = { madeOn: on, madeBy: ids.coordinator, to: 'socialServices', contentId } as const;
const cap = { nominalEnd: localDate('2027-03-14'), actBy: localDate('2027-03-15') };
const attachments = [{ kind: 'inquiry' as const, documentId: null, contentId }];

const events: { [T in CaseEventType]: Extract<CaseEvent, { type: T }> } = {
  absenceNoticed: { type: 'absenceNoticed', attendance: { band: 'limit', asOf: on } },
  concernRaised: { type: 'concernRaised', concern: aConcern() },
  guardianTalkRecorded: { type: 'guardianTalkRecorded', talk: aGuardianTalk() },
  reportedToEht: { type: 'reportedToEht', report: anEhtReport() },
  ehtDecisionMade: { type: 'ehtDecisionMade', decision: anEhtDecision({ mentorAnswerContentId: contentId }) },
  mentorTold: { type: 'mentorTold', ehtDecisionId: anId(830), toldOn: on, contentId },
  rectorStepRecorded: { type: 'rectorStepRecorded', step: aRectorStep() },
  supportMeasureBegun: { type: 'supportMeasureBegun', measure: aSupportMeasure() },
  supportMeasureEnded: { type: 'supportMeasureEnded', supportMeasureId: anId(850), endedOn: on, contentId },
  noticedEnded: { type: 'noticedEnded', reason: 'backAtSchool', contentId },
  orderDrafted: { type: 'orderDrafted', order: anOrder({ attachments }), by: ids.rector, missing: [] },
  orderPlaced: { type: 'orderPlaced', order: anOrder({ attachments }), by: ids.rector },
  orderReturned: { type: 'orderReturned', reasonContentId: contentId },
  ehtDecided: { type: 'ehtDecided', decidedOn: on, contentId },
  consentGiven: { type: 'consentGiven', consent: aConsent() },
  consentRefused: { type: 'consentRefused', giver, receiver: 'bup', contentId },
  consentWithdrawn: {
    type: 'consentWithdrawn',
    consentId: anId(100),
    giver,
    receiver: 'bup',
    kinds: ['health'],
    whole: true,
  },
  consentExpired: { type: 'consentExpired', consentId: anId(100), giver, receiver: 'bup' },
  maturityJudged: { type: 'maturityJudged', maturity: { speaksForSelf: true, judgedOn: on, contentId } },
  allocated: {
    type: 'allocated',
    coordinatorIds: [ids.coordinator],
    start: on,
    cap,
    outsideStagesContentId: contentId,
  },
  handedOver: {
    type: 'handedOver',
    from: [ids.coordinator],
    to: [ids.secondCoordinator],
    reason: 'leave',
    contentId,
  },
  contactRecorded: { type: 'contactRecorded', contact: aContact() },
  papersRequested: { type: 'papersRequested', request: aPaperRequest(), due: on },
  papersReceived: { type: 'papersReceived', paperRequestId: anId(210), receivedOn: on, contentId },
  concernReported: { type: 'concernReported', report: { concernReportId: anId(220), ...report } },
  mappingPartRecorded: { type: 'mappingPartRecorded', part: aMappingPart(), complete: false },
  planMade: {
    type: 'planMade',
    plan: aPlan({ wayBack: [{ from: on, percentOfTimetable: 40, contentId }] }),
    planVersion: 1,
  },
  followUpHeld: {
    type: 'followUpHeld',
    followUp: aFollowUp({
      nextStepContentId: contentId,
      measures: [{ measureId: anId(301), done: 'no', obstacleContentId: contentId }],
    }),
    slot,
  },
  followUpMissed: { type: 'followUpMissed', slot },
  followUpNotHeldBecauseOfLov: { type: 'followUpNotHeldBecauseOfLov', slot },
  monthlyReviewHeld: {
    type: 'monthlyReviewHeld',
    month: '2026-09',
    heldOn: on,
    outcome: 'goOn',
    contentId,
  },
  monthlyReviewMissed: { type: 'monthlyReviewMissed', month: '2026-09' },
  evaluationHeld: {
    type: 'evaluationHeld',
    evaluation: anEvaluation({ familyCommentsContentId: contentId, lovReasonContentId: contentId }),
  },
  meetingAskedFor: { type: 'meetingAskedFor', askedBy: giver, contentId },
  meetingCalled: {
    type: 'meetingCalled',
    meeting: aMeeting({
      kind: 'sip',
      sip: {
        initiator: 'bup',
        chair: participants.coordinator.participantId,
        overallResponsible: 'bup',
        measures: [{ authority: 'bup', contentId }],
        followUpOn: on,
      },
    }),
  },
  meetingChanged: {
    type: 'meetingChanged',
    meetingId,
    time: aMeeting().time,
    where: { kind: 'link', contentId },
    participants: [participants.mother],
    removed: [participants.bup],
  },
  meetingTakenOver: {
    type: 'meetingTakenOver',
    meetingId,
    removed: [],
    added: [participants.coordinator],
    chair: null,
  },
  invitationCancelled: {
    type: 'invitationCancelled',
    meetingId,
    participant: participants.bup,
    why: 'consentWithdrawn',
  },
  meetingCancelled: { type: 'meetingCancelled', meetingId, reasonContentId: contentId, why: 'asked' },
  meetingReminded: { type: 'meetingReminded', meetingId },
  invitationAnswered: {
    type: 'invitationAnswered',
    meetingId,
    participantId: participants.mother.participantId,
    rsvp: 'accepted',
  },
  minutesRecorded: {
    type: 'minutesRecorded',
    meetingId,
    minutes: {
      heldOn: on,
      attended: [participants.mother.participantId],
      contentId,
      decisions: [
        { decisionId: anId(610), owner: { party: 'mentor', personId: ids.mentor }, due: on, contentId },
      ],
      endsSip: true,
    },
  },
  decisionReported: {
    type: 'decisionReported',
    report: { decisionId: anId(610), result: 'changed', reportedOn: on, contentId },
  },
  extended: {
    type: 'extended',
    extension: {
      until: on,
      decidedBy: ids.rector,
      decidedOn: on,
      evaluationId: anId(500),
      reasonContentId: contentId,
    },
    cap,
  },
  extensionRefused: { type: 'extensionRefused', decidedOn: on, reasonContentId: contentId },
  lapsed: { type: 'lapsed', effectiveOn: on },
  closed: { type: 'closed', reason: 'backAtSchool', contentId, eligibleForUpperSecondary: true },
  checkUpHeld: {
    type: 'checkUpHeld',
    checkUp: { checkUpId: anId(700), heldOn: on, outcome: 'stable', contentId },
    week: 11,
  },
  checkUpMissed: { type: 'checkUpMissed', week: 11 },
  ended: { type: 'ended', why: 'monitoringDone' },
  reopened: { type: 'reopened' },
  deadlineMoved: { type: 'deadlineMoved', key: 'evaluate/1', to: on, reasonContentId: contentId },
  escalated: { type: 'escalated', key: 'evaluate/1', kind: 'evaluate', to: 'teamLeader' },
  policyChanged: { type: 'policyChanged', policy: aPolicy() },
  pupilUpdated: { type: 'pupilUpdated', pupil: aPupil(), changed: ['schoolUnit'] },
  cameOfAge: { type: 'cameOfAge' },
  bandChanged: { type: 'bandChanged', attendance: { band: 'below', asOf: on } },
  foundUndeliverable: {
    type: 'foundUndeliverable',
    undeliverable: { to: giver, messageKey: 'a/1', why: 'bounced' },
  },
  addressCorrected: { type: 'addressCorrected', messageKey: 'a/1' },
};

/** The texts' ids within a part of an event, each made its own: `text 1`, `text 2` and so on. */
function renamed<T>(value: T, next: () => ContentId): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      (key === 'contentId' || key.endsWith('ContentId')) && typeof inner === 'string' ? next() : inner,
    ),
  );
}

/** Every kind of event, each text's id said once in all of them. */
export function oneOfEach(): CaseEvent[] {
  let count = 0;
  return Object.values(events).map((event) => renamed(event, () => `text ${(count += 1)};`));
}
