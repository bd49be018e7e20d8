/**
 * Every form that there is, by its address: sent with something that can't be, it comes back with the field named and
 * what was typed in it. A new form fails here until it has a line.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { webPages } from '../../src/api/web/pages-of-web.ts';
import { classIdOf } from '../../src/domain/class-id.ts';
import { furnished, type Furnished } from '../api/furnished.ts';
import { consentOf, pupils } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';
import { refused, type Typed } from './fill-in.ts';

const people = {
  coordinator: ids.coordinator,
  teamLeader: ids.teamLeader,
  rector: ids.rector,
  mentor: ids.mentor,
  pupilHealth: ids.pupilHealth,
  guardian: ids.mother,
} as const;

/** Who sends it, and what is wrong where no date and no text is asked for: what is typed, and the field it is told at. */
type Line = [who: keyof typeof people, wrong?: Typed, field?: string];

const forms: Readonly<Record<string, Line>> = {
  '/cases/{id}/allocation': ['teamLeader'],
  '/cases/{id}/attendance/new': ['coordinator'],
  '/cases/{id}/check-ups/new': ['coordinator'],
  '/cases/{id}/closure': ['coordinator'],
  '/cases/{id}/concern-reports/new': ['coordinator'],
  '/cases/{id}/concerns/new': ['mentor'],
  '/cases/{id}/consent-refusals/new': ['guardian'],
  '/cases/{id}/consents/new': ['coordinator'],
  '/cases/{id}/consents/{consentId}/withdrawal': ['guardian', { kinds: [] }, 'kinds'],
  '/cases/{id}/contacts/new': ['coordinator'],
  '/cases/{id}/deadlines/{key}': ['coordinator'],
  '/cases/{id}/decisions/{decisionId}/report': ['coordinator'],
  '/cases/{id}/documents/new': ['coordinator'],
  '/cases/{id}/eht-decisions/new': ['pupilHealth'],
  '/cases/{id}/eht-decisions/{ehtDecisionId}/answer': ['pupilHealth'],
  '/cases/{id}/evaluations/new': ['coordinator'],
  '/cases/{id}/extension': ['rector'],
  '/cases/{id}/extension/refusal': ['rector'],
  '/cases/{id}/flags/new': ['teamLeader'],
  '/cases/{id}/flags/{flagId}/answer': ['coordinator'],
  '/cases/{id}/follow-ups/new': ['coordinator'],
  '/cases/{id}/guardian-talks/new': ['mentor'],
  '/cases/{id}/guardian-talks/{talkId}/scan': ['mentor', {}, 'documentId'],
  '/cases/{id}/hand-over': ['teamLeader'],
  '/cases/{id}/mapping/{part}': ['coordinator'],
  '/cases/{id}/maturity': ['coordinator'],
  '/cases/{id}/measures/new': ['coordinator'],
  '/cases/{id}/measures/{supportMeasureId}/end': ['coordinator'],
  '/cases/{id}/meeting-polls/new': ['coordinator'],
  '/cases/{id}/meeting-request': ['guardian'],
  '/cases/{id}/meetings/new': ['coordinator'],
  '/cases/{id}/meetings/{meetingId}/answers': ['coordinator', {}, 'rsvp'],
  '/cases/{id}/meetings/{meetingId}/cancellation': ['coordinator'],
  '/cases/{id}/meetings/{meetingId}/changes': ['coordinator'],
  '/cases/{id}/meetings/{meetingId}/minutes': ['coordinator'],
  '/cases/{id}/monthly-reviews/new': ['coordinator'],
  '/cases/{id}/noticed-end': ['rector'],
  '/cases/{id}/order': ['rector'],
  '/cases/{id}/order/return': ['teamLeader'],
  '/cases/{id}/papers/new': ['coordinator'],
  '/cases/{id}/papers/{paperRequestId}/receipt': ['coordinator'],
  '/cases/{id}/plans/new': ['coordinator'],
  '/cases/{id}/policy': ['teamLeader', {}, 'policy'],
  '/cases/{id}/rector-steps/new': ['rector'],
  '/cases/{id}/registry/new': ['teamLeader'],
  '/cases/{id}/reopening': ['rector'],
  '/cases/{id}/reports-to-eht/new': ['mentor'],
  '/cases/{id}/retention-notes/new': ['teamLeader'],
  '/cases/{id}/retention-notes/{noteId}/lifting': ['teamLeader'],
  '/cases/{id}/surveys/new': ['coordinator'],
  '/cases/{id}/surveys/{caseSurveyId}/answers': ['coordinator'],
  '/classes/{id}/weeks/{week}/pupils/{pupilId}/measure': ['mentor'],
  '/deputies/coordinators/{id}/new': ['teamLeader'],
  '/directory/new': ['teamLeader'],
  '/directory/{id}/change': ['teamLeader'],
  '/eht/{id}/meetings/{meetingId}/cases/{caseId}/decision': ['pupilHealth'],
  '/eht/{id}/meetings/{meetingId}/cases/{caseId}/review': ['pupilHealth'],
  '/eht/{id}/meetings/{meetingId}/minutes': ['pupilHealth'],
  '/eht/{id}/slots/new': ['pupilHealth'],
  '/emergency': ['coordinator'],
  '/imports/mappings/new': ['teamLeader'],
  '/imports/mappings/{id}/change': ['teamLeader'],
  '/imports/new': ['teamLeader', {}, 'fileId'],
  '/imports/sources/new': ['teamLeader'],
  '/orders/external/new': ['teamLeader'],
  '/pupils/{id}/concerns/new': ['mentor'],
  '/pupils/{id}/first-day-calls/{date}': ['mentor'],
  '/pupils/{id}/guardian-talks/new': ['mentor'],
  '/pupils/{id}/order': ['rector'],
  '/pupils/{id}/reports-to-eht/new': ['mentor'],
  '/read-log/{id}/review': ['teamLeader'],
  '/remit/change': ['teamLeader'],
  '/retention/plan': ['teamLeader'],
  '/roles/people/{id}/new': ['teamLeader'],
  '/settings/calendar/new': ['teamLeader'],
  '/settings/clients/new': ['teamLeader'],
  '/settings/clients/{id}/secrets/new': ['teamLeader'],
  '/settings/letterhead/change': ['teamLeader', {}, 'documentId'],
  '/settings/mail-texts/{lang}/{mail}/change': ['teamLeader'],
  '/settings/policies/{id}/change/{base}': ['teamLeader'],
  '/surveys/new/{template}': ['teamLeader'],
  '/surveys/{id}/change': ['teamLeader'],
  '/surveys/{id}/rounds/new': ['teamLeader'],
  '/surveys/{id}/rounds/{roundId}/answers': ['mentor', {}, 'group'],
  '/surveys/{id}/rounds/{roundId}/links': ['mentor', {}, 'group'],
  '/year-wheel/tasks/new': ['teamLeader'],
  '/year-wheel/tasks/{id}/change': ['teamLeader'],
};

/** Nothing can be typed in them that isn't right: sent by `case-forms.test.ts` and `meeting-polls.test.ts`. */
const ofTheirOwn = [
  '/cases/{id}/addresses',
  '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/answer',
  '/times/{token}',
];

let town: Furnished;
const browsers = new Map<string, Browser>();
/** What the addresses name, by form or for all. */
let named: Record<string, string>;
let noticed: string;
let ordered: string;

const sent = async (who: keyof typeof people, path: string, body: unknown) => {
  const session = await town.as(people[who], who);
  const answer = await session.send('post', path, body);
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
};
const read = async (who: keyof typeof people, path: string) =>
  Object((await (await town.as(people[who], who)).get(path)).body);

beforeAll(async () => {
  town = await furnished();
  const { caseId } = town;
  for (const guardian of [ids.mother, ids.father]) {
    const session = await town.as(guardian, 'guardian');
    await session.send('post', `/cases/${caseId}/consents`, consentOf(guardian, 'bup'));
  }
  const today = '2026-09-07';
  const asked = { from: 'bup', kinds: ['inquiries'], purpose: 'increaseAttendance', askedOn: today };
  await sent('coordinator', `/cases/${caseId}/papers`, { ...asked, note: 'Utredningen.' });
  const [item] = (await read('pupilHealth', `/eht/${school}/list`)).items;
  noticed = String(item.caseId);
  ordered = String((await read('teamLeader', '/cases?phase=ordered')).cases[0].id);
  const talk = { calledOn: '2026-09-01', heldOn: today, guardianIds: [ids.mother], present: ['guardian'] };
  const held = await sent('mentor', `/cases/${noticed}/guardian-talks`, { ...talk, absences: [], form: {} });
  const decided = { decidedOn: today, outcome: 'otherMeasures', note: 'Kurator.', mentorAnswer: null };
  const eht = await sent('pupilHealth', `/cases/${noticed}/eht-decisions`, decided);
  const { state } = await read('teamLeader', `/cases/${caseId}`);
  const [poll] = (await read('coordinator', `/cases/${caseId}/meeting-polls`)).polls;
  const [flag] = (await read('coordinator', `/cases/${caseId}/flags`)).flags;
  const [survey] = (await read('teamLeader', '/surveys')).surveys;
  const [round] = (await read('teamLeader', `/surveys/${survey.id}/rounds`)).rounds;
  const [caseSurvey] = (await read('coordinator', `/cases/${caseId}/surveys`)).surveys;
  const [mapping] = (await read('teamLeader', '/import-mappings')).mappings;
  // Nobody reviews what they read themselves.
  const look = await town.town.records.db
    .selectFrom('audit')
    .select('id')
    .where('person_id', '=', ids.mentor)
    .where('pupil_id', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  named = {
    consentId: state.consents[0].consentId,
    key: (await read('coordinator', `/cases/${caseId}/obligations`)).obligations.find(
      (one: { key: string }) => /^\w+$/.test(one.key),
    ).key,
    decisionId: state.decisions[0].decisionId,
    ehtDecisionId: Object(eht['ids'])['ehtDecisionId'][0],
    flagId: flag.id,
    talkId: Object(held['ids'])['guardianTalkId'][0],
    part: 'pupil',
    supportMeasureId: state.supportMeasures[0].supportMeasureId,
    pollId: poll.id,
    guestId: poll.guests[0].id,
    meetingId: state.meetings.at(-1).meetingId,
    paperRequestId: state.papers[0].paperRequestId,
    caseSurveyId: caseSurvey.id,
    week: '2026-W37',
    pupilId: pupils.first,
    caseId: noticed,
    date: today,
    lang: 'sv',
    mail: 'orderPlaced',
    base: '1',
    template: 'pupils',
    roundId: round.id,
    surveyId: survey.id,
    mappingId: mapping.id,
    lookId: String(look.id),
    clientId: await sent('teamLeader', '/api-clients', {
      name: 'Skolplattformen',
      scopes: ['import:write'],
      endsOn: '2027-06-30',
      label: 'första',
    }).then(({ client }) => Object(client).id),
    ehtMeetingId: String(
      (await sent('pupilHealth', `/eht/${school}/meetings`, { heldOn: today }))['meetingId'],
    ),
  };
});
afterAll(() => town.close());

/** Of the first part of an address. */
const idIn = (form: string): string => {
  if (/notic|concerns|guardian-talks|eht-|rector-steps/.test(form) && form.startsWith('/cases'))
    return noticed;
  if (/order$|return$|allocation$/.test(form) && form.startsWith('/cases')) return ordered;
  if (form.startsWith('/settings/clients')) return named['clientId'] ?? '';
  const byPart: Record<string, string | undefined> = {
    cases: town.caseId,
    pupils: pupils.third,
    eht: school,
    classes: classIdOf({ schoolUnit: school, class: '8A' }),
    'read-log': named['lookId'],
    roles: ids.mentor,
    surveys: named['surveyId'],
    imports: named['mappingId'],
    deputies: ids.coordinator,
    directory: 'bup',
    'year-wheel': 'healthProgramme',
    settings: 'uppsala',
  };
  return byPart[form.split('/')[1] ?? ''] ?? '';
};

const addressOf = (form: string): string =>
  form.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'id') return idIn(form);
    return named[name === 'meetingId' && form.startsWith('/eht') ? 'ehtMeetingId' : name] ?? name;
  });

/** A day that isn't, else far too many words, in the first field that takes them. */
function wrongIn({ $, path }: Page): [Typed, string] {
  const day = $('main form.stack input[type="date"]').first().attr('name');
  if (day !== undefined) return [{ [day]: '2026-02-31' }, day];
  const text = $('main form.stack').find('textarea, input[type="text"]').first().attr('name');
  if (text === undefined) throw new Error(`${path} asks for neither a day nor words`);
  return [{ [text]: 'x'.repeat(20_001) }, text];
}

it('each form has its line', () => {
  const there = webPages
    .filter(({ again }) => again !== undefined)
    .map(({ method, path }) => (method === 'post' ? path : ''));
  expect(Object.keys(forms).sort()).toEqual(there.filter((path) => !ofTheirOwn.includes(path)).sort());
});

it.each(Object.entries(forms))('%s comes back with what is wrong', async (form, [who, wrong, field]) => {
  const browser = browsers.get(who) ?? (await browse(town.app, people[who], who));
  browsers.set(who, browser);
  const page = await browser.open(addressOf(form));
  expect(page.status, page.text.slice(0, 200)).toBe(200);
  const [typed, at] = wrong === undefined || field === undefined ? wrongIn(page) : [wrong, field];
  await refused(browser, page, typed, at);
});
