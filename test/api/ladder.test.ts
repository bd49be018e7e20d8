/** What a school notices and does before an order, over HTTP: each step, who may take it, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let mentor: SignedIn;
let rector: SignedIn;
let otherRector: SignedIn;
let pupilHealth: SignedIn;
let coordinator: SignedIn;
let mother: SignedIn;
beforeAll(async () => {
  api = await served();
  mentor = await api.as(ids.mentor, 'mentor');
  rector = await api.as(ids.rector, 'rector');
  otherRector = await api.as(ids.otherRector, 'rector');
  pupilHealth = await api.as(ids.pupilHealth, 'pupilHealth');
  coordinator = await api.as(ids.coordinator, 'coordinator');
  mother = await api.as(ids.mother, 'guardian');
});
afterAll(() => api.close());

const today = '2026-09-07';
const unknown = '00000000-0000-4000-8000-00000000ffff';
const concern = { raisedOn: today, from: 'school', note: 'Allt fler korta dagar.' };
const talk = {
  heldOn: today,
  pupilToldOn: '2026-09-03',
  calledOn: '2026-09-03',
  guardianIds: [ids.mother, ids.father],
  present: ['pupil', 'guardian', 'mentor'],
  absences: [
    { date: '2026-09-01', subject: 'MA' },
    { date: '2026-09-02', subject: null },
  ],
  form: {
    howCome: 'Det är stökigt på lektionerna.',
    mustChange: { pupil: 'Komma i tid.', guardians: 'Väcka.', classTeacher: 'Byta plats.' },
    important: 'Åker buss.',
  },
};
const report = { reportedOn: today, how: { by: 'written' }, note: 'Över gränsen i två veckor.' };
const decision = { decidedOn: today, outcome: 'otherMeasures', note: 'Kurators egna ord.' };
const caseIdOf = (answer: { body: Record<string, unknown> }): string => String(answer.body['caseId']);

describe('a concern', () => {
  it('begins a case, which is told it once more under the same key, and which a second concern joins', async () => {
    const key = { 'idempotency-key': 'concern-first-1' };
    const send = () => mentor.send('post', '/concerns', { pupilId: pupils.first, ...concern }, key);
    const begun = await send();
    expect(begun).toMatchObject({ status: 201, body: { events: ['concernRaised'] } });
    expect((await send()).body).toEqual(begun.body);
    const second = await rector.send('post', '/concerns', { pupilId: pupils.first, ...concern });
    expect(second).toMatchObject({ status: 201, body: { caseId: begun.body['caseId'], revision: 2 } });
    const third = await pupilHealth.send('post', `/cases/${caseIdOf(begun)}/concerns`, concern);
    expect(third).toMatchObject({ status: 200, body: { revision: 3 } });
    const read = await rector.get(`/cases/${caseIdOf(begun)}`);
    expect(read.body).toMatchObject({
      phase: 'noticed',
      voluntary: false,
      state: { ladder: { begunBy: 'concern', concerns: [{ note: concern.note }, {}, {}] } },
    });
  });

  it('from fritids is voluntary; from preschool only where the pupil goes to preschool', async () => {
    const leisure = await mentor.send('post', '/concerns', {
      pupilId: pupils.second,
      ...concern,
      from: 'leisure',
    });
    expect(leisure.status).toBe(201);
    const read = await mentor.get(`/cases/${caseIdOf(leisure)}`);
    expect(read.body).toMatchObject({ voluntary: true });
    const preschool = await mentor.send('post', '/concerns', {
      pupilId: pupils.third,
      ...concern,
      from: 'preschool',
    });
    expect(preschool).toMatchObject({ status: 422, body: { code: 'invalid-value', field: '/from' } });
  });

  it('is for staff of the school; of somebody who is there; with its fields', async () => {
    const wish = { pupilId: pupils.third, ...concern };
    expect((await coordinator.send('post', '/concerns', wish)).status).toBe(403);
    expect((await mother.send('post', '/concerns', wish)).status).toBe(403);
    expect((await otherRector.send('post', '/concerns', wish)).status).toBe(404);
    const nobody = await mentor.send('post', '/concerns', { ...wish, pupilId: unknown });
    expect(nobody).toMatchObject({ status: 404, body: { field: '/pupilId' } });
    const bad = await mentor.send('post', '/concerns', { pupilId: pupils.third, from: 'home', note: ' ' });
    expect(bad).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
    const late = await mentor.send('post', '/concerns', { ...wish, raisedOn: '2026-12-24' });
    expect(late).toMatchObject({ status: 422, body: { code: 'date-in-future', field: '/raisedOn' } });
  });
});

describe('the talk with guardians', () => {
  it('begins a case with its form, which the rector reads by itself', async () => {
    const held = await mentor.send('post', `/pupils/${pupils.third}/guardian-talks`, talk);
    expect(held).toMatchObject({ status: 201, body: { events: ['guardianTalkRecorded'] } });
    const read = await rector.get(`/cases/${caseIdOf(held)}`);
    expect(read.body).toMatchObject({
      phase: 'noticed',
      state: { ladder: { talks: [{ heldOn: today, absences: talk.absences, note: talk.form }] } },
    });
    const again = await mentor.send('post', `/cases/${caseIdOf(held)}/guardian-talks`, talk);
    expect(again).toMatchObject({ status: 200, body: { events: ['guardianTalkRecorded'] } });
    const notices = await api.town.records.db
      .selectFrom('timeline')
      .select('type')
      .where('case_id', '=', caseIdOf(held))
      .execute();
    expect(notices).toHaveLength(2);
  });

  it('is refused with strangers, before it was called, by others than the school', async () => {
    const path = `/pupils/${pupils.third}/guardian-talks`;
    const stranger = await mentor.send('post', path, { ...talk, guardianIds: [ids.coordinator] });
    expect(stranger).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/guardianIds/0' } });
    const order = await mentor.send('post', path, { ...talk, heldOn: '2026-09-01' });
    expect(order).toMatchObject({ status: 422, body: { field: '/heldOn' } });
    expect((await otherRector.send('post', path, talk)).status).toBe(404);
    expect((await mother.send('post', path, talk)).status).toBe(403);
    expect((await mentor.send('post', `/pupils/${unknown}/guardian-talks`, talk)).status).toBe(404);
    expect((await mentor.send('post', `/cases/${unknown}/guardian-talks`, talk)).status).toBe(404);
    const scan = await mentor.send('post', path, { ...talk, documentId: unknown });
    expect(scan).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/documentId' } });
  });
});

describe('a report to EHT', () => {
  it('is answered to the mentor, who never reads what EHT itself wrote', async () => {
    const sent = await mentor.send('post', `/pupils/${pupils.protected}/reports-to-eht`, report);
    expect(sent).toMatchObject({ status: 201, body: { events: ['reportedToEht'] } });
    const caseId = caseIdOf(sent);
    const decided = await pupilHealth.send('post', `/cases/${caseId}/eht-decisions`, decision);
    expect(decided).toMatchObject({ status: 200, body: { events: ['ehtDecisionMade'] } });
    const [decisionId] = Object(decided.body['ids']).ehtDecisionId;
    const path = `/cases/${caseId}/eht-decisions/${decisionId}/answer`;
    const answer = { toldOn: today, note: 'Kurator träffar eleven.' };
    expect((await mentor.send('post', path, answer)).status).toBe(403);
    expect(await pupilHealth.send('post', path, answer)).toMatchObject({
      status: 200,
      body: { events: ['mentorTold'] },
    });
    expect(await pupilHealth.send('post', path, answer)).toMatchObject({
      status: 409,
      body: { code: 'already-done' },
    });
    const nowhere = `/cases/${caseId}/eht-decisions/nope/answer`;
    expect(await pupilHealth.send('post', nowhere, answer)).toMatchObject({ status: 404 });

    for (const path of [`/cases/${caseId}`, `/cases/${caseId}/timeline`]) {
      const byMentor = JSON.stringify((await mentor.get(path)).body);
      expect(byMentor).not.toContain(decision.note);
      expect(byMentor).toContain(answer.note);
      const byFamily = JSON.stringify((await mother.get(path)).body);
      expect(byFamily).not.toContain(decision.note);
      expect(byFamily).not.toContain(answer.note);
      expect(byFamily).not.toContain(report.note);
      expect(JSON.stringify((await pupilHealth.get(path)).body)).toContain(decision.note);
      expect(JSON.stringify((await rector.get(path)).body)).toContain(decision.note);
    }
    const timeline = await mentor.get(`/cases/${caseId}/timeline`);
    expect(timeline.body['events']).toMatchObject([
      { type: 'reportedToEht', title: 'Anmält till elevhälsan', title_en: expect.any(String) },
      { type: 'ehtDecisionMade', title: 'Elevhälsan har beslutat: andra insatser' },
      { type: 'mentorTold' },
    ]);
  });

  it('leaves out what secrecy holds back, also in the rector’s view of the school', async () => {
    const own = await rector.get(`/schools/${school}/reports-to-eht`);
    expect(own).toMatchObject({ status: 200, body: { total: 1 } });
    expect(own.body['reports']).toMatchObject([
      { note: report.note, decision: { outcome: 'otherMeasures', mentorAnswer: 'Kurator träffar eleven.' } },
    ]);
    expect(JSON.stringify(own.body)).not.toContain(decision.note);
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const masked = await leader.get(`/schools/${school}/reports-to-eht`);
    expect(masked.body['reports']).toMatchObject([{ pupilName: null, class: null, masked: true }]);
    expect((await otherRector.get(`/schools/${school}/reports-to-eht`)).status).toBe(404);
    expect((await mentor.get(`/schools/${school}/reports-to-eht`)).status).toBe(403);
    expect((await leader.get('/schools/00000000/reports-to-eht')).status).toBe(404);
    const [one] = Object(own.body['reports']);
    const ofCase = await mentor.get(`/cases/${one.caseId}/reports-to-eht`);
    expect(ofCase.body).toMatchObject({ total: 1, reports: [{ note: report.note }] });
    const byFamily = await mother.get(`/cases/${one.caseId}/reports-to-eht`);
    expect(byFamily.body).toMatchObject({ reports: [{ note: null, decision: { mentorAnswer: null } }] });
  });

  it('is refused to others, with a wait without its day, with an outcome that is none', async () => {
    const sent = await mentor.send('post', `/pupils/${pupils.first}/reports-to-eht`, report);
    const path = `/cases/${caseIdOf(sent)}/eht-decisions`;
    expect((await mentor.send('post', path, decision)).status).toBe(403);
    expect((await coordinator.send('post', path, decision)).status).toBe(404);
    const wait = await pupilHealth.send('post', path, { ...decision, outcome: 'wait' });
    expect(wait).toMatchObject({ status: 422, body: { code: 'wait-without-day', field: '/waitUntil' } });
    const none = await pupilHealth.send('post', path, { ...decision, outcome: 'perhaps' });
    expect(none).toMatchObject({ status: 422, body: { field: '/outcome' } });
    expect((await mother.send('post', `/pupils/${pupils.first}/reports-to-eht`, report)).status).toBe(403);
  });
});

describe('the rector’s duties by law', () => {
  it('are recorded step by step', async () => {
    const begun = await mentor.send('post', '/concerns', { pupilId: pupils.second, ...concern });
    const path = `/cases/${caseIdOf(begun)}/inquiry`;
    const step = (kind: string, change: object = {}) =>
      rector.send('post', path, { kind, on: today, ...change });
    expect(await step('inquiryCompleted')).toMatchObject({ status: 409, body: { code: 'inquiry-not-open' } });
    expect(await step('inquiryUnneeded')).toMatchObject({
      status: 422,
      body: { code: 'reason-missing', field: '/note' },
    });
    expect(await step('inquiryOpened', { note: 'Öppnad.' })).toMatchObject({ status: 200 });
    expect(await step('authorityTold')).toMatchObject({ status: 200 });
    expect(await step('homeMunicipalityTold')).toMatchObject({
      status: 409,
      body: { code: 'policy-forbids', field: '/kind' },
    });
    expect(await step('inquiryCompleted', { note: 'Klar.' })).toMatchObject({
      status: 200,
      body: { events: ['rectorStepRecorded'] },
    });
    expect((await mentor.send('post', path, { kind: 'inquiryOpened', on: today })).status).toBe(403);
    expect((await otherRector.send('post', path, { kind: 'inquiryOpened', on: today })).status).toBe(404);
    expect((await step('shouting')).status).toBe(422);
    const timeline = await rector.get(`/cases/${caseIdOf(begun)}/timeline`);
    expect(JSON.stringify(timeline.body)).toContain('Huvudmannen är informerad');
  });
});

describe('the end of what was merely noticed', () => {
  it('is decided by someone, with a reason, and ends the case', async () => {
    const begun = await mentor.send('post', '/concerns', { pupilId: pupils.second, ...concern });
    const path = `/cases/${caseIdOf(begun)}/notice-end`;
    const end = { reason: 'backAtSchool', note: 'Full närvaro.' };
    expect((await mentor.send('post', path, end)).status).toBe(403);
    expect((await rector.send('post', path, { reason: 'tired', note: 'x' })).status).toBe(422);
    expect(await rector.send('post', path, end)).toMatchObject({
      status: 200,
      body: { events: ['noticedEnded', 'ended'] },
    });
    expect(await rector.send('post', path, end)).toMatchObject({ status: 409, body: { code: 'case-ended' } });
    const anew = await mentor.send('post', '/concerns', { pupilId: pupils.second, ...concern });
    expect(anew.status).toBe(201);
    expect(caseIdOf(anew)).not.toBe(caseIdOf(begun));
    const read = await mentor.get(`/cases/${caseIdOf(anew)}`);
    expect(read.body).toMatchObject({ previousCaseId: caseIdOf(begun) });
  });
});
