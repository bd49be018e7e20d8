/** Duties of the running assignment (domain.md §2 steps 8–13): contact, mapping, plan, meetings, papers. */
import { sipRules } from '../case/rules-version.ts';
import { openSip } from '../case/sip.ts';
import type { CaseState, Meeting } from '../case/state.ts';
import { isCoveredAsItStands, papersSharing } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import { addDays, minDate } from '../time.ts';
import type { Duty } from './duty.ts';
import type { ObligationKind } from './obligation.ts';
import { coordinatorsElseRector, decisionOwner } from './owners.ts';

const mappingKinds = { pupil: 'mapPupil', educators: 'mapEducators', guardians: 'mapGuardians' } as const;

/** Begins and meetings of this assignment, not of one before a reopening. */
const heldStartMeeting = (meeting: Meeting, begin: LocalDate): boolean =>
  meeting.kind === 'startMeeting' && meeting.status === 'held' && meeting.time.date >= begin;

/** What the first weeks hold: each reckoned from the assignment's start. */
const beginnings = (state: CaseState): Duty[] => {
  if (state.stand.phase !== 'assigned') return [];
  const { start, allocatedOn } = state.stand.assignment;
  const { work } = state.policy;
  const begin = minDate(start, allocatedOn);
  const contacts = state.contacts.filter((contact) => contact.reached && contact.date >= begin);
  const metFamily = contacts.some((c) => c.with.includes('pupil') || c.with.includes('guardian'));
  const started =
    contacts.some((c) => c.kind === 'startMeeting') || state.meetings.some((m) => heldStartMeeting(m, begin));
  const duty = (kind: ObligationKind, withinDays: number, subjectId: string | null = null): Duty => ({
    kind,
    key: kind,
    owner: coordinatorsElseRector(state),
    subjectId,
    since: allocatedOn,
    reckoned: addDays(start, withinDays),
  });
  return [
    ...(metFamily || started ? [] : [duty('firstContact', work.firstContactWithinDays)]),
    ...(started ? [] : [duty('startMeeting', work.startMeetingWithinDays)]),
    ...(['pupil', 'educators', 'guardians'] as const)
      .filter((part) => state.mapping[part] === undefined)
      .map((part) => duty(mappingKinds[part], work.mappingWithinDays, part)),
    ...(state.plans.length > 0 ? [] : [duty('makePlan', work.planWithinDays)]),
  ];
};

const revisePlan = (state: CaseState): Duty[] =>
  state.awaiting?.what === 'revisedPlan'
    ? [
        {
          kind: 'revisePlan',
          key: `revisePlan/${state.awaiting.evaluationId}`,
          owner: coordinatorsElseRector(state),
          subjectId: state.awaiting.evaluationId,
          since: state.awaiting.since,
          reckoned: addDays(state.awaiting.since, state.policy.work.revisePlanWithinDays),
        },
      ]
    : [];

const callMeeting = (state: CaseState): Duty[] =>
  state.meetingAskedForOn === null
    ? []
    : [
        {
          kind: 'callMeeting',
          key: `callMeeting/${state.meetingAskedForOn}`,
          owner: coordinatorsElseRector(state),
          subjectId: null,
          since: state.meetingAskedForOn,
          reckoned: addDays(state.meetingAskedForOn, state.policy.work.callMeetingWithinDays),
        },
      ];

const writeMinutes = (state: CaseState): Duty[] =>
  state.meetings
    .filter((meeting) => meeting.status === 'called')
    .map((meeting) => ({
      kind: 'writeMinutes',
      key: `writeMinutes/${meeting.meetingId}`,
      owner: coordinatorsElseRector(state),
      subjectId: meeting.meetingId,
      since: meeting.time.date,
      reckoned: addDays(meeting.time.date, state.policy.work.minutesWithinDays),
    }));

/** seed 002: between the meetings, what was decided gets done. */
const carryOutDecisions = (state: CaseState): Duty[] =>
  state.decisions
    .filter((decision) => (decision.reports.at(-1)?.result ?? 'notDone') === 'notDone')
    .map((decision) => ({
      kind: 'carryOutDecision',
      key: `carryOutDecision/${decision.decisionId}`,
      owner: decisionOwner(state, decision),
      subjectId: decision.decisionId,
      since: state.meetings.find((m) => m.meetingId === decision.meetingId)?.time.date ?? decision.due,
      reckoned: decision.due,
    }));

/** SoL 10:8–9, HSL 16:4: what the authorities agreed on is followed up on the day that they agreed on. */
const followUpSip = (state: CaseState): Duty[] => {
  const sip = state.rulesVersion < sipRules ? null : openSip(state);
  return sip === null
    ? []
    : [
        {
          kind: 'followUpSip',
          key: `followUpSip/${sip.meetingId}`,
          owner: coordinatorsElseRector(state),
          subjectId: sip.meetingId,
          since: sip.minutes.heldOn,
          reckoned: sip.sip.followUpOn,
        },
      ];
};

/** Nobody presses for what consent no longer reaches; it's owed again if consent comes back. */
const receivePapers = (state: CaseState): Duty[] =>
  state.papers
    .filter((paper) => paper.receivedOn === null)
    .filter((paper) => isCoveredAsItStands(state, papersSharing(paper)).covered)
    .map((paper) => ({
      kind: 'receivePapers',
      key: `receivePapers/${paper.paperRequestId}`,
      owner: coordinatorsElseRector(state),
      subjectId: paper.paperRequestId,
      since: paper.askedOn,
      reckoned: paper.due,
    }));

export const workingDuties = (state: CaseState): Duty[] => [
  ...beginnings(state),
  ...revisePlan(state),
  ...callMeeting(state),
  ...writeMinutes(state),
  ...carryOutDecisions(state),
  ...followUpSip(state),
  ...receivePapers(state),
];
