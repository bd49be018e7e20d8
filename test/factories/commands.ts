/** One plausible command of every kind, as of 2026-10-22 in `aPlannedCase`. */
import type { CommandOf, CommandType } from '../../src/domain/case/commands.ts';
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

const contentId = ids.content;
const today = localDate('2026-10-22');
const meeting = aMeeting();

export const everyCommand: { [T in CommandType]: CommandOf<T> } = {
  noticeAbsence: { type: 'noticeAbsence', attendance: { band: 'limit', asOf: today } },
  raiseConcern: { type: 'raiseConcern', concern: aConcern({ raisedOn: today }) },
  recordGuardianTalk: { type: 'recordGuardianTalk', talk: aGuardianTalk({ heldOn: today }) },
  reportToEht: { type: 'reportToEht', report: anEhtReport({ reportedOn: today }) },
  decideInEht: { type: 'decideInEht', decision: anEhtDecision({ decidedOn: today }) },
  tellMentor: { type: 'tellMentor', ehtDecisionId: anId(830), toldOn: today, contentId },
  recordRectorStep: { type: 'recordRectorStep', step: aRectorStep({ on: today }) },
  beginMeasure: { type: 'beginMeasure', measure: aSupportMeasure({ beganOn: today }) },
  endMeasure: { type: 'endMeasure', supportMeasureId: anId(850), endedOn: today, contentId },
  endNoticed: { type: 'endNoticed', reason: 'backAtSchool', contentId },
  placeOrder: { type: 'placeOrder', order: anOrder() },
  returnOrder: { type: 'returnOrder', reasonContentId: contentId },
  decideByEht: { type: 'decideByEht', decidedOn: today, contentId },
  recordConsent: { type: 'recordConsent', consent: aConsent({ consentId: anId(190), receiver: 'bup' }) },
  refuseConsent: {
    type: 'refuseConsent',
    giver: { role: 'guardian', guardianId: ids.mother },
    receiver: 'bup',
    contentId,
  },
  withdrawConsent: { type: 'withdrawConsent', consentId: anId(100), kinds: null },
  judgeMaturity: {
    type: 'judgeMaturity',
    maturity: { speaksForSelf: true, judgedOn: today, contentId },
  },
  allocate: {
    type: 'allocate',
    coordinators: [{ personId: ids.coordinator, stages: ['7-9'] }],
    start: today,
    outsideStagesContentId: null,
  },
  handOver: {
    type: 'handOver',
    coordinators: [{ personId: ids.secondCoordinator, stages: ['7-9'] }],
    reason: 'sickLeave',
    contentId: null,
  },
  recordContact: { type: 'recordContact', contact: aContact() },
  requestPapers: { type: 'requestPapers', request: aPaperRequest({ from: 'school' }) },
  receivePapers: { type: 'receivePapers', paperRequestId: anId(210), receivedOn: today, contentId },
  recordConcernReport: {
    type: 'recordConcernReport',
    report: {
      concernReportId: anId(220),
      madeOn: today,
      madeBy: ids.coordinator,
      to: 'socialServices',
      contentId,
    },
  },
  recordMappingPart: { type: 'recordMappingPart', part: aMappingPart() },
  makePlan: { type: 'makePlan', plan: aPlan({ planId: anId(310), start: today }) },
  recordFollowUp: { type: 'recordFollowUp', followUp: aFollowUp({ heldOn: today }) },
  recordMonthlyReview: { type: 'recordMonthlyReview', heldOn: today, contentId },
  recordEvaluation: { type: 'recordEvaluation', evaluation: anEvaluation() },
  askForMeeting: {
    type: 'askForMeeting',
    askedBy: { role: 'guardian', guardianId: ids.mother },
    contentId: null,
  },
  callMeeting: {
    type: 'callMeeting',
    meeting: {
      ...meeting,
      time: { ...meeting.time, date: localDate('2026-11-05') },
      participants: [participants.mother, participants.pupil, participants.coordinator],
    },
  },
  changeMeeting: {
    type: 'changeMeeting',
    meetingId: anId(600),
    time: { ...meeting.time, date: localDate('2026-11-06') },
    where: meeting.where,
    participants: [participants.mother, participants.coordinator],
  },
  cancelMeeting: { type: 'cancelMeeting', meetingId: anId(600), reasonContentId: contentId },
  answerInvitation: {
    type: 'answerInvitation',
    meetingId: anId(600),
    participantId: anId(601),
    rsvp: 'accepted',
  },
  recordMinutes: {
    type: 'recordMinutes',
    meetingId: anId(600),
    minutes: { heldOn: today, attended: [anId(601)], contentId, decisions: [] },
  },
  reportDecision: {
    type: 'reportDecision',
    report: { decisionId: anId(620), result: 'done', reportedOn: today, contentId: null },
  },
  extend: {
    type: 'extend',
    extension: {
      until: localDate('2027-05-31'),
      decidedBy: ids.teamLeader,
      decidedOn: today,
      evaluationId: anId(500),
      reasonContentId: contentId,
    },
  },
  refuseExtension: { type: 'refuseExtension', decidedOn: today, reasonContentId: contentId },
  close: { type: 'close', reason: 'moved', contentId },
  recordCheckUp: {
    type: 'recordCheckUp',
    checkUp: { checkUpId: anId(700), heldOn: today, outcome: 'stable', contentId: null },
  },
  reopen: { type: 'reopen', order: anOrder() },
  moveDeadline: {
    type: 'moveDeadline',
    key: 'startMeeting',
    to: localDate('2026-11-02'),
    reasonContentId: contentId,
  },
  changePolicy: { type: 'changePolicy', policy: { ...aPolicy(), version: 2 } },
  correctAddress: { type: 'correctAddress', messageKey: 'invitation/1' },
  updatePupil: { type: 'updatePupil', pupil: aPupil({ year: 9 }) },
  reportAttendance: { type: 'reportAttendance', attendance: { band: 'limit', asOf: today } },
  reportUndeliverable: {
    type: 'reportUndeliverable',
    undeliverable: {
      to: { role: 'guardian', guardianId: ids.mother },
      messageKey: 'invitation/1',
      why: 'bounced',
    },
  },
};
