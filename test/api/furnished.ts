/** A municipality in which every kind of page has something to show: for tests that walk through all of them. */
import { expect } from 'vitest';
import type { SessionRole } from '../../src/api/session.ts';
import { secretHash } from '../../src/records/secret-hash.ts';
import { aPdf } from '../factories/files.ts';
import { seedImports } from '../factories/imports.ts';
import { addStaff } from '../factories/municipality.ts';
import { ids, school } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';
import { atRest } from '../setup/at-rest.ts';
import { allocated, consented, pupils, served, type Served, type SignedIn } from './served.ts';
import { uploader } from './uploads.ts';

export type Furnished = Served & {
  caseId: string;
  /** Of the guest's page of suggested times, as the mail would hold it. */
  guestToken: string;
};

/** Everyone who signs in to pages, with somebody of the role. */
export const everyRole: [SessionRole, string][] = [
  ['coordinator', ids.coordinator],
  ['teamLeader', ids.teamLeader],
  ['rector', ids.rector],
  ['mentor', ids.mentor],
  ['pupilHealth', ids.pupilHealth],
  ['registrar', ids.registrar],
  ['guardian', ids.mother],
  ['pupil', pupils.first],
];

const today = '2026-09-07';
const guestToken = 'gast-'.padEnd(32, 'x');

const taken = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer;
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return body;
};

/** One case in full work, one ordered, one that the school has noticed and EHT is to meet about. */
export async function furnished(options: Parameters<typeof served>[0] = {}): Promise<Furnished> {
  const api = await served(options);
  await addStaff(api.town.records.db, ids.registrar, 'registrar');
  const caseId = await allocated(api, pupils.first);
  await consented(api, pupils.second);
  const [coordinator, leader, mentor, health] = await Promise.all([
    api.as(ids.coordinator, 'coordinator'),
    api.as(ids.teamLeader, 'teamLeader'),
    api.as(ids.mentor, 'mentor'),
    api.as(ids.pupilHealth, 'pupilHealth'),
  ]);
  const toCase = (path: string, body: unknown) =>
    taken(coordinator.send('post', `/cases/${caseId}${path}`, body));
  await work(toCase);
  await taken(leader.send('post', `/cases/${caseId}/flags`, { note: 'Hur går det?' }));
  const { body } = await uploader(api.app, coordinator.token)(aPdf());
  await toCase('/documents', { documentId: body.documentId, kind: 'letter', title: 'Brev hemifrån' });
  await suggestTimes(api, coordinator, caseId);
  await atSchool(mentor, health);
  await surveys(leader, coordinator, caseId);
  await seedImports(api.town.records.db, ids.teamLeader);
  await api.town.records.db
    .insertInto('offered_time')
    .values({ year_label: '8', minutes_per_day: 320 })
    .execute();
  await atRest(api.town);
  return { ...api, caseId, guestToken };
}

/** What a coordinator has written within a case: from the first contact to a week's follow-up and a meeting. */
async function work(
  toCase: (path: string, body: unknown) => Promise<Record<string, unknown>>,
): Promise<void> {
  const contact = { date: today, kind: 'homeVisit', effort: 'supporting', with: ['pupil'], note: 'Hemma.' };
  await toCase('/contacts', contact);
  for (const [part, respondent] of Object.entries({
    pupil: 'pupil',
    educators: 'mentor',
    guardians: 'guardian',
  })) {
    await toCase(`/mapping/${part}`, { respondent, date: today, note: `Berättat: ${part}.` });
  }
  const made = await toCase('/plans', {
    start: today,
    situation: 'Kommer två dagar i veckan.',
    goals: [{ note: 'Tre dagar.' }],
    measures: [
      {
        owner: { party: 'mentor', personId: ids.mentor },
        start: today,
        note: 'Möter vid grinden.',
        howMeasured: 'Antal mornar.',
      },
    ],
    voice: { pupil: 'Jag vill börja med bild.', guardians: 'Vi hjälps åt.' },
  });
  const [measureId] = Object(made['ids'])['measureIds'];
  await toCase('/follow-ups', {
    heldOn: today,
    withSchool: true,
    withPupil: true,
    attendancePercent: 55,
    measures: [{ measureId, done: 'partly', obstacle: 'Bussen var sen.' }],
    ownRating: 6,
    nextStep: 'En lektion till.',
  });
  await toCase('/support-measures', {
    kindId: 'specialTeachingGroup',
    beganOn: today,
    ownerPersonId: ids.mentor,
    note: 'Två förmiddagar.',
  });
  const held = await toCase('/meetings', {
    kind: 'collaboration',
    time: { date: today, from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Hur kommer eleven tillbaka?',
    participants: [
      { kind: 'pupil' },
      { kind: 'guardian', guardianId: ids.mother },
      { kind: 'staff', personId: ids.coordinator },
    ],
  });
  const { meetingId, participantIds } = Object(held['ids']);
  await toCase(`/meetings/${String(meetingId)}/minutes`, {
    heldOn: today,
    attended: participantIds,
    note: 'Vi enades.',
    decisions: [{ owner: { party: 'coordinator' }, due: '2026-10-05', note: 'Ringa skolhälsovården.' }],
  });
  await toCase('/meetings', {
    kind: 'collaboration',
    time: { date: '2026-09-16', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 14' },
    question: 'Hur gick det?',
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
  });
}

async function suggestTimes(api: Served, coordinator: SignedIn, caseId: string): Promise<void> {
  const poll = await taken(
    coordinator.send('post', `/cases/${caseId}/meeting-polls`, {
      kind: 'collaboration',
      times: ['2026-09-21', '2026-09-22', '2026-09-23'].map((date) => ({ date, from: '14:00', minutes: 60 })),
      participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
    }),
  );
  const [pupil] = Object(poll['guests']);
  const answer = `/cases/${caseId}/meeting-polls/${String(poll['id'])}/guests/${pupil.id}/answer`;
  await taken(coordinator.send('post', answer, { answers: ['yes', 'ifNeedBe', 'no'] }));
  await api.town.records.db
    .updateTable('meeting_poll_guest')
    .set({ reached: 'mail', token_hash: secretHash(guestToken) })
    .where('id', '=', pupil.id)
    .execute();
}

/** What the school noticed of the third pupil, and EHT's meeting about it. */
async function atSchool(mentor: SignedIn, health: SignedIn): Promise<void> {
  const about = `/pupils/${pupils.third}`;
  await taken(
    mentor.send('post', `${about}/reports-to-eht`, {
      reportedOn: today,
      how: { by: 'written' },
      note: 'Över gränsen länge.',
    }),
  );
  await taken(
    health.send('post', `/eht/${school}/slots`, {
      slots: [{ date: '2026-09-10', from: '14:00', minutes: 20, place: 'Kuratorns rum' }],
    }),
  );
}

/** One that is handed out to classes, and to a case, where it is answered. */
async function surveys(leader: SignedIn, coordinator: SignedIn, caseId: string): Promise<void> {
  const { id } = await taken(leader.send('post', '/surveys', aForm()));
  const round = { name: 'Före', moment: 'before', from: today, to: '2026-09-18' };
  await taken(leader.send('post', `/surveys/${String(id)}/rounds`, round));
  const here = `/cases/${caseId}/surveys`;
  const out = await taken(coordinator.send('post', here, { surveyId: id, expiresOn: '2026-09-30' }));
  const filled = { answeredOn: today, answers: { well: 2, adult: false, say: 'Rasterna.' } };
  await taken(coordinator.send('post', `${here}/${String(out['id'])}/answers`, filled));
}
