/** Parts of what comes before an order, each whole and plausible, as of the week in which the limit was passed. */
import type {
  EhtDecision,
  EhtReport,
  GuardianTalk,
  RectorStep,
  SchoolConcern,
  SupportMeasure,
} from '../../src/domain/case/ladder-parts.ts';
import { localDate } from '../../src/domain/time.ts';
import { anId, ids } from './parts.ts';

export const aConcern = (change: Partial<SchoolConcern> = {}): SchoolConcern => ({
  schoolConcernId: anId(800),
  raisedOn: localDate('2026-09-07'),
  from: 'school',
  contentId: ids.content,
  ...change,
});

export const aGuardianTalk = (change: Partial<GuardianTalk> = {}): GuardianTalk => ({
  guardianTalkId: anId(810),
  heldOn: localDate('2026-09-10'),
  pupilToldOn: localDate('2026-09-07'),
  calledOn: localDate('2026-09-08'),
  guardianIds: [ids.mother],
  present: ['pupil', 'guardian', 'mentor'],
  absences: [
    { date: localDate('2026-09-02'), subject: 'MA' },
    { date: localDate('2026-09-03'), subject: null },
  ],
  contentId: ids.content,
  documentId: null,
  ...change,
});

/** The mentor's written anmälan. */
export const anEhtReport = (change: Partial<EhtReport> = {}): EhtReport => ({
  ehtReportId: anId(820),
  reportedOn: localDate('2026-09-11'),
  how: { by: 'written' },
  contentId: ids.content,
  ...change,
});

/** Other measures, the mentor not told yet. */
export const anEhtDecision = (change: Partial<EhtDecision> = {}): EhtDecision => ({
  ehtDecisionId: anId(830),
  decidedOn: localDate('2026-09-17'),
  outcome: 'otherMeasures',
  waitUntil: null,
  contentId: ids.content,
  mentorAnswerContentId: null,
  ...change,
});

export const aRectorStep = (change: Partial<RectorStep> = {}): RectorStep => ({
  rectorStepId: anId(840),
  kind: 'inquiryOpened',
  on: localDate('2026-09-18'),
  contentId: ids.content,
  documentId: null,
  ...change,
});

/** An ABC course for the parents. */
export const aSupportMeasure = (change: Partial<SupportMeasure> = {}): SupportMeasure => ({
  supportMeasureId: anId(850),
  kindId: 'abc',
  beganOn: localDate('2026-09-21'),
  ownerPersonId: null,
  contentId: ids.content,
  steps: [],
  ...change,
});
