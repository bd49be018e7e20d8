/** An order on paper from a school outside the data, and an order that is nearly filled in by the ladder. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, school } from '../factories/parts.ts';
import { order, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let rector: SignedIn;
let mentor: SignedIn;
beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  rector = await api.as(ids.rector, 'rector');
  mentor = await api.as(ids.mentor, 'mentor');
});
afterAll(() => api.close());

const paper = {
  school: {
    name: 'Bergaskolan',
    contact: 'Rektor Bo Ek, 0500-12 34 56',
    schoolForm: 'compulsory',
    authority: 'independent',
  },
  pupil: {
    civicNo: '20120514-0039',
    givenName: 'Åsa',
    familyName: 'Öberg',
    year: '8',
    securityMarking: 'secrecy',
    municipalityCode: '9801',
  },
  guardians: [{ civicNo: '19800101-0019', givenName: 'Eva', familyName: 'Öberg', email: 'eva@post.example' }],
  order,
};
const send = (change: object = {}, headers: Record<string, string> = {}) =>
  leader.send('post', '/orders/external', { ...paper, ...change }, headers);

describe('an order from outside the data', () => {
  it('makes school, pupil and guardian, and places the order; once under the same key', async () => {
    const key = { 'idempotency-key': 'external-1' };
    const placed = await send({}, key);
    expect(placed).toMatchObject({ status: 201, body: { events: ['orderPlaced'] } });
    expect((await send({}, key)).body).toEqual(placed.body);
    const caseId = String(placed.body['caseId']);
    const read = await leader.get(`/cases/${caseId}`);
    expect(read.body).toMatchObject({ phase: 'ordered', pupilName: null, masked: true });
    const schools = await leader.get('/schools');
    expect(JSON.stringify(schools.body)).toContain('Bergaskolan');
    const again = await send();
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'case-open-already', field: '/pupil/civicNo' },
    });
    const list = await leader.get('/cases');
    expect(JSON.stringify(list.body)).not.toContain('Öberg');
  });

  it('keeps an incomplete one as a draft, which is completed like any other', async () => {
    const pupil = { ...paper.pupil, civicNo: '201205140013', securityMarking: 'none' };
    const drafted = await send({ pupil, order: { question: 'Hjälp.' } });
    expect(drafted).toMatchObject({ status: 201, body: { events: ['orderDrafted'] } });
    const path = `/cases/${String(drafted.body['caseId'])}/order`;
    expect(await leader.send('post', path, order)).toMatchObject({
      status: 200,
      body: { events: ['orderPlaced'] },
    });
  });

  it('never takes a protection away', async () => {
    const { db } = api.town.records;
    const markings = () =>
      db
        .selectFrom('pupil')
        .select('security_marking')
        .where('civic_no', '=', '201205140039')
        .executeTakeFirstOrThrow();
    await send({ pupil: { ...paper.pupil, securityMarking: 'none' } });
    expect(await markings()).toEqual({ security_marking: 'secrecy' });
  });

  it.each([
    [
      'a civic number that is none',
      { pupil: { ...paper.pupil, civicNo: '20120514-0030' } },
      '/pupil/civicNo',
    ],
    [
      'a guardian’s that is none',
      { guardians: [{ ...paper.guardians[0], civicNo: '19801301-0001' }] },
      '/guardians/0/civicNo',
    ],
    ['a year that the school form hasn’t', { pupil: { ...paper.pupil, year: 'gy1' } }, '/pupil/year'],
    ['a school without a name', { school: { ...paper.school, name: ' ' } }, '/school/name'],
  ])('refuses %s', async (_, change, field) => {
    expect(await send(change)).toMatchObject({ status: 422, body: { code: 'invalid-request', field } });
  });

  it('refuses a school and a pupil who are in the data, and whoever isn’t to enter it', async () => {
    const { db } = api.town.records;
    await db.updateTable('pupil').set({ civic_no: '201205140021' }).where('id', '=', pupils.second).execute();
    const known = await send({ pupil: { ...paper.pupil, civicNo: '201205140021' } });
    expect(known).toMatchObject({ status: 409, body: { code: 'pupil-known', field: '/pupil/civicNo' } });
    const ours = await send({ school: { ...paper.school, code: school } });
    expect(ours).toMatchObject({ status: 409, body: { code: 'school-known', field: '/school' } });
    expect((await rector.send('post', '/orders/external', paper)).status).toBe(403);
    expect((await mentor.send('post', '/orders/external', paper)).status).toBe(403);
  });
});

describe('an order that the ladder has filled in', () => {
  it('shows what is known with day and evidence, and what is missing', async () => {
    const report = { reportedOn: '2026-09-04', how: { by: 'written' }, note: 'Borta varje måndag.' };
    const begun = await mentor.send('post', `/pupils/${pupils.first}/reports-to-eht`, report);
    const caseId = String(begun.body['caseId']);
    const step = (kind: string, note: string) =>
      rector.send('post', `/cases/${caseId}/inquiry`, { kind, on: '2026-09-07', note });
    await step('inquiryOpened', 'Öppnad.');
    await step('authorityTold', 'Brev till huvudmannen.');
    await step('inquiryCompleted', 'Utredning, 4 sidor.');
    await step('measuresBegun', 'Anpassat schema.');
    const draft = await rector.get(`/cases/${caseId}/order/draft`);
    expect(draft.status).toBe(200);
    expect(draft.body).toMatchObject({
      preconditions: [
        { kind: 'absenceNoticed', metOn: '2026-09-04', evidence: { note: report.note }, from: 'ehtReport' },
        { kind: 'inquiryMade', metOn: '2026-09-07', evidence: { note: 'Utredning, 4 sidor.' } },
        { kind: 'reportedToAuthority', evidence: { note: 'Brev till huvudmannen.' } },
        { kind: 'measuresBegun', evidence: { note: 'Anpassat schema.' } },
      ],
    });
    expect(Object(draft.body).missing).toContainEqual({
      what: 'precondition',
      kind: 'otherActorsNeedCoordination',
    });
    const known = Object(draft.body).order;
    const filled = {
      preconditions: [...known.preconditions, order.preconditions[4]],
      attachments: order.attachments,
      question: order.question,
    };
    const placed = await rector.send('post', '/cases', { pupilId: pupils.first, order: filled });
    expect(placed).toMatchObject({ status: 201, body: { caseId, events: ['orderPlaced'] } });
  });

  it('is for whoever may place it', async () => {
    const begun = await mentor.send('post', '/concerns', {
      pupilId: pupils.third,
      raisedOn: '2026-09-07',
      from: 'school',
      note: 'Oro.',
    });
    const path = `/cases/${String(begun.body['caseId'])}/order/draft`;
    expect((await mentor.get(path)).status).toBe(403);
    expect((await (await api.as(ids.mother, 'guardian')).get(path)).status).toBe(403);
    expect((await (await api.as(ids.otherRector, 'rector')).get(path)).status).toBe(404);
    expect((await rector.get('/cases/nope/order/draft')).status).toBe(404);
  });
});
