/** Which papers a case's events and received documents are, as the register takes them up by itself. */
import type { CaseEvent, CaseEventType, EventOf } from '../case/events.ts';
import type { Giver, ReceiverKind } from '../case/consent-parts.ts';
import type { Participant } from '../case/meeting-parts.ts';
import type { RectorStep } from '../case/ladder-parts.ts';
import type { DocumentKind, SecrecyTag } from '../documents/document.ts';
import { ruleOfDocument, ruleOfEvent } from '../retention/rules.ts';
import type { LocalDate } from '../time.ts';
import type { RegistryDirection, RegistryKind, RegistryPaper, RegistryParty } from './entry.ts';

type Told = Omit<RegistryPaper, 'rule' | 'on' | 'secrecy'> & { secrecy?: SecrecyTag; on?: LocalDate };
/** As a method, so that one of many kinds is asked with the event of its own. */
type Taking<T extends CaseEventType> = { of(event: EventOf<T>): Told | null }['of'];

const drawnUp = (kind: RegistryKind, on?: LocalDate): Told => ({
  direction: 'drawnUp',
  kind,
  party: null,
  ...(on === undefined ? {} : { on }),
});
const received = (kind: RegistryKind, party: RegistryParty | null, on?: LocalDate): Told => ({
  ...drawnUp(kind, on),
  direction: 'received',
  party,
});
const sent = (kind: RegistryKind, party: RegistryParty | null, on?: LocalDate): Told => ({
  ...drawnUp(kind, on),
  direction: 'sent',
  party,
});

const ofGiver = ({ role }: Giver): RegistryParty => role;

/** Whom a call goes to; staff are the municipality itself. */
const ofParticipants = (participants: readonly Participant[]): RegistryParty | null => {
  const parties = new Set<RegistryParty>(
    participants.flatMap(({ as }) => {
      if (as.kind === 'staff') return [];
      return [as.kind === 'receiver' ? as.receiver : as.kind];
    }),
  );
  const [first] = parties;
  return parties.size > 1 ? 'several' : (first ?? null);
};

const ofStep: Readonly<Record<RectorStep['kind'], (on: LocalDate) => Told>> = {
  inquiryOpened: (on) => drawnUp('inquiryDecision', on),
  inquiryUnneeded: (on) => drawnUp('inquiryDecision', on),
  inquiryCompleted: (on) => drawnUp('inquiry', on),
  authorityTold: (on) => sent('authorityNotice', 'schoolAuthority', on),
  homeMunicipalityTold: (on) => sent('authorityNotice', 'homeMunicipality', on),
  supportExamined: (on) => drawnUp('inquiry', on),
  measuresBegun: (on) => drawnUp('actionProgramme', on),
};

/**
 * A kind of event that isn't here is no paper of its own: a figure, a note of the running journal (contacts, follow-ups), a
 * night's reckoning. Where a scan came with it, the scan is the paper.
 */
const papers: { readonly [T in CaseEventType]?: Taking<T> } = {
  concernRaised: () => drawnUp('concern'),
  guardianTalkRecorded: ({ talk }) =>
    talk.documentId === null ? drawnUp('guardianTalk', talk.heldOn) : null,
  reportedToEht: ({ report }) => drawnUp('ehtReport', report.reportedOn),
  ehtDecisionMade: ({ decision }) => ({ ...drawnUp('ehtDecision', decision.decidedOn), secrecy: 'strong' }),
  ehtDecided: ({ decidedOn }) => ({ ...drawnUp('ehtDecision', decidedOn), secrecy: 'strong' }),
  rectorStepRecorded: ({ step }) => (step.documentId === null ? ofStep[step.kind](step.on) : null),
  orderPlaced: () => received('order', 'rector'),
  orderReturned: () => sent('orderReturn', 'rector'),
  consentGiven: ({ consent: { giver, form } }) =>
    form.how === 'paper' && form.scanId !== null ? null : received('consent', ofGiver(giver)),
  consentRefused: ({ giver }) => received('consentRefusal', ofGiver(giver)),
  consentWithdrawn: ({ giver }) => received('consentWithdrawal', ofGiver(giver)),
  maturityJudged: ({ maturity }) => drawnUp('maturity', maturity.judgedOn),
  allocated: () => drawnUp('allocation'),
  papersRequested: ({ request }) => sent('paperRequest', request.from, request.askedOn),
  papersReceived: ({ receivedOn }) => received('paper', null, receivedOn),
  concernReported: ({ report }) => ({
    ...sent('concernReport', 'socialServices', report.madeOn),
    secrecy: 'strong',
  }),
  mappingPartRecorded: () => drawnUp('mapping'),
  planMade: () => drawnUp('plan'),
  evaluationHeld: () => drawnUp('evaluation'),
  meetingCalled: ({ meeting }) => sent('call', ofParticipants(meeting.participants)),
  meetingCancelled: () => sent('cancellation', null),
  minutesRecorded: () => drawnUp('minutes'),
  decisionReported: () => drawnUp('decisionReport'),
  extended: () => drawnUp('extension'),
  extensionRefused: ({ decidedOn }) => drawnUp('extensionRefusal', decidedOn),
  noticedEnded: () => drawnUp('closure'),
  lapsed: ({ effectiveOn }) => drawnUp('closure', effectiveOn),
  closed: () => drawnUp('closure'),
};

const ofType = <T extends CaseEventType>(type: T): Taking<T> | undefined => papers[type];

/** Whether this kind of event may be a paper. */
export const mayBePaper = (type: CaseEventType): boolean => ofType(type) !== undefined;

const health: ReadonlySet<ReceiverKind> = new Set([
  'emi',
  'bup',
  'habilitation',
  'primaryCare',
  'youthClinic',
]);

/** What comes from an authority has that authority's secrecy (domain.md §3). */
export const secrecyFrom = (from: ReceiverKind): SecrecyTag => {
  if (from === 'socialServices') return 'social';
  if (from === 'pupilHealth') return 'strong';
  return health.has(from) ? 'emi' : 'weak';
};

/**
 * The paper that an event is; null where it is none. `askedOf`: whom the case asked for papers, by the request's id; `on`: the
 * day on which the event was recorded.
 */
export function paperOfEvent(
  event: CaseEvent,
  on: LocalDate,
  askedOf: ReadonlyMap<string, ReceiverKind>,
): RegistryPaper | null {
  const told = ofType(event.type)?.(event) ?? null;
  const rule = ruleOfEvent[event.type];
  if (told === null || rule === null) return null;
  const from = event.type === 'papersReceived' ? (askedOf.get(event.paperRequestId) ?? null) : null;
  return {
    ...told,
    party: told.party ?? from,
    secrecy: told.secrecy ?? (from === null ? 'weak' : secrecyFrom(from)),
    on: told.on ?? on,
    rule,
  };
}

/** A scan is of something that came in, but for what we make ourselves and sign on paper. */
const ofDocument: Readonly<Record<DocumentKind, [RegistryDirection, RegistryKind, RegistryParty | null]>> = {
  consentForm: ['received', 'consent', 'guardian'],
  guardianTalk: ['drawnUp', 'guardianTalk', null],
  order: ['received', 'order', 'rector'],
  absenceFigures: ['received', 'order', 'rector'],
  mapping: ['received', 'mapping', 'school'],
  inquiry: ['received', 'inquiry', 'school'],
  actionProgramme: ['received', 'actionProgramme', 'school'],
  measuresTried: ['received', 'order', 'rector'],
  opinion: ['received', 'paper', null],
  plan: ['drawnUp', 'plan', null],
  minutes: ['drawnUp', 'minutes', null],
  evaluation: ['drawnUp', 'evaluation', null],
  decision: ['drawnUp', 'decisionReport', null],
  letter: ['received', 'letter', null],
  other: ['received', 'other', null],
};

/** The paper that a filed document is. */
export function paperOfDocument(document: {
  kind: DocumentKind;
  secrecy: SecrecyTag;
  dated: LocalDate | null;
  receivedOn: LocalDate;
}): RegistryPaper {
  const [direction, kind, party] = ofDocument[document.kind];
  const on = direction === 'received' ? document.receivedOn : (document.dated ?? document.receivedOn);
  return { direction, kind, party, secrecy: document.secrecy, on, rule: ruleOfDocument[document.kind] };
}

/** The rule of what a registrar enters by hand. */
export const ruleOfKind: Readonly<Record<RegistryKind, RegistryPaper['rule']>> = {
  concern: 'notice',
  guardianTalk: 'notice',
  ehtReport: 'notice',
  ehtDecision: 'decision',
  inquiryDecision: 'inquiry',
  inquiry: 'inquiry',
  authorityNotice: 'inquiry',
  actionProgramme: 'actionProgramme',
  order: 'order',
  orderReturn: 'order',
  consent: 'consent',
  consentRefusal: 'consent',
  consentWithdrawal: 'consent',
  maturity: 'journal',
  allocation: 'decision',
  paperRequest: 'correspondence',
  paper: 'correspondence',
  concernReport: 'concernReport',
  mapping: 'inquiry',
  plan: 'plan',
  evaluation: 'journal',
  call: 'minutes',
  cancellation: 'minutes',
  minutes: 'minutes',
  decisionReport: 'minutes',
  extension: 'decision',
  extensionRefusal: 'decision',
  closure: 'decision',
  letter: 'correspondence',
  other: 'correspondence',
};
