/** A case from order to plan over HTTP: what is written, read back, and by whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids } from '../factories/parts.ts';
import { allocated, consented, consentOf, order, pupils, served, type Served } from './served.ts';

let api: Served;
beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

describe('a case over HTTP', () => {
  it('is ordered, consented to, allocated, mapped and planned, and read back with its texts', async () => {
    const caseId = await allocated(api, pupils.first);
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const contact = await coordinator.send('post', `/cases/${caseId}/contacts`, {
      date: '2026-09-07',
      kind: 'startMeeting',
      effort: 'coordinating',
      with: ['pupil', 'guardian'],
      note: 'Uppstartssamtal 😀 <b>',
    });
    expect(contact).toMatchObject({ status: 200, body: { events: ['contactRecorded'], projected: true } });
    for (const part of ['pupil', 'educators', 'guardians']) {
      const mapped = await coordinator.send('post', `/cases/${caseId}/mapping/${part}`, {
        respondent: part === 'educators' ? 'mentor' : part === 'guardians' ? 'guardian' : 'pupil',
        date: '2026-09-07',
        note: `Del: ${part}`,
      });
      expect(mapped.body).toMatchObject({ events: ['mappingPartRecorded'] });
    }
    const plan = await coordinator.send('post', `/cases/${caseId}/plans`, {
      start: '2026-09-07',
      situation: 'Två dagar i veckan.',
      goals: [{ note: 'Tre dagar.' }],
      measures: [
        {
          owner: { party: 'mentor', personId: ids.mentor },
          start: '2026-09-07',
          note: 'Möter vid grinden.',
          howMeasured: 'Antal mornar.',
        },
      ],
    });
    expect(plan).toMatchObject({ status: 200, body: { events: ['planMade'] } });

    const read = await coordinator.get(`/cases/${caseId}`);
    expect(read.status).toBe(200);
    expect(read.headers['etag']).toBe(`"${String(read.body['revision'])}"`);
    expect(read.body).toMatchObject({
      phase: 'assigned',
      pupilName: 'Första Elev',
      state: {
        contacts: [{ note: 'Uppstartssamtal 😀 <b>' }],
        plans: [{ situation: 'Två dagar i veckan.', goals: [{ note: 'Tre dagar.' }] }],
      },
    });
    const timeline = await coordinator.get(`/cases/${caseId}/timeline`);
    expect(timeline.body['events']).toMatchObject([
      { type: 'orderPlaced', detail: { order: { question: order.question } } },
      { type: 'consentGiven' },
      { type: 'consentGiven' },
      { type: 'allocated' },
      { type: 'contactRecorded', by: { role: 'coordinator', name: 'coordinator Prov' } },
      { type: 'mappingPartRecorded' },
      { type: 'mappingPartRecorded' },
      { type: 'mappingPartRecorded' },
      { type: 'planMade' },
    ]);
    const owed = await coordinator.get(`/cases/${caseId}/obligations`);
    expect(owed.body['obligations']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'followUp' }),
        expect.objectContaining({ kind: 'evaluate' }),
      ]),
    );
    const mine = await coordinator.get('/obligations?scope=mine');
    expect(mine.body['total']).toBeGreaterThan(0);
  });

  it('calls a meeting, refuses whom consent does not cover, and takes answers and minutes', async () => {
    const caseId = await allocated(api, pupils.second);
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const meeting = (participants: unknown[]) => ({
      kind: 'collaboration',
      time: { date: '2026-09-21', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad behövs?',
      participants,
    });
    const bup = { kind: 'receiver', receiver: 'bup', name: 'BUP', email: 'mottagning@bup.example' };
    const uncovered = await coordinator.send('post', `/cases/${caseId}/meetings`, meeting([bup]));
    expect(uncovered).toMatchObject({ status: 409, body: { code: 'consent-missing' } });
    expect(uncovered.body['field']).toMatch(/^\/participants\/0/);

    const called = await coordinator.send(
      'post',
      `/cases/${caseId}/meetings`,
      meeting([{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }]),
    );
    expect(called).toMatchObject({ status: 200, body: { events: ['meetingCalled'] } });
    const { meetingId, participantIds } = Object(called.body['ids']);
    const mother = await api.as(ids.mother, 'guardian');
    const rsvp = await mother.send('post', `/cases/${caseId}/meetings/${meetingId}/answers`, {
      rsvp: 'accepted',
    });
    expect(rsvp).toMatchObject({ status: 200, body: { events: ['invitationAnswered'] } });
    await api.town.moveTo('2026-09-21', '16:00');
    const minutes = await coordinator.send('post', `/cases/${caseId}/meetings/${meetingId}/minutes`, {
      heldOn: '2026-09-21',
      attended: participantIds,
      note: 'Vi enades.',
      decisions: [{ owner: { party: 'coordinator' }, due: '2026-10-05', note: 'Ringa.' }],
    });
    expect(minutes).toMatchObject({ status: 200, body: { events: ['minutesRecorded'] } });
    const [decisionId] = Object(minutes.body['ids']).decisionIds;
    const done = await coordinator.send('post', `/cases/${caseId}/decisions/${decisionId}/report`, {
      result: 'done',
      reportedOn: '2026-09-21',
    });
    expect(done.status).toBe(200);
  });

  it('keeps attendance figures and tells the case only when the band changes', async () => {
    const caseId = await consented(api, pupils.third);
    const mentor = await api.as(ids.mentor, 'mentor');
    const figures = { from: '2026-08-18', to: '2026-09-18', offeredMinutes: 7000, invalidMinutes: 500 };
    const little = await mentor.send('post', `/cases/${caseId}/attendance`, { ...figures, validMinutes: 0 });
    expect(little).toMatchObject({ status: 201, body: { band: 'below', changed: false } });
    const much = await mentor.send('post', `/cases/${caseId}/attendance`, { ...figures, validMinutes: 2000 });
    expect(much).toMatchObject({ status: 201, body: { band: 'limit', changed: true } });
    const read = await (await api.as(ids.rector, 'rector')).get(`/cases/${caseId}`);
    expect(read.body).toMatchObject({ state: { band: 'limit' } });
  });

  it('stops sharing at once when a consent is withdrawn', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const opened = await rector.send('post', '/cases', { pupilId: pupils.protected, order });
    const caseId = String(opened.body['caseId']);
    const mother = await api.as(ids.mother, 'guardian');
    const given = await mother.send('post', `/cases/${caseId}/consents`, consentOf(ids.mother, 'bup'));
    const [consentId] = Object(given.body['ids']).consentId;
    const withdrawn = await mother.send('post', `/cases/${caseId}/consents/${consentId}/withdrawal`, {});
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { events: expect.arrayContaining(['consentWithdrawn']) },
    });
    const unknown = await mother.send('post', `/cases/${caseId}/consents/nope/withdrawal`, {});
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-id' } });
    const denials = await api.town.records.db.selectFrom('consent_denial').selectAll().execute();
    expect(denials).toEqual([]);
  });
});
