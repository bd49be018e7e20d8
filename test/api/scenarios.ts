/** Who sees and does what, a sentence each, written by hand from the law and the field (domain.md §2–3). */
import { ids, otherSchool, school } from '../factories/parts.ts';
import { order, pupils } from './served.ts';

export const today = '2026-09-07';
/** Texts that are looked for. */
export const words = {
  contact: 'Samtal i köket.',
  concern: 'Oroad för hemmet.',
  eht: 'Kurators egna ord.',
  answer: 'Kurator tar kontakt.',
  flag: 'Hur går det?',
};

export type Scenario = {
  says: string;
  who: string;
  /** `{case}`: the first pupil's; `{hidden}`: the protected pupil's. */
  asks: string;
  /** Sent where there is one; else it is a question. */
  body?: object;
  answers: number;
  shows?: string[];
  hides?: string[];
};

const consent = {
  receiver: 'coordinators',
  purpose: 'increaseAttendance',
  kinds: ['attendance'],
  from: today,
  until: '2027-03-01',
  form: { how: 'electronic' },
};
const call = { date: today, kind: 'phone', effort: 'supporting', with: ['guardian'], note: 'Ringde.' };
const inquiry = { kind: 'inquiryOpened', on: today, note: 'Utredning öppnad.', documentId: null };
const name = 'Första Elev';

export const reading: Scenario[] = [
  {
    says: 'The rector of the pupil’s school reads the case',
    who: 'the rector',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name],
  },
  {
    says: 'A rector of another school isn’t told that there is one',
    who: 'a rector of another school',
    asks: '/cases/{case}',
    answers: 404,
    hides: [name],
  },
  {
    says: 'The pupil’s mentor reads the case',
    who: 'the mentor',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name],
  },
  {
    says: 'A mentor at another school isn’t told that there is one',
    who: 'a mentor at another school',
    asks: '/cases/{case}',
    answers: 404,
  },
  {
    says: 'Pupil health at the school reads the case',
    who: 'pupil health at the school',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name],
  },
  {
    says: 'Pupil health at another school isn’t told that there is one',
    who: 'pupil health at another school',
    asks: '/cases/{case}',
    answers: 404,
  },
  {
    says: 'The case’s coordinator reads it',
    who: 'the coordinator',
    asks: '/cases/{case}',
    answers: 200,
    shows: [words.contact],
  },
  {
    says: 'A coordinator of other cases isn’t told that there is one',
    who: 'a coordinator of other cases',
    asks: '/cases/{case}',
    answers: 404,
  },
  {
    says: 'Who stands in for the coordinator today reads it as well',
    who: 'the coordinator’s deputy',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name, words.contact],
  },
  {
    says: 'but once that time is over isn’t told that there is one',
    who: 'a deputy whose time is over',
    asks: '/cases/{case}',
    answers: 404,
    hides: [name],
  },
  {
    says: 'A coordinator who opened it in an emergency reads it, but for what has the strong secrecy',
    who: 'a coordinator in an emergency',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name, words.contact],
    hides: [words.concern, words.eht],
  },
  {
    says: 'The team leader reads every case',
    who: 'the team leader',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name],
  },
  {
    says: 'A guardian reads their own child’s case, but not what was said with others',
    who: 'a guardian',
    asks: '/cases/{case}',
    answers: 200,
    shows: [name],
    hides: [words.contact],
  },
  {
    says: 'Somebody else’s guardian isn’t told that there is one',
    who: 'somebody else’s guardian',
    asks: '/cases/{case}',
    answers: 404,
  },
  {
    says: 'The pupil reads their own case, but not what the family was talked with about',
    who: 'the pupil',
    asks: '/cases/{case}',
    answers: 200,
    hides: [words.contact],
  },
  {
    says: 'Another pupil isn’t told that there is one',
    who: 'another pupil',
    asks: '/cases/{case}',
    answers: 404,
  },
  {
    says: 'An orosanmälan is never shown to guardians',
    who: 'a guardian',
    asks: '/cases/{case}/timeline',
    answers: 200,
    hides: [words.concern, 'concernReported'],
  },
  {
    says: 'nor to the pupil',
    who: 'the pupil',
    asks: '/cases/{case}/timeline',
    answers: 200,
    hides: [words.concern, 'concernReported'],
  },
  {
    says: 'nor to a mentor who didn’t make it',
    who: 'the mentor',
    asks: '/cases/{case}/timeline',
    answers: 200,
    hides: [words.concern, 'concernReported'],
  },
  {
    says: 'The coordinator sees that it was made',
    who: 'the coordinator',
    asks: '/cases/{case}/timeline',
    answers: 200,
    shows: ['concernReported'],
  },
  {
    says: 'Pupil health’s own words have the strong secrecy: the mentor reads its answer instead',
    who: 'the mentor',
    asks: '/cases/{case}',
    answers: 200,
    shows: [words.answer],
    hides: [words.eht],
  },
  {
    says: 'Pupil health reads its own words',
    who: 'pupil health at the school',
    asks: '/cases/{case}',
    answers: 200,
    shows: [words.eht],
  },
  {
    says: 'The family reads neither here',
    who: 'a guardian',
    asks: '/cases/{case}/timeline',
    answers: 200,
    hides: [words.eht, words.answer],
  },
  {
    says: 'The team leader’s question to the coordinator is between the two',
    who: 'the rector',
    asks: '/cases/{case}/flags',
    answers: 403,
    hides: [words.flag],
  },
  {
    says: 'and the coordinator reads it',
    who: 'the coordinator',
    asks: '/cases/{case}/flags',
    answers: 200,
    shows: [words.flag],
  },
  {
    says: 'The family’s lists hold their own child’s case alone',
    who: 'somebody else’s guardian',
    asks: '/cases',
    answers: 200,
    hides: [name],
  },
  {
    says: 'A pupil’s figures are for those near them',
    who: 'a mentor at another school',
    asks: `/pupils/${pupils.first}/absence`,
    answers: 404,
  },
];

export const hidden: Scenario[] = [
  {
    says: 'Whose identity is protected is named to their mentor',
    who: 'the mentor',
    asks: '/cases/{hidden}',
    answers: 200,
    shows: ['Skyddad Elev'],
  },
  {
    says: 'and to the rector who answers for the school',
    who: 'the rector',
    asks: '/cases/{hidden}',
    answers: 200,
    shows: ['Skyddad Elev'],
  },
  {
    says: 'not to the team leader, who sees a case without a name',
    who: 'the team leader',
    asks: '/cases/{hidden}',
    answers: 200,
    hides: ['Skyddad'],
  },
  {
    says: 'nor to the registrar',
    who: 'the registrar',
    asks: '/cases/{hidden}',
    answers: 200,
    hides: ['Skyddad'],
  },
  {
    says: 'nor in the registrar’s list of pupils',
    who: 'the registrar',
    asks: '/pupils',
    answers: 200,
    hides: ['Skyddad'],
  },
  {
    says: 'nor on pupil health’s list',
    who: 'pupil health at the school',
    asks: `/eht/${school}/list`,
    answers: 200,
    hides: ['Skyddad'],
  },
];

export const doing: Scenario[] = [
  {
    says: 'A coordinator of other cases can’t write in this one',
    who: 'a coordinator of other cases',
    asks: '/cases/{case}/contacts',
    body: call,
    answers: 404,
  },
  {
    says: 'Who stands in for the coordinator does their work',
    who: 'the coordinator’s deputy',
    asks: '/cases/{case}/contacts',
    body: call,
    answers: 200,
  },
  {
    says: 'A coordinator names no deputy for somebody else’s cases',
    who: 'a coordinator of other cases',
    asks: `/people/${ids.coordinator}/deputies`,
    body: { deputyId: ids.secondCoordinator, from: today, until: today },
    answers: 403,
  },
  {
    says: 'A coordinator who opened it in an emergency writes nothing in it',
    who: 'a coordinator in an emergency',
    asks: '/cases/{case}/contacts',
    body: call,
    answers: 403,
  },
  {
    says: 'Nor does a rector open another school’s case in this way',
    who: 'a rector of another school',
    asks: '/emergency-accesses',
    body: { sought: '2026-0001', reason: 'Vill se.' },
    answers: 403,
  },
  {
    says: 'The mentor doesn’t do the coordinator’s work',
    who: 'the mentor',
    asks: '/cases/{case}/contacts',
    body: call,
    answers: 403,
  },
  {
    says: 'The coordinator does',
    who: 'the coordinator',
    asks: '/cases/{case}/contacts',
    body: call,
    answers: 200,
  },
  {
    says: 'A guardian gives their own consent',
    who: 'a guardian',
    asks: '/cases/{case}/consents',
    body: { ...consent, receiver: 'school', giver: { role: 'guardian', guardianId: ids.mother } },
    answers: 200,
  },
  {
    says: 'but not the other guardian’s',
    who: 'a guardian',
    asks: '/cases/{case}/consents',
    body: { ...consent, receiver: 'bup', giver: { role: 'guardian', guardianId: ids.father } },
    answers: 403,
  },
  {
    says: 'Only the rector opens an inquiry (skollagen 7:19 a)',
    who: 'pupil health at the school',
    asks: '/cases/{case}/inquiry',
    body: inquiry,
    answers: 403,
  },
  { says: 'The rector does', who: 'the rector', asks: '/cases/{case}/inquiry', body: inquiry, answers: 200 },
  {
    says: 'A coordinator doesn’t allocate cases to themselves',
    who: 'the coordinator',
    asks: '/cases/{case}/hand-over',
    body: { coordinatorIds: [ids.secondCoordinator], from: today, reason: 'Byte.' },
    answers: 403,
  },
  {
    says: 'A rector orders for their own school’s pupils alone',
    who: 'the rector',
    asks: '/cases',
    body: { pupilId: pupils.elsewhere, order },
    answers: 404,
  },
  {
    says: 'Pupil health holds its own school’s meetings alone',
    who: 'pupil health at the school',
    asks: `/eht/${otherSchool}/meetings`,
    body: { heldOn: today },
    answers: 404,
  },
  {
    says: 'The registrar keeps the register and decides nothing in a case',
    who: 'the registrar',
    asks: '/cases/{case}/closure',
    body: { reason: 'goalsMet' },
    answers: 403,
  },
  {
    says: 'Nobody in the family closes the case',
    who: 'a guardian',
    asks: '/cases/{case}/closure',
    body: { reason: 'goalsMet' },
    answers: 403,
  },
  {
    says: 'An attendance officer reads and doesn’t decide',
    who: 'the attendance officer',
    asks: '/cases/{case}/extension',
    body: { until: '2027-06-01' },
    answers: 403,
  },
];
