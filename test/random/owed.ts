/** What must be owed, and what may end it: said once more, apart from the rules that derive it. */
import type { CaseEventType, RecordedEvent } from '../../src/domain/case/events.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { Obligation, ObligationKind } from '../../src/domain/obligations/obligation.ts';
import { obligationTable } from '../../src/domain/obligations/table.ts';

type Expected = { kind: ObligationKind; subject?: string };

/** Every consent behind a request stands: its giver's for the receiver, and for the coordinators where they need it. */
const mayBePressedFor = (
  { consents, policy, pupil, ofAge, maturity }: CaseState,
  { from, kinds }: CaseState['papers'][number],
): boolean => {
  if (from === 'school') return true;
  const alone = ofAge || maturity?.speaksForSelf === true || pupil.guardianIds.length === 0;
  const required = [...(ofAge ? [] : pupil.guardianIds), ...(alone ? ['pupil'] : [])];
  return required.every((who) => {
    const own = consents.filter(
      (c) =>
        (c.giver.role === 'pupil' ? 'pupil' : c.giver.guardianId) === who &&
        c.withdrawnOn === null &&
        c.expiredOn === null,
    );
    const theirs = new Set(
      own.filter((c) => c.receiver === from && c.purpose === 'increaseAttendance').flatMap((c) => c.kinds),
    );
    const forCoordinators =
      policy.consent.neededFor === 'sharing' ||
      own.some((c) => c.receiver === 'coordinators' && c.purpose === 'increaseAttendance');
    return forCoordinators && kinds.every((kind) => theirs.has(kind));
  });
};

/** The SIP agreed on last, if nobody has ended it since. */
const sipToFollowUp = ({ stand, meetings }: CaseState): Expected | false => {
  if (stand.phase !== 'assigned') return false;
  const held = meetings
    .filter((m) => m.status === 'held' && m.calledOn >= stand.assignment.allocatedOn)
    .toSorted((a, b) => ((a.minutes?.heldOn ?? '') < (b.minutes?.heldOn ?? '') ? -1 : 1));
  const last = held.findLastIndex((m) => m.kind === 'sip');
  const heldOn = held[last]?.minutes?.heldOn ?? '';
  const isOver = meetings.some((m) => m.minutes?.endsSip === true && m.minutes.heldOn >= heldOn);
  return last >= 0 && !isOver && { kind: 'followUpSip', subject: held[last]?.meetingId ?? '' };
};

const inAssignment = (state: CaseState): Expected[] => {
  if (state.stand.phase !== 'assigned') return [];
  const { cap, start, allocatedOn } = state.stand.assignment;
  const begin = start < allocatedOn ? start : allocatedOn;
  const parts = { pupil: 'mapPupil', educators: 'mapEducators', guardians: 'mapGuardians' } as const;
  const isPlanned = state.plans.length > 0;
  const hasFinal = state.evaluations.some((e) => e.final && e.heldOn >= start);
  const isReached = state.contacts.some((c) => c.reached && c.date >= begin);
  const expected: (Expected | false)[] = [
    ...(['pupil', 'educators', 'guardians'] as const).map((part) =>
      state.mapping[part] === undefined ? { kind: parts[part] } : false,
    ),
    !isPlanned && { kind: 'makePlan' },
    isPlanned && { kind: 'followUp' },
    !isReached && state.meetings.every((m) => m.status !== 'held') && { kind: 'firstContact' },
    state.awaiting?.what === 'revisedPlan' && { kind: 'revisePlan' },
    state.awaiting?.what === 'closing' && { kind: 'closeAssignment' },
    state.awaiting?.what === 'closing' && !hasFinal && { kind: 'finalEvaluation' },
    cap !== null && !hasFinal && { kind: 'finalEvaluation' },
    state.meetingAskedForOn !== null && { kind: 'callMeeting' },
    sipToFollowUp(state),
  ];
  return [
    ...expected.filter((e) => e !== false),
    ...state.papers
      .filter((p) => p.receivedOn === null && mayBePressedFor(state, p))
      .map((p): Expected => ({ kind: 'receivePapers', subject: p.paperRequestId })),
  ];
};

const afterMeetings = (state: CaseState): Expected[] => [
  ...state.meetings
    .filter((m) => m.status === 'called')
    .map((m): Expected => ({ kind: 'writeMinutes', subject: m.meetingId })),
  ...state.decisions
    .filter((d) => d.reports.length === 0)
    .map((d): Expected => ({ kind: 'carryOutDecision', subject: d.decisionId })),
];

const expectedOf = (state: CaseState): Expected[] => {
  const { stand } = state;
  const addresses = state.undeliverable.map((u): Expected => ({
    kind: 'correctAddress',
    subject: u.messageKey,
  }));
  switch (stand.phase) {
    case 'noticed':
      return addresses;
    case 'ordering':
      return stand.order === null ? addresses : [...addresses, { kind: 'completeOrder' }];
    case 'ordered':
      return addresses;
    case 'assigned':
      return [...addresses, ...inAssignment(state), ...afterMeetings(state)];
    case 'monitoring': {
      const open = stand.checkUps.filter((c) => c.result === null).map((): Expected => ({ kind: 'checkUp' }));
      return [...addresses, ...open, ...afterMeetings(state)];
    }
    case 'ended':
      return [];
  }
};

/** The first thing begun and unfinished that nobody owes; null when there is none. */
export const missingDuties = (state: CaseState, owed: readonly Obligation[]): string | null => {
  const lost = expectedOf(state).find(
    ({ kind, subject }) =>
      !owed.some((o) => o.kind === kind && (subject === undefined || o.subjectId === subject)),
  );
  if (lost) return `${lost.kind} ${lost.subject ?? ''} isn't owed in ${state.stand.phase}`;
  const { stand } = state;
  const kinds = new Set(owed.map((o) => o.kind));
  // An order waits for somebody: for its consents, or to be allocated.
  if (stand.phase === 'ordered' && !kinds.has('allocate') && !kinds.has('giveConsent'))
    return 'an order that waits for nobody';
  if (stand.phase === 'assigned' && stand.assignment.cap !== null) {
    const decides = (['decideOnExtension', 'closeAssignment'] as const).some((kind) => kinds.has(kind));
    if (!decides) return 'a cap that nobody decides on';
  }
  return null;
};

/** Which events may end a duty, besides the end of the phases in which it's owed. */
const endedBy: Record<ObligationKind, readonly CaseEventType[]> = {
  completeOrder: [],
  giveConsent: ['consentGiven', 'maturityJudged', 'pupilUpdated', 'cameOfAge'],
  renewConsent: [
    'consentGiven',
    'consentWithdrawn',
    'consentExpired',
    'maturityJudged',
    'pupilUpdated',
    'cameOfAge',
    'allocated',
  ],
  allocate: ['consentWithdrawn', 'consentExpired', 'maturityJudged', 'pupilUpdated', 'cameOfAge'],
  firstContact: ['contactRecorded', 'minutesRecorded'],
  startMeeting: ['contactRecorded', 'minutesRecorded'],
  mapPupil: ['mappingPartRecorded'],
  mapEducators: ['mappingPartRecorded'],
  mapGuardians: ['mappingPartRecorded'],
  makePlan: ['planMade'],
  revisePlan: ['planMade', 'evaluationHeld'],
  followUp: ['followUpHeld', 'followUpMissed', 'bandChanged', 'policyChanged'],
  monthlyReview: ['monthlyReviewHeld', 'monthlyReviewMissed', 'bandChanged', 'policyChanged'],
  evaluate: ['evaluationHeld', 'policyChanged'],
  callMeeting: ['meetingCalled'],
  writeMinutes: ['minutesRecorded', 'meetingCancelled'],
  carryOutDecision: ['decisionReported'],
  followUpSip: ['minutesRecorded'],
  receivePapers: [
    'papersReceived',
    'consentWithdrawn',
    'consentExpired',
    'maturityJudged',
    'pupilUpdated',
    'cameOfAge',
    'policyChanged',
  ],
  decideOnExtension: ['extended', 'extensionRefused', 'evaluationHeld', 'policyChanged'],
  finalEvaluation: ['evaluationHeld', 'policyChanged', 'closed'],
  closeAssignment: ['extended', 'evaluationHeld', 'policyChanged'],
  checkUp: ['checkUpHeld', 'checkUpMissed'],
  prepareComingOfAge: ['cameOfAge', 'consentGiven', 'pupilUpdated'],
  correctAddress: ['addressCorrected'],
  guardianTalk: ['guardianTalkRecorded'],
  reportToEht: ['reportedToEht', 'ehtDecisionMade'],
  decideInEht: ['ehtDecisionMade'],
  tellMentor: ['mentorTold'],
  openInquiry: ['rectorStepRecorded', 'orderDrafted', 'orderPlaced', 'pupilUpdated'],
  completeInquiry: ['rectorStepRecorded', 'orderDrafted', 'orderPlaced', 'pupilUpdated'],
  tellAuthority: ['rectorStepRecorded', 'orderDrafted', 'orderPlaced', 'pupilUpdated'],
  tellHomeMunicipality: ['rectorStepRecorded', 'pupilUpdated'],
  placeOrder: ['ehtDecisionMade', 'policyChanged'],
  considerNoticed: [
    'absenceNoticed',
    'bandChanged',
    'concernRaised',
    'ehtDecisionMade',
    'foundUndeliverable',
    'guardianTalkRecorded',
    'mentorTold',
    'monthlyReviewHeld',
    'policyChanged',
    'pupilUpdated',
    'rectorStepRecorded',
    'reportedToEht',
    'supportMeasureBegun',
    'supportMeasureEnded',
  ],
  pupilLeft: ['pupilUpdated', 'checkUpHeld', 'closed'],
};

/** The first duty that was owed before, isn't any more, and that nothing ended; null when there is none. */
export const unexplained = (
  before: CaseState,
  after: CaseState,
  recorded: readonly RecordedEvent[],
  owedBefore: readonly Obligation[],
  owedAfter: readonly Obligation[],
): string | null => {
  const still = new Set(owedAfter.map((o) => o.key));
  const happened = new Set(recorded.map(({ event }) => event.type));
  const lost = owedBefore.find(
    ({ key, kind }) =>
      !still.has(key) &&
      obligationTable[kind].phases.includes(after.stand.phase) &&
      !happened.has('reopened') &&
      !endedBy[kind].some((type) => happened.has(type)),
  );
  return lost ? `${lost.key} vanished in ${before.stand.phase} by ${[...happened].join(', ')}` : null;
};
