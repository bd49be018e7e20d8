/** The form of the talk with guardians, the information to hand over and the guides: every field, every letter. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids } from '../factories/parts.ts';
import { pdfText } from './pdf-text.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let mentor: SignedIn;
let rector: SignedIn;
let leader: SignedIn;
beforeAll(async () => {
  api = await served();
  mentor = await api.as(ids.mentor, 'mentor');
  rector = await api.as(ids.rector, 'rector');
  leader = await api.as(ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

const download = async (who: SignedIn, path: string) => {
  const answer = await request(api.app)
    .get(`/api/v1${path}`)
    .set({ authorization: `Bearer ${who.token}` })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/pdf');
  return pdfText(answer.body);
};

/** seed 003: every field of the mötesblankett. */
const fields = [
  'Mötesblankett vid upprepad frånvaro',
  'Elev:',
  'Klass:',
  'Vårdnadshavare:',
  'Mötesdatum:',
  'Datum och ämne för oanmäld frånvaro:',
  'Hur kommer det sig att du var borta från lektionerna?',
  'Hur kan vi hjälpas åt för att du ska ha full närvaro? Vad behöver förändras?',
  'Elev: vad behöver förändras',
  'Vårdnadshavare: vad behöver förändras',
  'Klassföreståndare: vad behöver förändras',
  'Viktigt att veta',
  'Vi träffas i dag',
  'Kopia av blanketten lämnas till rektor.',
];

const talk = {
  heldOn: '2026-09-07',
  pupilToldOn: '2026-09-03',
  calledOn: '2026-09-03',
  guardianIds: [ids.mother],
  present: ['pupil', 'guardian', 'mentor', 'rector'],
  absences: [
    { date: '2026-09-01', subject: 'Hemkunskap' },
    { date: '2026-09-02', subject: null },
  ],
  form: {
    howCome: 'Åker sent från Öckerö, ängslig på bussen.',
    mustChange: {
      pupil: 'Gå upp klockan sju.',
      guardians: 'Väcka på morgonen, även pappa Łukasz.',
      classTeacher: 'Möta vid grinden.',
    },
    important: 'Sover dåligt – sedan i våras.',
  },
};

describe('the form on paper', () => {
  it('has every field, to fill in by hand, tagged', async () => {
    const { text, tagged, pages } = await download(mentor, '/forms/guardian-talk.pdf');
    for (const field of fields) expect(text).toContain(field);
    expect(tagged).toBe(true);
    expect(pages).toBeLessThanOrEqual(2);
    const english = await download(mentor, '/forms/guardian-talk.pdf?lang=en');
    expect(english.text).toContain('How come you were away from the lessons?');
  });

  it('says what was filled in, å ä ö and other alphabets right', async () => {
    const held = await mentor.send('post', `/pupils/${pupils.first}/guardian-talks`, talk);
    const caseId = String(held.body['caseId']);
    const [talkId] = Object(held.body['ids']).guardianTalkId;
    const { text, tagged } = await download(rector, `/cases/${caseId}/guardian-talks/${talkId}/form.pdf`);
    const said = [
      'Första Elev',
      '8A',
      'Vårdnadshavare Prov',
      'måndag 7 september 2026',
      'tisdag 1 september 2026: Hemkunskap',
      'onsdag 2 september 2026: hel dag',
      talk.form.howCome,
      talk.form.mustChange.pupil,
      talk.form.mustChange.guardians,
      talk.form.mustChange.classTeacher,
      talk.form.important,
      'Klassföreståndare: mentor Prov',
      'Fler som deltog: rektor',
    ];
    for (const one of [...fields, ...said]) expect(text).toContain(one);
    expect(tagged).toBe(true);
    const mother = await api.as(ids.mother, 'guardian');
    expect((await download(mother, `/cases/${caseId}/guardian-talks/${talkId}/form.pdf`)).text).toContain(
      talk.form.important,
    );
    expect((await rector.get(`/cases/${caseId}/guardian-talks/nope/form.pdf`)).status).toBe(404);
    const other = await api.as(ids.otherRector, 'rector');
    expect((await other.get(`/cases/${caseId}/guardian-talks/${talkId}/form.pdf`)).status).toBe(404);
    expect((await rector.get(`/cases/${caseId}/guardian-talks/${talkId}/form.pdf?lang=de`)).status).toBe(422);
  });

  it('keeps a protected pupil’s name from whoever is not near', async () => {
    const held = await mentor.send('post', `/pupils/${pupils.protected}/guardian-talks`, talk);
    const path = `/cases/${String(held.body['caseId'])}/guardian-talks/${Object(held.body['ids']).guardianTalkId[0]}/form.pdf`;
    expect((await download(rector, path)).text).toContain('Skyddad Elev');
    const { text } = await download(leader, path);
    expect(text).not.toContain('Skyddad Elev');
    expect(text).not.toContain('8A');
    expect(text).not.toContain('Vårdnadshavare Prov');
    expect(text).toContain('(skyddade uppgifter)');
  });
});

describe('what is handed over and leaned on', () => {
  it('the information names the policy’s own limit, and a duty to attend only where there is one', async () => {
    const { text } = await download(mentor, '/forms/guardian-talk-information.pdf');
    expect(text).toContain('Om frånvaron är mer än 15 procent');
    expect(text).toContain('har skolplikt');
    const path = '/forms/guardian-talk-information.pdf?schoolForm=upperSecondary&lang=en';
    const english = await download(mentor, path);
    expect(english.text).toContain('This school form is voluntary');
    expect(english.text).not.toContain('have a duty to attend');
  });

  it('the guides have their points, in both languages', async () => {
    const guide = await mentor.get('/guides/guardian-talk');
    expect(guide.status).toBe(200);
    expect(Object(guide.body['parts']).map((part: { heading: string }) => part.heading)).toEqual([
      'Inför mötet',
      'Under mötet',
      'Efter mötet',
      'Tips',
      'Fällor',
    ]);
    expect(JSON.stringify(guide.body)).toContain('Gå till motattack');
    const call = await mentor.get('/guides/first-day-call?lang=en');
    expect(call.body).toMatchObject({
      guardian: { title: expect.stringContaining('F–5') },
      pupil: { title: expect.stringContaining('6–9') },
    });
    expect((await request(api.app).get('/api/v1/guides/guardian-talk')).status).toBe(401);
  });
});
