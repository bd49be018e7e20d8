/** For each kind of duty the one place where it is done, and what its link says. */
import { classIdOf } from '../../domain/class-id.ts';
import type { CaseDutyKind } from '../../domain/flags.ts';
import type { SchoolDutyKind } from '../../domain/school-day/duty.ts';
import type { DutyRow } from '../../records/obligations.ts';
import type { TextKey } from '../../texts/text.ts';

type Label = Extract<TextKey, `act.${string}`>;
type Doing = { label: Label; at: (duty: Place) => string };
type Place = Pick<DutyRow, 'caseId' | 'subjectId' | 'schoolUnit' | 'class' | 'pupilId' | 'how'>;

const inCase = (rest: string) => (duty: Place) => `/cases/${duty.caseId}${rest}`;
const onSubject = (before: string, after: string) => (duty: Place) =>
  `/cases/${duty.caseId}${before}/${duty.subjectId}${after}`;

const order: Doing = { label: 'act.order', at: inCase('/order') };
const consent: Doing = { label: 'act.consent', at: inCase('/consents/new') };
const plan: Doing = { label: 'act.plan', at: inCase('/plans/new') };
const rectorStep: Doing = { label: 'act.rectorStep', at: inCase('/rector-steps/new') };
const mapping = (part: string): Doing => ({ label: 'act.map', at: inCase(`/mapping/${part}`) });

const actions: Readonly<Record<CaseDutyKind | SchoolDutyKind, Doing>> = {
  completeOrder: order,
  placeOrder: order,
  giveConsent: consent,
  renewConsent: consent,
  allocate: { label: 'act.allocate', at: inCase('/allocation') },
  firstContact: { label: 'act.contact', at: inCase('/contacts/new') },
  startMeeting: { label: 'act.contact', at: inCase('/contacts/new?kind=startMeeting') },
  mapPupil: mapping('pupil'),
  mapEducators: mapping('educators'),
  mapGuardians: mapping('guardians'),
  makePlan: plan,
  revisePlan: plan,
  followUp: { label: 'act.followUp', at: inCase('/follow-ups/new') },
  monthlyReview: { label: 'act.review', at: inCase('/monthly-reviews/new') },
  evaluate: { label: 'act.evaluate', at: inCase('/evaluations/new') },
  finalEvaluation: { label: 'act.evaluate', at: inCase('/evaluations/new?final=yes') },
  callMeeting: { label: 'act.callMeeting', at: inCase('/meetings/new') },
  writeMinutes: { label: 'act.minutes', at: onSubject('/meetings', '/minutes') },
  carryOutDecision: { label: 'act.report', at: onSubject('/decisions', '/report') },
  followUpSip: { label: 'act.callMeeting', at: inCase('/meetings/new?kind=sip') },
  receivePapers: { label: 'act.papers', at: onSubject('/papers', '/receipt') },
  decideOnExtension: { label: 'act.extend', at: inCase('/extension') },
  closeAssignment: { label: 'act.close', at: inCase('/closure') },
  checkUp: { label: 'act.checkUp', at: inCase('/check-ups/new') },
  prepareComingOfAge: { label: 'act.open', at: inCase('') },
  correctAddress: { label: 'act.address', at: inCase('/addresses') },
  guardianTalk: { label: 'act.talk', at: inCase('/guardian-talks/new') },
  reportToEht: { label: 'act.reportToEht', at: inCase('/reports-to-eht/new') },
  decideInEht: { label: 'act.ehtDecide', at: inCase('/eht-decisions/new') },
  tellMentor: { label: 'act.tellMentor', at: onSubject('/eht-decisions', '/answer') },
  openInquiry: rectorStep,
  completeInquiry: rectorStep,
  tellAuthority: rectorStep,
  tellHomeMunicipality: rectorStep,
  considerNoticed: { label: 'act.open', at: inCase('') },
  pupilLeft: { label: 'act.open', at: inCase('') },
  weeklyReview: {
    label: 'act.weeklyReview',
    at: ({ schoolUnit, class: name }) =>
      `/classes/${classIdOf({ schoolUnit: schoolUnit ?? '', class: name ?? '' })}`,
  },
  firstDayCall: {
    label: 'act.call',
    at: ({ pupilId, how }) => `/pupils/${pupilId}/first-day-calls/${how.date ?? ''}`,
  },
  yearWheelTask: { label: 'act.wheel', at: () => '/year-wheel' },
  answerFlag: { label: 'act.answerFlag', at: onSubject('/flags', '/answer') },
  closeFlag: { label: 'act.closeFlag', at: inCase('/flags') },
  dataSilence: {
    label: 'act.school',
    at: ({ schoolUnit }) => `/schools/${schoolUnit ?? ''}/weekly-review`,
  },
};

/** Where a duty is done. */
export const actionOf = (duty: Place & Pick<DutyRow, 'kind'>): { href: string; label: Label } => {
  const { label, at } = actions[duty.kind];
  return { href: at(duty), label };
};
