/**
 * Every kind of duty, as data: whose it is, when it falls due, when its owner is reminded, when and to whom it goes
 * upwards, and where the rule comes from. `docs/obligations.md` is generated from this table.
 */
import type { Phase } from '../case/state.ts';
import type { EscalateTo, ObligationKind } from './obligation.ts';

/** How the owner is found; `owners.ts` turns it into people or a role. */
export type OwnerRule =
  | 'coordinators'
  | 'coordinatorsElseRector'
  | 'orderingRector'
  | 'teamLeader'
  | 'pupilHealthAndCoordinators'
  | 'extensionDecider'
  | 'decisionOwner';

export type ObligationRow = {
  /** Shown to people, Swedish. */
  term: string;
  phases: Phase[];
  owner: OwnerRule;
  /** The due rule in words. Names in code style are fields of the policy. */
  due: string;
  /** Where the reckoned day may not be met: on the next workday (lag 1930:173), or the next school day. */
  falls: 'workday' | 'schoolDay' | 'asReckoned';
  /** Shown as coming this many days before it's due; 'atOnce' from the day on which it arose. */
  lead: number | 'atOnce' | string;
  /** Workdays from the due day on which the owner is reminded: negative before it, 0 the day itself. */
  remind: number[];
  /** After the last of `remind`, so long as it's undone. Bounded: reminders are a finite list. */
  repeat:
    | { everyWorkdays: number; times: number }
    | { everyDays: 'consent.remindEveryDays'; forDays: number }
    | null;
  /** `afterDays: 'policy'` is `escalation.afterDays`; `beforeDays` goes upwards while there's still time. */
  escalation: {
    to: EscalateTo;
    when: { afterDays: number | 'policy' } | { beforeDays: number } | 'missed';
  } | null;
  /** domain.md section, seed or law. */
  source: string;
};

const weekly = { everyWorkdays: 5, times: 12 } as const;
const toTeamLeader = { to: 'teamLeader', when: { afterDays: 'policy' } } as const;

export const obligationTable: Record<ObligationKind, ObligationRow> = {
  completeOrder: {
    term: 'Komplettera beställningen',
    phases: ['ordering'],
    owner: 'orderingRector',
    due: '`start.completeWithinDays` days after the draft was begun or returned',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-3, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.5; seed 002',
  },
  giveConsent: {
    term: 'Inhämta samtycke',
    phases: ['ordered', 'assigned'],
    owner: 'coordinatorsElseRector',
    due: '14 days after it was first needed; one for each giver whose consent is missing. Who refused or withdrew is not asked again: no reminders, and the team leader is told the next day',
    falls: 'workday',
    lead: 'atOnce',
    remind: [],
    repeat: { everyDays: 'consent.remindEveryDays', forDays: 365 },
    escalation: toTeamLeader,
    source: 'domain.md §2.6; seed 002',
  },
  renewConsent: {
    term: 'Förnya samtycke',
    phases: ['ordered', 'assigned'],
    owner: 'coordinatorsElseRector',
    due: 'the last workday that the consent covers; not where a newer one takes over or the assignment ends before',
    falls: 'asReckoned',
    lead: '`consent.expiryWarningDays`',
    remind: [-15, -10, -5, -1],
    repeat: null,
    escalation: null,
    source: 'domain.md §2.6',
  },
  allocate: {
    term: 'Fördela uppdraget',
    phases: ['ordered'],
    owner: 'teamLeader',
    due: '`allocation.withinDays` days after the order, or after the last consent where the policy needs it first',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-2, 0],
    repeat: weekly,
    escalation: { to: 'rector', when: { afterDays: 'policy' } },
    source: 'domain.md §2.7; seeds 001, 002',
  },
  firstContact: {
    term: 'Första kontakten med familjen',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.firstContactWithinDays` days after the start; done when pupil or guardian was reached',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-2, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.8',
  },
  startMeeting: {
    term: 'Uppstartssamtal',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.startMeetingWithinDays` days after the start',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.8; seed 004',
  },
  mapPupil: {
    term: 'Kartläggning: eleven',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.mappingWithinDays` days after the start',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.9; seed 000 (Aspeflo)',
  },
  mapEducators: {
    term: 'Kartläggning: pedagogerna',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.mappingWithinDays` days after the start',
    falls: 'schoolDay',
    lead: 'atOnce',
    remind: [-5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.9; seed 000 (Aspeflo)',
  },
  mapGuardians: {
    term: 'Kartläggning: vårdnadshavarna',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.mappingWithinDays` days after the start',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.9; seed 000 (Aspeflo)',
  },
  makePlan: {
    term: 'Handlingsplan',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.planWithinDays` days after the start',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.10; seed 000',
  },
  revisePlan: {
    term: 'Ändra handlingsplanen',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.revisePlanWithinDays` days after the evaluation that asked for it',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-3, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.14; seed 000',
  },
  followUp: {
    term: 'Uppföljning',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`followUp.weekday` of each school week; each school day at 100 % absence',
    falls: 'asReckoned',
    lead: 4,
    remind: [-1, 0, 1],
    repeat: null,
    escalation: { to: 'teamLeader', when: 'missed' },
    source: 'domain.md §2.11, §4; seed 000',
  },
  monthlyReview: {
    term: 'Månadsgenomgång i elevhälsan',
    phases: ['assigned'],
    owner: 'pupilHealthAndCoordinators',
    due: 'the last school day of each month in which the pupil has been at the limit for ten school days',
    falls: 'asReckoned',
    lead: 14,
    remind: [-5, -1],
    repeat: null,
    escalation: { to: 'rector', when: 'missed' },
    source: 'domain.md §2.11; seed 000',
  },
  evaluate: {
    term: 'Utvärdering',
    phases: ['assigned'],
    owner: 'coordinators',
    due: "each `evaluation.everyWeeks` weeks from the plan's start; in a lov before it or in the first school week after",
    falls: 'asReckoned',
    lead: 14,
    remind: [-10, -5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.14, §4; seed 000',
  },
  callMeeting: {
    term: 'Kalla till samverkansmöte',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.callMeetingWithinDays` days after the family asked for it',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-3, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.12; seed 004',
  },
  writeMinutes: {
    term: 'Skriva minnesanteckningar',
    phases: ['assigned', 'monitoring'],
    owner: 'coordinators',
    due: '`work.minutesWithinDays` days after the meeting',
    falls: 'workday',
    lead: '`work.minutesWithinDays`',
    remind: [-1, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.12; seed 002',
  },
  carryOutDecision: {
    term: 'Genomföra mötesbeslut',
    phases: ['assigned', 'monitoring'],
    owner: 'decisionOwner',
    due: 'the day that the meeting decided; undone until reported done or changed',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-3, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.12; seed 002',
  },
  receivePapers: {
    term: 'Få in begärda handlingar',
    phases: ['assigned'],
    owner: 'coordinators',
    due: '`work.papersWithinDays` days after they were asked for; not while consent for them is gone',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, 0],
    repeat: { everyWorkdays: 10, times: 6 },
    escalation: null,
    source: 'domain.md §2.13; seed 002',
  },
  decideOnExtension: {
    term: 'Besluta om förlängning',
    phases: ['assigned'],
    owner: 'extensionDecider',
    due: 'the last day on which the cap may be acted on; before the term ends when that falls in the summer',
    falls: 'asReckoned',
    lead: '`cap.warnWeeksBefore`, or `cap.warnWeeksBeforeSummer`',
    remind: [-15, -10, -5, -2, -1, 0],
    repeat: weekly,
    escalation: { to: 'rector', when: { beforeDays: 7 } },
    source: 'domain.md §2.15, §4; seed 002; lag 1930:173',
  },
  finalEvaluation: {
    term: 'Slututvärdering',
    phases: ['assigned', 'monitoring'],
    owner: 'coordinators',
    due: 'the end of the assignment, before the term ends when that falls in the summer; 14 days after an evaluation that said end, or after a lapse',
    falls: 'workday',
    lead: 'as `decideOnExtension`; at once when an evaluation said end',
    remind: [-10, -5, -1],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.16; seed 000',
  },
  closeAssignment: {
    term: 'Avsluta uppdraget',
    phases: ['assigned'],
    owner: 'coordinators',
    due: 'the end of the assignment after a refused extension or when none is allowed; 21 days after an evaluation that said end',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -1, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §2.15–16; seed 002',
  },
  checkUp: {
    term: 'Bevakning efter avslut',
    phases: ['monitoring'],
    owner: 'coordinators',
    due: 'each of `monitoring.checkUpWeeks` after the closing; in a lov in the first school week after',
    falls: 'asReckoned',
    lead: 14,
    remind: [-5, 0, 5, 10],
    repeat: null,
    escalation: toTeamLeader,
    source: 'domain.md §2.17; seed 001',
  },
  prepareComingOfAge: {
    term: 'Förbereda myndighetsdagen',
    phases: ['ordered', 'assigned', 'monitoring'],
    owner: 'coordinatorsElseRector',
    due: "the last workday before the pupil's 18th birthday, once it's within reach; done when the pupil's own consent reaches past it",
    falls: 'asReckoned',
    lead: '`comingOfAge.warnWeeksBefore`',
    remind: [-20, -10, -5, -1],
    repeat: null,
    escalation: null,
    source: 'domain.md §3',
  },
  correctAddress: {
    term: 'Rätta adressen',
    phases: ['ordering', 'ordered', 'assigned', 'monitoring'],
    owner: 'coordinatorsElseRector',
    due: '7 days after a mail could not be delivered',
    falls: 'workday',
    lead: 'atOnce',
    remind: [-5, -3, 0],
    repeat: weekly,
    escalation: toTeamLeader,
    source: 'domain.md §3, §4',
  },
};
