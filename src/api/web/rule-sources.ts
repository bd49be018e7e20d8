/** Of each kind of duty: where its rule comes from, as `rule.source.*` names it. */
import type { ObligationKind } from '../../domain/obligations/obligation.ts';
import type { SchoolDutyKind } from '../../domain/school-day/duty.ts';
import type { TextKey } from '../../texts/text.ts';

type Source = TextKey extends infer K ? (K extends `rule.source.${infer S}` ? S : never) : never;

export const ruleSources: Readonly<Record<ObligationKind | SchoolDutyKind, Source>> = {
  completeOrder: 'uppsala',
  giveConsent: 'uppsala',
  renewConsent: 'uppsala',
  allocate: 'uppsala',
  firstContact: 'uppsala',
  startMeeting: 'samverkan',
  mapPupil: 'dalsed',
  mapEducators: 'dalsed',
  mapGuardians: 'dalsed',
  makePlan: 'dalsed',
  revisePlan: 'dalsed',
  followUp: 'dalsed',
  monthlyReview: 'dalsed',
  evaluate: 'dalsed',
  callMeeting: 'samverkan',
  writeMinutes: 'uppsala',
  carryOutDecision: 'uppsala',
  followUpSip: 'sip',
  receivePapers: 'uppsala',
  decideOnExtension: 'cap',
  finalEvaluation: 'dalsed',
  closeAssignment: 'uppsala',
  checkUp: 'dalsed',
  prepareComingOfAge: 'secrecy',
  correctAddress: 'own',
  guardianTalk: 'dalsed',
  reportToEht: 'dalsed',
  decideInEht: 'dalsed',
  tellMentor: 'dalsed',
  openInquiry: 'law19a',
  completeInquiry: 'law19a',
  tellAuthority: 'law19a',
  tellHomeMunicipality: 'law22',
  placeOrder: 'uppsala',
  considerNoticed: 'dalsed',
  pupilLeft: 'own',
  weeklyReview: 'dalsed',
  firstDayCall: 'samverkan',
  yearWheelTask: 'own',
  dataSilence: 'own',
};
