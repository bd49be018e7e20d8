/**
 * A policy's fields as people meet them, in the order of the form: what is asked in which unit, and where the rule
 * comes from. The sentence of each stands in the texts under `policy.field.<name>`.
 */
import type { TextKey } from '../../../texts/text.ts';

type Source = TextKey extends infer K ? (K extends `rule.source.${infer S}` ? S : never) : never;
type Name = TextKey extends infer K ? (K extends `policy.field.${infer N}` ? N : never) : never;
type Unit = TextKey extends infer K ? (K extends `policy.unit.${infer U}` ? U : never) : never;

export type PolicyFieldKind =
  | { kind: 'number'; unit: Unit; optional?: true }
  | { kind: 'line' }
  /** `values` have their words under `<words>.<value>`. */
  | { kind: 'choice' | 'choices'; words: string; values: readonly string[]; number?: true }
  | { kind: 'yesNo' };

export type PolicyField = { name: Name; source: Source } & PolicyFieldKind;
export type PolicyStep = {
  id: 'start' | 'limit' | 'school' | 'consent' | 'work' | 'rhythm' | 'after';
  fields: readonly PolicyField[];
};

const days = (name: Name, source: Source): PolicyField => ({ name, source, kind: 'number', unit: 'days' });
const schoolDays = (name: Name, source: Source): PolicyField => ({
  name,
  source,
  kind: 'number',
  unit: 'schoolDays',
});
const weeks = (name: Name, source: Source, more: { optional?: true } = {}): PolicyField => ({
  name,
  source,
  kind: 'number',
  unit: 'weeks',
  ...more,
});
const months = (name: Name, source: Source, more: { optional?: true } = {}): PolicyField => ({
  name,
  source,
  kind: 'number',
  unit: 'months',
  ...more,
});
/** Asked only where there is a cap at all. */
const whereCapped = { optional: true } as const;
const weekday = (name: Name, source: Source): PolicyField => ({
  name,
  source,
  kind: 'choice',
  words: 'policy.weekday',
  values: ['1', '2', '3', '4', '5'],
  number: true,
});

export const schoolForms = [
  'preschool',
  'preschoolClass',
  'compulsory',
  'adaptedCompulsory',
  'upperSecondary',
  'adaptedUpperSecondary',
] as const;
const preconditions = [
  'absenceNoticed',
  'inquiryMade',
  'reportedToAuthority',
  'measuresBegun',
  'otherActorsNeedCoordination',
] as const;

export const policySteps: readonly PolicyStep[] = [
  {
    id: 'start',
    fields: [
      { name: 'name', source: 'own', kind: 'line' },
      {
        name: 'start.by',
        source: 'uppsala',
        kind: 'choices',
        words: 'policy.by',
        values: ['order', 'ehtDecision'],
      },
      {
        name: 'start.schoolForms',
        source: 'uppsala',
        kind: 'choices',
        words: 'schoolForm',
        values: schoolForms,
      },
      {
        name: 'start.residence',
        source: 'uppsala',
        kind: 'choice',
        words: 'policy.residence',
        values: ['any', 'listed'],
      },
      { name: 'start.municipalityCodes', source: 'uppsala', kind: 'line' },
      {
        name: 'start.schoolAuthorities',
        source: 'uppsala',
        kind: 'choices',
        words: 'policy.authority',
        values: ['municipal', 'independent'],
      },
      ...schoolForms.map((form): PolicyField => ({
        name: `start.preconditions.${form}`,
        source: 'uppsala',
        kind: 'choices',
        words: 'order.precondition',
        values: preconditions,
      })),
      {
        name: 'start.attachments',
        source: 'uppsala',
        kind: 'choices',
        words: 'order.attachment',
        values: ['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'],
      },
      days('start.completeWithinDays', 'uppsala'),
    ],
  },
  {
    id: 'limit',
    fields: [
      {
        name: 'limit.measure',
        source: 'dalsed',
        kind: 'choice',
        words: 'policy.measure',
        values: ['total', 'invalid'],
      },
      { name: 'limit.percent', source: 'dalsed', kind: 'number', unit: 'percent' },
      {
        name: 'limit.comparison',
        source: 'dalsed',
        kind: 'choice',
        words: 'policy.comparison',
        values: ['above', 'from'],
      },
      {
        name: 'limit.window.kind',
        source: 'dalsed',
        kind: 'choice',
        words: 'policy.window',
        values: ['rollingWeeks', 'calendarMonth', 'term'],
      },
      { name: 'limit.window.weeks', source: 'dalsed', kind: 'number', unit: 'weeks', optional: true },
      schoolDays('limit.leastSchoolDays', 'dalsed'),
    ],
  },
  {
    id: 'school',
    fields: [
      weekday('ladder.weeklyReview.weekday', 'dalsed'),
      schoolDays('ladder.weeklyReview.remindAfterSchoolDays', 'dalsed'),
      schoolDays('ladder.weeklyReview.tellRectorAfterSchoolDays', 'dalsed'),
      {
        name: 'ladder.firstDayCall.on',
        source: 'samverkan',
        kind: 'choice',
        words: 'policy.callOn',
        values: ['firstDayAway', 'firstInvalidLesson'],
      },
      {
        name: 'ladder.firstDayCall.upperSecondary',
        source: 'samverkan',
        kind: 'choice',
        words: 'policy.called',
        values: ['guardian', 'pupil'],
      },
      days('ladder.guardianTalkWithinDays', 'dalsed'),
      days('ladder.reportToEhtWithinDays', 'dalsed'),
      days('ladder.ehtDecidesWithinDays', 'dalsed'),
      days('ladder.mentorToldWithinDays', 'dalsed'),
      days('ladder.inquiryWithinDays', 'law19a'),
      days('ladder.authorityToldWithinDays', 'law19a'),
      days('ladder.orderWithinDays', 'uppsala'),
    ],
  },
  {
    id: 'consent',
    fields: [
      {
        name: 'consent.neededFor',
        source: 'uppsala',
        kind: 'choice',
        words: 'policy.neededFor',
        values: ['assignment', 'sharing'],
      },
      days('consent.remindEveryDays', 'own'),
      days('consent.expiryWarningDays', 'own'),
      months('consent.maxMonths', 'own'),
      days('allocation.withinDays', 'uppsala'),
      { name: 'allocation.caseloadLimit', source: 'uppsala', kind: 'number', unit: 'assignments' },
      { name: 'allocation.maxCoordinators', source: 'uppsala', kind: 'number', unit: 'people' },
      {
        name: 'allocation.stages',
        source: 'dalsed',
        kind: 'choices',
        words: 'stage',
        values: ['preschool', 'F-3', '4-6', '7-9', 'upperSecondary'],
      },
    ],
  },
  {
    id: 'work',
    fields: [
      days('work.firstContactWithinDays', 'uppsala'),
      days('work.startMeetingWithinDays', 'samverkan'),
      days('work.mappingWithinDays', 'dalsed'),
      days('work.planWithinDays', 'dalsed'),
      days('work.revisePlanWithinDays', 'dalsed'),
      days('work.papersWithinDays', 'uppsala'),
      days('work.minutesWithinDays', 'uppsala'),
      days('work.callMeetingWithinDays', 'samverkan'),
      days('meetings.remindDaysBefore', 'own'),
    ],
  },
  {
    id: 'rhythm',
    fields: [
      weekday('followUp.weekday', 'dalsed'),
      schoolDays('followUp.graceSchoolDays', 'own'),
      { name: 'followUp.dailyAtTotalAbsence', source: 'dalsed', kind: 'yesNo' },
      { name: 'followUp.monthlyReview', source: 'dalsed', kind: 'yesNo' },
      weeks('evaluation.everyWeeks', 'dalsed'),
      days('escalation.afterDays', 'own'),
    ],
  },
  {
    id: 'after',
    fields: [
      { name: 'cap.kind', source: 'cap', kind: 'choice', words: 'policy.cap', values: ['months', 'none'] },
      months('cap.months', 'cap', whereCapped),
      weeks('cap.warnWeeksBefore', 'cap', whereCapped),
      weeks('cap.warnWeeksBeforeSummer', 'cap', whereCapped),
      months('cap.extension.maxMonths', 'cap', whereCapped),
      { name: 'cap.extension.maxTimes', source: 'cap', kind: 'number', unit: 'times', optional: true },
      {
        name: 'cap.extension.decidedBy',
        source: 'cap',
        kind: 'choices',
        words: 'role',
        values: ['rector', 'teamLeader'],
      },
      { name: 'monitoring.checkUpWeeks', source: 'dalsed', kind: 'line' },
      weeks('comingOfAge.warnWeeksBefore', 'secrecy'),
    ],
  },
];
