/** Surveys: written in versions, answered by link or on paper, anonymous or in a case; what is shown of them. */
import request from 'supertest';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talliesOf } from '../../src/records/others-part/survey-tallies.ts';
import { anId, ids, school } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let mentor: SignedIn;
let coordinator: SignedIn;
beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  mentor = await api.as(ids.mentor, 'mentor');
  coordinator = await api.as(ids.coordinator, 'coordinator');
  const { db } = api.town.records;
  for (const [index, name] of ['8B', '8C'].entries()) {
    await db
      .insertInto('pupil')
      .expression(
        sql`(id, civic_no, given_name, family_name, birth_date, school_unit, school_form, year_label, year, stage,
          class, municipality_code)
        select ${name} || n, ${name} || n, 'Elev', 'Prov', '2012-05-14', ${school}, 'compulsory', '8', 8, '7-9',
          ${name}, '9801' from generate_series(1, ${6 + index}) n`,
      )
      .execute();
  }
});
afterAll(() => api.close());

const form = aForm();
const openLink = (token: string) => request(api.app).get(`/api/v1/answers/${token}`);
const answer = (token: string, answers: object) =>
  request(api.app).post(`/api/v1/answers/${token}`).send({ answers });

async function aSurvey(change: object = {}): Promise<string> {
  const written = await leader.send('post', '/surveys', { ...form, ...change });
  if (written.status !== 201) throw new Error(JSON.stringify(written.body));
  return String(written.body['id']);
}

async function aRound(surveyId: string, change: object = {}): Promise<string> {
  const body = { name: 'Före', moment: 'before', from: '2026-09-07', to: '2026-09-18', ...change };
  const opened = await leader.send('post', `/surveys/${surveyId}/rounds`, body);
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  return String(opened.body['id']);
}

async function tokens(surveyId: string, roundId: string, body: object): Promise<string[]> {
  const made = await leader.send('post', `/surveys/${surveyId}/rounds/${roundId}/links`, {
    schoolUnit: school,
    class: '8A',
    ...body,
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return (Array.isArray(made.body['links']) ? made.body['links'] : []).map((link) => String(link.token));
}

describe('writing', () => {
  it('makes versions that never change', async () => {
    const id = await aSurvey();
    const same = await leader.send('post', `/surveys/${id}`, { ...form, retired: false });
    expect(same).toMatchObject({ status: 200, body: { version: 1 } });
    const title = { sv: '=1+1 <script>', en: null };
    const next = await leader.send('post', `/surveys/${id}`, { ...form, title, retired: false });
    expect(next).toMatchObject({ status: 200, body: { version: 2, title } });
    expect((await mentor.get(`/surveys/${id}?version=1`)).body).toMatchObject({ title: form.title });
    await expect(
      api.town.records.db.updateTable('survey_version').set({ version: 9 }).execute(),
    ).rejects.toThrow(/never changes/);
    expect(await mentor.get(`/surveys/${id}?version=9`)).toMatchObject({ status: 404 });
  });

  it('refuses what is no form, and those who don’t write them', async () => {
    expect(await mentor.send('post', '/surveys', form)).toMatchObject({ status: 403 });
    expect(await leader.send('post', `/surveys/${anId(9)}`, form)).toMatchObject({ status: 404 });
    const [first] = form.questions;
    const twice = await leader.send('post', '/surveys', { ...form, questions: [first, first] });
    expect(twice).toMatchObject({ status: 422, body: { field: '/questions/1/questionId' } });
    expect(await leader.send('post', '/surveys', { ...form, questions: [] })).toMatchObject({ status: 422 });
  });
});

describe('an anonymous round', () => {
  it('is answered by links, once each, without a name before or after', async () => {
    const id = await aSurvey();
    const roundId = await aRound(id);
    const [once, other] = await tokens(id, roundId, { count: 2 });
    if (once === undefined || other === undefined) throw new Error('no links');
    const opened = await openLink(once);
    expect(opened).toMatchObject({ status: 200, body: { anonymous: true, title: form.title } });
    expect(JSON.stringify(opened.body)).not.toMatch(/8A|98000001|Elev|Prov/);
    const bad = await answer(once, { well: 9, nothing: 1 });
    expect(bad).toMatchObject({ status: 422 });
    expect(bad.body.errors.map((error: { field: string }) => error.field)).toEqual([
      '/answers/nothing',
      '/answers/well',
    ]);
    const both = await Promise.all([answer(once, { well: 4 }), answer(once, { well: 5 })]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 404]);
    expect(both.find((one) => one.status === 201)?.body).toEqual({ received: true });
    expect(await openLink(once)).toMatchObject({ status: 404, body: { code: 'answer-link-gone' } });
    expect((await openLink(other)).status).toBe(200);
  });

  it('leaves nothing that joins a link and an answer', async () => {
    const { db } = api.town.records;
    const id = await aSurvey();
    const roundId = await aRound(id);
    const made = await tokens(id, roundId, { count: 3 });
    for (const [index, token] of made.entries())
      await answer(token, { well: index + 1, say: `text ${index}` });
    const rows = await db.selectFrom('survey_tally').selectAll().where('round_id', '=', roundId).execute();
    expect(rows).toEqual([
      {
        round_id: roundId,
        school_unit: school,
        class: '8A',
        tally: null,
        sealed: expect.any(Buffer),
        key_id: 'municipality',
      },
    ]);
    expect(await talliesOf(db, roundId)).toEqual([
      {
        schoolUnit: school,
        class: '8A',
        tally: {
          answers: 3,
          questions: {
            well: { answers: 3, counts: { 1: 1, 2: 1, 3: 1 }, texts: [] },
            say: { answers: 3, counts: {}, texts: ['text 0', 'text 1', 'text 2'] },
          },
        },
      },
    ]);
    expect(await db.selectFrom('survey_link').selectAll().where('round_id', '=', roundId).execute()).toEqual(
      [],
    );
    const audited = await db.selectFrom('audit').selectAll().where('action', 'like', '%answers%').execute();
    expect(audited).toEqual([]);
  });

  it('may have one link for a class, and answers from paper', async () => {
    const id = await aSurvey();
    const roundId = await aRound(id);
    const [shared] = await tokens(id, roundId, { repeatable: true });
    for (const well of [1, 2]) expect((await answer(String(shared), { well })).status).toBe(201);
    const paper = (session: SignedIn, body: object) =>
      session.send('post', `/surveys/${id}/rounds/${roundId}/answers`, {
        schoolUnit: school,
        class: '8A',
        answers: { well: 3 },
        ...body,
      });
    expect(await paper(mentor, {})).toMatchObject({ status: 204 });
    expect(await paper(mentor, { class: '8B' })).toMatchObject({ status: 403 });
    expect(await paper(leader, { class: '9Z' })).toMatchObject({ status: 422, body: { field: '/class' } });
    const nowhere = await paper(leader, { schoolUnit: 'x', class: null });
    expect(nowhere).toMatchObject({ status: 422, body: { field: '/schoolUnit' } });
    expect(await paper(leader, { answers: {} })).toMatchObject({
      status: 422,
      body: { field: '/answers/well' },
    });
  });
});

describe('results', () => {
  it('come when the round is closed; groups under five are hidden, also from who subtracts', async () => {
    const id = await aSurvey();
    const roundId = await aRound(id, { name: '=Före' });
    const classes = { '8A': 3, '8B': 6, '8C': 7 };
    for (const [name, count] of Object.entries(classes)) {
      for (const token of await tokens(id, roundId, { class: name, count })) {
        expect((await answer(token, { well: 4, adult: name !== '8C', say: 'Bra' })).status).toBe(201);
      }
    }
    const path = `/surveys/${id}/results`;
    expect((await leader.get(`${path}?by=class`)).body).toMatchObject({
      rounds: [{ open: true, groups: [] }],
    });
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    const close = `/surveys/${id}/rounds/${roundId}/close`;
    expect(await health.send('post', close)).toMatchObject({ status: 403 });
    expect(await leader.send('post', close)).toMatchObject({ status: 200, body: { closedOn: '2026-09-07' } });
    const byClass = await leader.get(`${path}?by=class`);
    expect(byClass.body).toMatchObject({
      least: 5,
      rounds: [
        {
          open: false,
          groups: [
            { class: '8A', answers: null, questions: [{ answers: null, counts: null }, {}, {}, {}] },
            { class: '8B', answers: null },
            {
              class: '8C',
              answers: 7,
              questions: [{ mean: 4, counts: { 4: 7 } }, { counts: { no: 7 } }, {}, {}],
            },
          ],
        },
      ],
    });
    expect((await leader.get(`${path}?by=school`)).body).toMatchObject({
      rounds: [{ groups: [{ schoolUnit: school, class: null, answers: 16 }] }],
    });
    expect((await leader.get(`${path}?by=period`)).body).toMatchObject({
      rounds: [{ moment: 'before', groups: [{ schoolUnit: null, answers: 16 }] }],
    });
    const own = await mentor.get(`${path}?by=class`);
    expect(own.body).toMatchObject({ rounds: [{ groups: [{ class: '8A', answers: null }] }] });
    const elsewhere = await api.as(ids.otherRector, 'rector');
    expect((await elsewhere.get(`${path}?by=class`)).body).toMatchObject({ rounds: [{ groups: [] }] });
    const csv = await request(api.app)
      .get(`/api/v1${path}?by=class&format=csv`)
      .set({ authorization: `Bearer ${leader.token}` });
    expect(csv.headers['content-type']).toMatch(/text\/csv/);
    expect(csv.text).toContain(`'=Före;2026-09-07;2026-09-18;${school};8C;Hur trivs du?;7;4;4: 7;`);
    expect(csv.text).toContain(';8A;Hur trivs du?;visas inte;;;');
    const late = await leader.send('post', `/surveys/${id}/rounds/${roundId}/links`, {
      schoolUnit: school,
      class: '8A',
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'survey-round-closed' } });
    expect(await leader.get(`/surveys/${anId(5)}/results`)).toMatchObject({ status: 404 });
    expect(await leader.get(`${path}?by=pupil`)).toMatchObject({ status: 422 });
  });

  it('stand beside the absence of the same classes in the round’s period', async () => {
    const { db } = api.town.records;
    await db
      .insertInto('offered_time')
      .values({ year_label: '8', minutes_per_day: 300 })
      .onConflict((oc) => oc.doNothing())
      .execute();
    await db
      .insertInto('absence')
      .values(
        [1, 2, 3].map((n) => ({
          pupil_id: `8C${n}`,
          date: sql`'2026-09-01'::date`,
          lesson: '1',
          subject: 'NO',
          minutes: 300,
          kind: 'invalid' as const,
          reason: null,
        })),
      )
      .execute();
    const id = await aSurvey();
    const roundId = await aRound(id, { from: '2026-08-31', to: '2026-09-18' });
    for (const token of await tokens(id, roundId, { class: '8C', count: 7 }))
      await answer(token, { well: 2 });
    await leader.send('post', `/surveys/${id}/rounds/${roundId}/close`);
    // Seven pupils, five school days of 300 minutes till the day before, three days away: 900 of 10,500.
    expect((await leader.get(`/surveys/${id}/results?by=class`)).body).toMatchObject({
      rounds: [{ groups: [{ class: '8C', answers: 7, absence: { pupils: 7, percent: 8.6 } }] }],
    });
  });
});

describe('a survey in a case', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await allocated(api, pupils.first);
  });
  const hand = (session: SignedIn, body: object) =>
    session.send('post', `/cases/${caseId}/surveys`, { expiresOn: '2026-09-30', ...body });

  it('is answered by its link or from paper, and read by those who work with the case', async () => {
    const surveyId = await aSurvey();
    const handed = await hand(coordinator, { surveyId, moment: 'before' });
    expect(handed).toMatchObject({ status: 201, body: { version: 1 } });
    const token = String(handed.body['token']);
    const opened = await openLink(token);
    expect(opened.body).toMatchObject({ anonymous: false, repeatable: false });
    expect(JSON.stringify(opened.body)).not.toContain(caseId);
    expect((await answer(token, { well: 2, say: '<b>=x' })).status).toBe(201);
    expect((await answer(token, { well: 2 })).status).toBe(404);
    const path = `/cases/${caseId}/surveys/${String(handed.body['id'])}`;
    const paper = { answeredOn: '2026-09-07', answers: { well: 3 } };
    const key = { 'idempotency-key': 'paper-once-1' };
    const entered = await mentor.send('post', `${path}/answers`, paper, key);
    expect(entered).toMatchObject({ status: 201 });
    expect((await mentor.send('post', `${path}/answers`, paper, key)).body).toEqual(entered.body);
    const read = await mentor.get(`/cases/${caseId}/surveys`);
    expect(read.body).toMatchObject({ total: 1, surveys: [{ moment: 'before', secrecy: 'weak' }] });
    const told = JSON.stringify(read.body);
    expect(told).toContain('"well":2');
    expect(told).toContain('"how":"paper"');
    expect(told).toContain('<b>=x');
    const late = await mentor.send('post', `${path}/answers`, { ...paper, answeredOn: '2026-12-01' });
    expect(late).toMatchObject({ status: 422, body: { code: 'date-in-future' } });
  });

  it('isn’t for the family, nor for coordinators of other cases', async () => {
    const mother = await api.as(ids.mother, 'guardian');
    const other = await api.as(ids.secondCoordinator, 'coordinator');
    expect(await mother.get(`/cases/${caseId}/surveys`)).toMatchObject({ status: 403 });
    expect(await other.get(`/cases/${caseId}/surveys`)).toMatchObject({ status: 404 });
    expect(await hand(other, { surveyId: anId(1) })).toMatchObject({ status: 404 });
  });

  it('with strong secrecy is for pupil health and the coordinators alone', async () => {
    const surveyId = await aSurvey();
    expect(await hand(mentor, { surveyId, secrecy: 'strong' })).toMatchObject({ status: 403 });
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    const handed = await hand(health, { surveyId, secrecy: 'strong' });
    const id = String(handed.body['id']);
    const seenBy = async (session: SignedIn) =>
      JSON.stringify((await session.get(`/cases/${caseId}/surveys`)).body).includes(id);
    expect([await seenBy(mentor), await seenBy(health), await seenBy(coordinator)]).toEqual([
      false,
      true,
      true,
    ]);
    const paper = { answeredOn: '2026-09-07', answers: { well: 3 } };
    const path = `/cases/${caseId}/surveys/${id}`;
    expect(await mentor.send('post', `${path}/answers`, paper)).toMatchObject({ status: 404 });
    const token = String(handed.body['token']);
    expect(await health.send('post', `${path}/withdrawal`)).toMatchObject({ status: 204 });
    expect((await openLink(token)).status).toBe(404);
  });

  it('names a guardian where guardians answer, a survey that there is, a day to come', async () => {
    const surveyId = await aSurvey({ respondent: 'guardian' });
    expect(await hand(coordinator, { surveyId })).toMatchObject({
      status: 422,
      body: { field: '/guardianId' },
    });
    expect(await hand(coordinator, { surveyId, guardianId: ids.mother })).toMatchObject({ status: 201 });
    const unknown = await hand(coordinator, { surveyId: anId(8) });
    expect(unknown).toMatchObject({ status: 422, body: { field: '/surveyId' } });
    const past = await hand(coordinator, { surveyId, guardianId: ids.mother, expiresOn: '2026-09-06' });
    expect(past).toMatchObject({ status: 422, body: { code: 'date-in-past' } });
  });
});

describe('the page behind a link', () => {
  it('is plain HTML without scripts or names; a browser’s form is taken as the API’s answer', async () => {
    const id = await aSurvey({ title: { sv: '<script>alert(1)</script>', en: 'In English' } });
    const roundId = await aRound(id);
    const [token] = await tokens(id, roundId, {});
    const path = `/svara/${String(token)}`;
    const shown = await request(api.app).get(path);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('&lt;script>alert(1)');
    // The link's own token may hold any letters.
    expect(shown.text.replaceAll(String(token), '')).not.toMatch(/<script|8A|Elev|Prov\b/);
    expect(shown.text).toMatch(/<legend[^>]*>Hur trivs du\?<\/legend>/);
    expect((await request(api.app).get(`${path}?lang=en`)).text).toContain('In English');
    const send = (body: string) => request(api.app).post(path).type('form').send(body);
    const refused = await send('answers.adult=yes&answers.say=<b>Hej');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#f-answers-well"');
    expect(refused.text).toContain('&lt;b>Hej');
    const sent = await send(
      'answers.well=4&answers.adult=no&answers.help=more-time&answers.help=smaller-group&answers.say=Hej',
    );
    expect(sent).toMatchObject({ status: 201 });
    expect(sent.text).toContain('Tack!');
    expect(await request(api.app).get(path)).toMatchObject({ status: 404 });
    const { db } = api.town.records;
    const [row] = await talliesOf(db, roundId);
    expect(row?.tally).toMatchObject({
      answers: 1,
      questions: {
        well: { counts: { 4: 1 } },
        adult: { counts: { no: 1 } },
        help: { counts: { 'more-time': 1 } },
      },
    });
  });
});

describe('a link', () => {
  it('runs out, and is slow to guess at', async () => {
    const id = await aSurvey();
    const roundId = await aRound(id, { from: '2026-09-08', to: '2026-09-08' });
    const [token] = await tokens(id, roundId, {});
    expect((await openLink(String(token))).status).toBe(404);
    await api.town.moveTo('2026-09-08');
    expect((await openLink(String(token))).status).toBe(200);
    await api.town.moveTo('2026-09-09');
    expect((await openLink(String(token))).status).toBe(404);
    let last = 0;
    for (let n = 0; n < 61 && last !== 429; n += 1) last = (await openLink(`guess-${n}`)).status;
    expect(last).toBe(429);
  });
});
