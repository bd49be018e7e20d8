/** The two shipped ways of working (domain.md §1), and the check that every policy passes. */
import type { Policy, SchoolForm } from './policy.ts';

const shared = {
  // domain.md §1: total absence above 15 % of offered time over four weeks, from fifteen school days on.
  limit: {
    measure: 'total',
    percent: 15,
    comparison: 'above',
    window: { kind: 'rollingWeeks', weeks: 4 },
    leastSchoolDays: 15,
  },
  work: {
    firstContactWithinDays: 7,
    startMeetingWithinDays: 14,
    mappingWithinDays: 28,
    planWithinDays: 35,
    revisePlanWithinDays: 14,
    papersWithinDays: 28,
    minutesWithinDays: 7,
    callMeetingWithinDays: 14,
  },
  // seed 000: followed up every week; nearly daily at 100 % absence; EHT and coordinator each month at 15 %.
  followUp: { weekday: 5, graceSchoolDays: 2, dailyAtTotalAbsence: true, monthlyReview: true },
  // seed 000: evaluated after six weeks.
  evaluation: { everyWeeks: 6 },
  // peers.md: Lidingö asks again in weeks 11 and 41.
  monitoring: { checkUpWeeks: [11, 41] },
  comingOfAge: { warnWeeksBefore: 8 },
  // seed 003: the mentor looks through attendance each week and gets EHT's answer; the days are settings.
  ladder: {
    weeklyReview: { weekday: 1, remindAfterSchoolDays: 2, tellRectorAfterSchoolDays: 4 },
    firstDayCall: { on: 'firstDayAway', upperSecondary: 'pupil' },
    guardianTalkWithinDays: 14,
    reportToEhtWithinDays: 7,
    ehtDecidesWithinDays: 14,
    mentorToldWithinDays: 7,
    inquiryWithinDays: 14,
    authorityToldWithinDays: 3,
    orderWithinDays: 14,
  },
  escalation: { afterDays: 7 },
  meetings: { remindDaysBefore: 1 },
} satisfies Partial<Policy>;

const dalsEd: Policy = {
  ...shared,
  id: 'dals-ed',
  version: 1,
  name: 'Dals-Ed: insatskoordinator i skolan',
  start: {
    // seed 000: elevhälsa and barnhälsa decide which pupils the coordinator contacts.
    by: ['ehtDecision', 'order'],
    schoolForms: ['preschool', 'preschoolClass', 'compulsory', 'adaptedCompulsory'],
    residence: 'any',
    schoolAuthorities: ['municipal', 'independent'],
    preconditions: { preschoolClass: ['absenceNoticed'], compulsory: ['absenceNoticed'] },
    attachments: [],
    completeWithinDays: 14,
  },
  consent: { neededFor: 'sharing', remindEveryDays: 7, expiryWarningDays: 28, maxMonths: 12 },
  allocation: {
    withinDays: 7,
    caseloadLimit: 20,
    stages: ['preschool', 'F-3', '4-6', '7-9'],
    maxCoordinators: 2,
  },
  // seed 001: in the periphery for a long time: no cap.
  cap: { kind: 'none' },
};

const uppsalaPreconditions: Policy['start']['preconditions'] = {
  // seed 002: noticed, inquiry made, reported to the authority, measures begun, others to coordinate with.
  preschoolClass: [
    'absenceNoticed',
    'inquiryMade',
    'reportedToAuthority',
    'measuresBegun',
    'otherActorsNeedCoordination',
  ],
  compulsory: [
    'absenceNoticed',
    'inquiryMade',
    'reportedToAuthority',
    'measuresBegun',
    'otherActorsNeedCoordination',
  ],
  adaptedCompulsory: [
    'absenceNoticed',
    'inquiryMade',
    'reportedToAuthority',
    'measuresBegun',
    'otherActorsNeedCoordination',
  ],
  // skollagen 7:19 a doesn't cover the gymnasium: no inquiry under it, no report.
  upperSecondary: ['absenceNoticed', 'measuresBegun', 'otherActorsNeedCoordination'],
  adaptedUpperSecondary: ['absenceNoticed', 'measuresBegun', 'otherActorsNeedCoordination'],
};

const uppsala: Policy = {
  ...shared,
  id: 'uppsala',
  version: 1,
  name: 'Uppsala: koordinatorer för ökad skolnärvaro',
  start: {
    by: ['order'],
    schoolForms: [
      'preschoolClass',
      'compulsory',
      'upperSecondary',
      'adaptedCompulsory',
      'adaptedUpperSecondary',
    ],
    // seed 002: registered in the municipality. The sample's is 9801; a municipality sets its own.
    residence: { municipalityCodes: ['9801'] },
    schoolAuthorities: ['municipal', 'independent'],
    preconditions: uppsalaPreconditions,
    // domain.md §2.5: three months' figures, the mapping, the inquiry, the programme, and what was tried.
    attachments: ['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'],
    completeWithinDays: 14,
  },
  // seed 002: without written consent the coordinators can't work with the assignment.
  consent: { neededFor: 'assignment', remindEveryDays: 7, expiryWarningDays: 28, maxMonths: 12 },
  allocation: {
    withinDays: 7,
    caseloadLimit: 12,
    stages: ['F-3', '4-6', '7-9', 'upperSecondary'],
    maxCoordinators: 2,
  },
  // seed 002: up to six months, extended in some cases by a new decision.
  cap: {
    kind: 'months',
    months: 6,
    warnWeeksBefore: 4,
    warnWeeksBeforeSummer: 6,
    extension: { maxTimes: null, maxMonths: 6, decidedBy: ['teamLeader', 'rector'] },
  },
};

export const presets: { readonly 'dals-ed': Policy; readonly uppsala: Policy } = {
  'dals-ed': dalsEd,
  uppsala,
};

/** What a pupil of this school form goes by: the first policy that covers it, or the first of all, which then refuses. */
export const policyAmong = (policies: readonly Policy[], schoolForm: SchoolForm): Policy | null =>
  policies.find((policy) => policy.start.schoolForms.includes(schoolForm)) ?? policies[0] ?? null;

export type PolicyProblem = {
  field: string;
  problem: 'not-positive' | 'negative' | 'empty' | 'out-of-range';
};

/** Paths of every period that must be at least one, in the unit of its name. */
const positives = (policy: Policy): [string, number][] => [
  ['start/completeWithinDays', policy.start.completeWithinDays],
  ['consent/remindEveryDays', policy.consent.remindEveryDays],
  ['consent/expiryWarningDays', policy.consent.expiryWarningDays],
  ['consent/maxMonths', policy.consent.maxMonths],
  ['limit/leastSchoolDays', policy.limit.leastSchoolDays],
  ...(policy.limit.window.kind === 'rollingWeeks'
    ? [['limit/window/weeks', policy.limit.window.weeks] satisfies [string, number]]
    : []),
  ['allocation/withinDays', policy.allocation.withinDays],
  ['allocation/caseloadLimit', policy.allocation.caseloadLimit],
  ['allocation/maxCoordinators', policy.allocation.maxCoordinators],
  ...Object.entries(policy.work).map(([name, days]): [string, number] => [`work/${name}`, days]),
  ['evaluation/everyWeeks', policy.evaluation.everyWeeks],
  ['comingOfAge/warnWeeksBefore', policy.comingOfAge.warnWeeksBefore],
  ['escalation/afterDays', policy.escalation.afterDays],
  ['ladder/weeklyReview/remindAfterSchoolDays', policy.ladder.weeklyReview.remindAfterSchoolDays],
  ['ladder/weeklyReview/tellRectorAfterSchoolDays', policy.ladder.weeklyReview.tellRectorAfterSchoolDays],
  ['ladder/guardianTalkWithinDays', policy.ladder.guardianTalkWithinDays],
  ['ladder/reportToEhtWithinDays', policy.ladder.reportToEhtWithinDays],
  ['ladder/ehtDecidesWithinDays', policy.ladder.ehtDecidesWithinDays],
  ['ladder/mentorToldWithinDays', policy.ladder.mentorToldWithinDays],
  ['ladder/inquiryWithinDays', policy.ladder.inquiryWithinDays],
  ['ladder/authorityToldWithinDays', policy.ladder.authorityToldWithinDays],
  ['ladder/orderWithinDays', policy.ladder.orderWithinDays],
  ...policy.monitoring.checkUpWeeks.map((weeks, i): [string, number] => [
    `monitoring/checkUpWeeks/${i}`,
    weeks,
  ]),
  ...(policy.cap.kind === 'months'
    ? ([
        ['cap/months', policy.cap.months],
        ['cap/warnWeeksBefore', policy.cap.warnWeeksBefore],
        ['cap/warnWeeksBeforeSummer', policy.cap.warnWeeksBeforeSummer],
        ['cap/extension/maxMonths', policy.cap.extension.maxMonths],
      ] satisfies [string, number][])
    : []),
];

const longestPeriod = 1_000;
const longestPause = 100;

/** What is wrong with a policy's numbers and lists; empty when nothing is. Its shape is checked at the edge. */
export const checkPolicy = (policy: Policy): PolicyProblem[] => {
  const problems: PolicyProblem[] = [];
  const say = (field: string, problem: PolicyProblem['problem']) => problems.push({ field, problem });
  for (const [field, value] of positives(policy)) {
    if (!Number.isInteger(value) || value < 1) say(field, 'not-positive');
    else if (value > longestPeriod) say(field, 'out-of-range');
  }
  if (policy.start.by.length === 0) say('start/by', 'empty');
  if (policy.start.schoolForms.length === 0) say('start/schoolForms', 'empty');
  if (policy.start.schoolAuthorities.length === 0) say('start/schoolAuthorities', 'empty');
  if (policy.start.residence !== 'any' && policy.start.residence.municipalityCodes.length === 0)
    say('start/residence/municipalityCodes', 'empty');
  if (policy.allocation.stages.length === 0) say('allocation/stages', 'empty');
  if (!(policy.limit.percent > 0 && policy.limit.percent <= 100)) say('limit/percent', 'out-of-range');
  if (![1, 2, 3, 4, 5].includes(policy.followUp.weekday)) say('followUp/weekday', 'out-of-range');
  if (![1, 2, 3, 4, 5].includes(policy.ladder.weeklyReview.weekday))
    say('ladder/weeklyReview/weekday', 'out-of-range');
  for (const [field, days] of [
    ['followUp/graceSchoolDays', policy.followUp.graceSchoolDays],
    ['meetings/remindDaysBefore', policy.meetings.remindDaysBefore],
  ] as const) {
    if (days < 0) say(field, 'negative');
    else if (!Number.isInteger(days) || days > longestPause) say(field, 'out-of-range');
  }
  if (policy.cap.kind === 'months') {
    const { maxTimes, decidedBy } = policy.cap.extension;
    if (maxTimes !== null && maxTimes < 0) say('cap/extension/maxTimes', 'negative');
    if (decidedBy.length === 0) say('cap/extension/decidedBy', 'empty');
  }
  return problems;
};
