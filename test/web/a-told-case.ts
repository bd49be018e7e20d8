/** A case in which something of every kind was said, from the first day away to the minutes. */
import { allocated, pupils, type Served, type SignedIn } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';

const date = '2026-09-07';

/** Its id. Its school is independent, so that the home municipality is told too (skollagen 7:22). */
export async function aToldCase(api: Served): Promise<string> {
  const { db } = api.town.records;
  await db.updateTable('school_unit').set({ authority: 'independent' }).where('code', '=', school).execute();
  const caseId = await allocated(api, pupils.first);
  const [mentor, rector, pupilHealth, leader, coordinator] = await Promise.all([
    api.as(ids.mentor, 'mentor'),
    api.as(ids.rector, 'rector'),
    api.as(ids.pupilHealth, 'pupilHealth'),
    api.as(ids.teamLeader, 'teamLeader'),
    api.as(ids.coordinator, 'coordinator'),
  ]);
  const send = sendTo(caseId);
  await beforeTheOrder(send, { mentor, rector, pupilHealth });
  await theWork(send, caseId, { coordinator, leader });
  return caseId;
}

/** Sends to the case; what isn't taken is a fault of the test. */
const sendTo =
  (caseId: string) =>
  async (who: SignedIn, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const sent = await who.send('post', `/cases/${caseId}${path}`, body);
    if (sent.status >= 300) throw new Error(`${path}: ${JSON.stringify(sent.body)}`);
    return sent.body;
  };
type Send = ReturnType<typeof sendTo>;

async function beforeTheOrder(
  send: Send,
  staff: Record<'mentor' | 'rector' | 'pupilHealth', SignedIn>,
): Promise<void> {
  const { mentor, rector, pupilHealth } = staff;
  await send(mentor, '/first-day-calls', {
    date,
    whom: 'guardian',
    reached: true,
    notes: 'Feber sedan i går.',
    guardianNotified: 'here',
  });
  await send(mentor, '/guardian-talks', {
    heldOn: date,
    pupilToldOn: '2026-09-03',
    calledOn: '2026-09-04',
    guardianIds: [ids.mother],
    present: ['pupil', 'guardian', 'mentor'],
    absences: [{ date: '2026-09-01', subject: 'MA' }],
    form: {
      howCome: 'Stökigt på lektionerna.',
      mustChange: { pupil: 'Komma i tid.', guardians: 'Väcka tidigare.', classTeacher: 'Byta plats.' },
      important: 'Sover dåligt.',
    },
    documentId: null,
  });
  const report = { reportedOn: date, how: { by: 'written' }, note: 'Över gränsen i två veckor.' };
  await send(mentor, '/reports-to-eht', report);
  await send(pupilHealth, '/eht-decisions', {
    decidedOn: date,
    outcome: 'otherMeasures',
    note: 'Kuratorn ser tecken på nedstämdhet.',
    mentorAnswer: 'Kuratorn tar kontakt.',
  });
  const steps = {
    inquiryOpened: 'Utredning öppnad, skyndsamt.',
    authorityTold: 'Brev till huvudmannen.',
    homeMunicipalityTold: 'Brev till hemkommunen.',
  };
  for (const [kind, note] of Object.entries(steps)) await send(rector, '/inquiry', { kind, on: date, note });
}

async function theWork(
  send: Send,
  caseId: string,
  { coordinator, leader }: Record<'coordinator' | 'leader', SignedIn>,
): Promise<void> {
  await send(coordinator, '/papers', {
    from: 'coordinators',
    kinds: ['inquiries'],
    purpose: 'increaseAttendance',
    askedOn: date,
    note: 'Tidigare utredning om läsning.',
  });
  await send(coordinator, '/concern-reports', {
    madeOn: date,
    madeBy: ids.coordinator,
    to: 'socialServices',
    note: 'Anmält: ensam hemma om nätterna.',
  });
  await send(coordinator, '/meetings', {
    kind: 'collaboration',
    time: { date, from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Hur blir tisdagarna lättare?',
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
    sip: null,
  });
  const { meetingId, participants } = await theMeeting(coordinator, caseId);
  await send(coordinator, `/meetings/${meetingId}/minutes`, {
    heldOn: date,
    attended: [participants[0]],
    note: 'Alla vill börja med morgnarna.',
    decisions: [{ owner: { party: 'mentor' }, due: '2026-09-14', note: 'Möta vid bussen.' }],
  });
  await send(coordinator, '/maturity', {
    speaksForSelf: true,
    judgedOn: date,
    note: 'Resonerar klokt om sin situation.',
  });
  await send(leader, '/flags', { note: 'Går det framåt?' });
  await send(coordinator, '/attendance', {
    from: '2026-08-24',
    to: '2026-09-04',
    offeredMinutes: 3000,
    validMinutes: 600,
    invalidMinutes: 300,
  });
  await send(coordinator, '/meeting-polls', {
    kind: 'collaboration',
    times: ['2026-09-21', '2026-09-22'].map((on) => ({ date: on, from: '10:00', minutes: 60 })),
    participants: [{ kind: 'pupil' }],
  });
  await aSurveyAnswered(send, leader);
}

async function theMeeting(coordinator: SignedIn, caseId: string) {
  const { body } = await coordinator.get(`/cases/${caseId}`);
  const [meeting] = Object(body['state']).meetings;
  const all: { participantId: string }[] = meeting.participants;
  return { meetingId: String(meeting.meetingId), participants: all.map((one) => one.participantId) };
}

async function aSurveyAnswered(send: Send, leader: SignedIn): Promise<void> {
  const written = await leader.send('post', '/surveys', aForm());
  const surveyId = written.body['id'];
  for (const secrecy of ['weak', 'strong']) {
    const handed = await send(leader, '/surveys', { surveyId, secrecy, expiresOn: '2026-09-30' });
    await send(leader, `/surveys/${String(handed['id'])}/answers`, {
      answeredOn: date,
      answers: { well: 2, say: secrecy === 'weak' ? 'Rasterna är värst.' : 'Jag orkar inte mer.' },
    });
  }
}
