/** EHT's own: slots that two can't take, a list in order of urgency, meetings with one decision for each pupil. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, otherSchool, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let mentor: SignedIn;
let rector: SignedIn;
let otherRector: SignedIn;
let pupilHealth: SignedIn;
let leader: SignedIn;
let mother: SignedIn;
beforeAll(async () => {
  api = await served();
  mentor = await api.as(ids.mentor, 'mentor');
  rector = await api.as(ids.rector, 'rector');
  otherRector = await api.as(ids.otherRector, 'rector');
  pupilHealth = await api.as(ids.pupilHealth, 'pupilHealth');
  leader = await api.as(ids.teamLeader, 'teamLeader');
  mother = await api.as(ids.mother, 'guardian');
});
afterAll(() => api.close());

const today = '2026-09-07';
const slots = `/eht/${school}/slots`;
const slot = { date: '2026-09-14', from: '14:00', minutes: 20, place: 'Kuratorns rum' };
const report = (how: object) => ({ reportedOn: today, how, note: 'Över gränsen.' });
const caseIdOf = (answer: { body: Record<string, unknown> }): string => String(answer.body['caseId']);
const opened = async (...wish: object[]): Promise<string[]> => {
  const answer = await pupilHealth.send('post', slots, { slots: wish });
  expect(answer.status).toBe(201);
  return Object(answer.body).slotIds;
};

describe('a slot', () => {
  it('is opened by EHT, listed for the school, and taken by one of two who want it', async () => {
    const [first] = await opened(slot, { ...slot, from: '14:20' });
    const again = await pupilHealth.send('post', slots, { slots: [slot] });
    expect(again.body).toEqual({ slotIds: [] });
    const wish = report({ by: 'slot', slotId: first });
    const answers = await Promise.all(
      [pupils.first, pupils.second].map((id) => mentor.send('post', `/pupils/${id}/reports-to-eht`, wish)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'slot-taken',
      field: '/how/slotId',
    });
    const free = await mentor.get(`${slots}?free=true`);
    expect(free.body).toMatchObject({ total: 1, slots: [{ from: '14:20', free: true, caseId: null }] });
    const taken = await mentor.get(`${slots}?free=false`);
    const got = answers.find(({ status }) => status === 201);
    expect(taken.body).toMatchObject({
      slots: [{ id: first, free: false, caseNumber: got?.body['number'] }],
    });
  });

  it('is free again when its booking is cancelled; a free one can be taken away, a taken one cannot', async () => {
    const { body } = await mentor.get(`${slots}?free=false`);
    const [{ id }] = Object(body).slots;
    expect(await pupilHealth.send('delete', `${slots}/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'slot-taken' },
    });
    expect((await mother.send('delete', `${slots}/${id}/booking`)).status).toBe(403);
    expect((await otherRector.send('delete', `${slots}/${id}/booking`)).status).toBe(404);
    expect((await mentor.send('delete', `${slots}/${id}/booking`)).status).toBe(204);
    expect((await mentor.send('delete', `${slots}/${id}/booking`)).status).toBe(204);
    expect((await mentor.get(`${slots}?free=true`)).body).toMatchObject({ total: 2 });
    expect((await mentor.send('delete', `${slots}/${id}`)).status).toBe(403);
    expect((await pupilHealth.send('delete', `${slots}/${id}`)).status).toBe(204);
    expect((await pupilHealth.send('delete', `${slots}/${id}`)).status).toBe(404);
    expect((await pupilHealth.send('delete', `/eht/${otherSchool}/slots/${id}`)).status).toBe(404);
    const gone = await mentor.send(
      'post',
      `/pupils/${pupils.second}/reports-to-eht`,
      report({ by: 'slot', slotId: id }),
    );
    expect(gone).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/how/slotId' } });
  });

  it('is released when the report is refused', async () => {
    const [id] = await opened({ ...slot, from: '15:00' });
    const wish = { ...report({ by: 'slot', slotId: id }), reportedOn: '2026-12-24' };
    const refused = await mentor.send('post', `/pupils/${pupils.first}/reports-to-eht`, wish);
    expect(refused).toMatchObject({ status: 422, body: { code: 'date-in-future' } });
    const { body } = await mentor.get(`${slots}?free=true`);
    expect(JSON.stringify(body)).toContain(String(id));
  });

  it('is for EHT to open, at its own school, at a time that exists and comes', async () => {
    expect((await mentor.send('post', slots, { slots: [slot] })).status).toBe(403);
    expect((await leader.send('post', slots, { slots: [slot] })).status).toBe(403);
    const elsewhere = `/eht/${otherSchool}/slots`;
    expect((await pupilHealth.send('post', elsewhere, { slots: [slot] })).status).toBe(404);
    expect((await pupilHealth.send('post', '/eht/nowhere/slots', { slots: [slot] })).status).toBe(404);
    const past = await pupilHealth.send('post', slots, { slots: [slot, { ...slot, date: '2026-09-01' }] });
    expect(past).toMatchObject({ status: 422, body: { code: 'date-in-past', field: '/slots/1/date' } });
    const bad = await pupilHealth.send('post', slots, { slots: [{ ...slot, from: '25:00' }] });
    expect(bad).toMatchObject({ status: 422, body: { field: '/slots/0/from' } });
  });
});

describe('the list and the meeting', () => {
  const list = `/eht/${school}/list`;

  it('shows what waits, the most urgent first, and masks who is protected', async () => {
    const concern = { raisedOn: '2026-09-01', from: 'school', note: 'Oroliga sedan länge.' };
    const raised = await mentor.send('post', '/concerns', { pupilId: pupils.protected, ...concern });
    expect(raised.status).toBe(201);
    const { body } = await pupilHealth.get(list);
    const items: { what: string; due: string; masked: boolean; pupilName: unknown }[] = Object(body).items;
    expect(items.map(({ what }) => what)).toEqual(['concern', 'report']);
    expect(items.map(({ due }) => due)).toEqual(items.map(({ due }) => due).toSorted());
    expect(items[0]).toMatchObject({
      caseId: caseIdOf(raised),
      masked: true,
      pupilName: null,
      class: null,
      since: '2026-09-01',
      asked: concern.note,
      voluntary: false,
    });
    expect(items[1]).toMatchObject({ masked: false, pupilName: expect.stringContaining('Elev') });
    const near = await rector.get(list);
    expect(Object(near.body).items[0]).toMatchObject({ pupilName: 'Skyddad Elev', masked: false });
    const reads = await api.town.records.db
      .selectFrom('audit')
      .select('case_id')
      .where('person_id', '=', ids.pupilHealth)
      .where('action', '=', 'get /api/v1/eht/{id}/list')
      .execute();
    expect(reads.map((row) => row.case_id)).toContain(caseIdOf(raised));
  });

  it('is for EHT, the rector and coordinators of the case', async () => {
    expect((await mentor.get(list)).status).toBe(403);
    expect((await mother.get(list)).status).toBe(403);
    expect((await otherRector.get(list)).status).toBe(404);
    expect((await pupilHealth.get('/eht/nowhere/list')).status).toBe(404);
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    expect((await coordinator.get(list)).body).toEqual({ items: [], total: 0 });
  });

  it('is gone through in a meeting with minutes, one decision for each pupil', async () => {
    const begun = await pupilHealth.send('post', `/eht/${school}/meetings`, { heldOn: today });
    expect(begun.status).toBe(201);
    const meeting = `/eht/${school}/meetings/${String(begun.body['meetingId'])}`;
    expect(await pupilHealth.send('post', `${meeting}/minutes`, { note: 'Åk 7 och 8.' })).toMatchObject({
      status: 201,
    });
    const { body } = await pupilHealth.get(list);
    const items: { caseId: string; what: string }[] = Object(body).items;
    for (const [index, { caseId }] of items.entries()) {
      const decision =
        index === 0
          ? { outcome: 'wait', waitUntil: '2026-09-21', note: 'Vi avvaktar.', mentorAnswer: 'Vi hörs.' }
          : { outcome: 'otherMeasures', note: 'Kurator.', mentorAnswer: null };
      const decided = await pupilHealth.send('post', `${meeting}/decisions`, { caseId, decision });
      expect(decided).toMatchObject({
        status: 200,
        body: { caseId, events: expect.arrayContaining(['ehtDecisionMade']) },
      });
    }
    await pupilHealth.send('post', `${meeting}/minutes`, { note: 'Nästa gång: om två veckor.' });
    const read = await pupilHealth.get(meeting);
    expect(read.body).toMatchObject({
      heldOn: today,
      minutes: [
        { seq: 1, note: 'Åk 7 och 8.', by: 'pupilHealth Prov' },
        { seq: 2, note: 'Nästa gång: om två veckor.' },
      ],
      items: items.map(({ caseId }) => ({ caseId, what: 'decision' })),
    });
    expect((await pupilHealth.get(`/eht/${school}/meetings`)).body).toMatchObject({ total: 1 });
    const left = await pupilHealth.get(list);
    expect(Object(left.body).items).toMatchObject([{ what: 'answer' }]);
  });

  it('tells the decisions: EHT’s words to those who may read them', async () => {
    const path = `/eht/${school}/decisions`;
    const all = await pupilHealth.get(path);
    expect(all.body).toMatchObject({ total: 2 });
    expect(Object(all.body).decisions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ outcome: 'wait', note: 'Vi avvaktar.', mentorToldOn: today, masked: true }),
        expect.objectContaining({ outcome: 'otherMeasures', note: 'Kurator.', mentorToldOn: null }),
      ]),
    );
    expect((await mentor.get(path)).status).toBe(403);
  });

  it('takes up a wait again on its day, and the month’s review of who is at the limit', async () => {
    await api.town.moveTo('2026-09-21', '10:00');
    const { body } = await pupilHealth.get(list);
    const items: { what: string; caseId: string }[] = Object(body).items;
    expect(items.map(({ what }) => what).sort()).toEqual(['answer', 'wait']);
    const waited = items.find(({ what }) => what === 'wait');
    const figures = { from: '2026-08-18', to: '2026-09-18', offeredMinutes: 7000, validMinutes: 2000 };
    await mentor.send('post', `/cases/${waited?.caseId}/attendance`, { ...figures, invalidMinutes: 0 });
    const begun = await pupilHealth.send('post', `/eht/${school}/meetings`, { heldOn: '2026-09-21' });
    const meeting = `/eht/${school}/meetings/${String(begun.body['meetingId'])}`;
    const wish = { caseId: waited?.caseId, monthlyReview: { outcome: 'goOn', note: 'Samma stöd.' } };
    const held = await pupilHealth.send('post', `${meeting}/decisions`, wish);
    expect(held).toMatchObject({ status: 200, body: { events: ['monthlyReviewHeld'] } });
    expect((await pupilHealth.get(meeting)).body).toMatchObject({
      items: [{ what: 'monthlyReview', ehtDecisionId: null }],
    });
    const timeline = await mentor.get(`/cases/${waited?.caseId}/timeline`);
    expect(JSON.stringify(timeline.body)).not.toContain('Samma stöd.');
  });

  it('refuses others, cases of other schools, days to come, and what is neither decision nor review', async () => {
    const meetings = `/eht/${school}/meetings`;
    expect((await rector.send('post', meetings, { heldOn: today })).status).toBe(403);
    const ahead = await pupilHealth.send('post', meetings, { heldOn: '2026-12-24' });
    expect(ahead).toMatchObject({ status: 422, body: { field: '/heldOn' } });
    expect((await pupilHealth.get(`${meetings}/nope`)).status).toBe(404);
    const begun = await pupilHealth.send('post', meetings, { heldOn: today });
    const path = `${meetings}/${String(begun.body['meetingId'])}/decisions`;
    const wish = { caseId: 'nope', decision: { outcome: 'noAction', note: 'x' } };
    expect(await pupilHealth.send('post', path, wish)).toMatchObject({
      status: 404,
      body: { field: '/caseId' },
    });
    expect((await pupilHealth.send('post', path, { caseId: 'nope' })).status).toBe(422);
  });
});
