/** What people and programs send wrong: each gets a clear answer that names the field, and nothing is half done. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { listAudit } from '../../src/records/audit.ts';
import { anId, ids } from '../factories/parts.ts';
import { allocated, consentOf, order, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let caseId: string;
let coordinator: SignedIn;
let leader: SignedIn;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await api.as(ids.coordinator, 'coordinator');
  leader = await api.as(ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

const contact = (change: object) => ({
  date: '2026-09-07',
  kind: 'phone',
  effort: 'supporting',
  with: ['guardian'],
  note: 'Ringde.',
  ...change,
});
const postContact = (change: object, headers?: Record<string, string>) =>
  coordinator.send('post', `/cases/${caseId}/contacts`, contact(change), headers);

const fieldsOf = (body: Record<string, unknown>): string[] =>
  Array.isArray(body['errors']) ? body['errors'].map((error) => String(Object(error).field)) : [];

describe('a body that is wrong', () => {
  it.each([
    ['31 February', { date: '2026-02-31' }, 422, '/date'],
    ['a date that is no date', { date: 'i går' }, 422, '/date'],
    ['a date before birth', { date: '2010-01-01' }, 422, '/date'],
    ['a date in the future', { date: '2026-12-24' }, 422, '/date'],
    ['a word that is no choice', { kind: 'shouting' }, 422, '/kind'],
    ['NUL', { note: 'a\u0000b' }, 422, '/note'],
    ['half a character', { note: 'a\ud800b' }, 422, '/note'],
    ['a blank text', { note: '   ' }, 422, '/note'],
    ['an unknown field', { notes: 'x' }, 422, '/notes'],
    ['a text over its limit', { note: 'x'.repeat(20_001) }, 422, '/note'],
    ['an array for a text', { note: ['x'] }, 422, '/note'],
    ['a list that is too long', { with: Array.from({ length: 9 }, () => 'pupil') }, 422, '/with'],
  ])('%s', async (_, change, status, field) => {
    const answer = await postContact(change);
    expect(answer).toMatchObject({
      status,
      body: { field, detail: expect.any(String), detail_en: expect.any(String) },
    });
    expect(answer.headers['content-type']).toMatch(/application\/problem\+json/);
  });

  it('names every field at once', async () => {
    const answer = await postContact({ date: 'x', kind: 'y', note: 7 });
    expect(fieldsOf(answer.body)).toEqual(['/date', '/kind', '/note']);
  });

  it('names the field in a body that may have several shapes', async () => {
    const evidence = [{ kind: 'absenceNoticed', metOn: '2026-02-31', evidence: { note: 'Visat.' } }];
    const answer = await (
      await api.as(ids.rector, 'rector')
    ).send('post', '/cases', {
      pupilId: pupils.second,
      order: { ...order, preconditions: evidence, quest: 'x' },
    });
    expect(fieldsOf(answer.body)).toEqual(['/order/preconditions/0/metOn', '/order/quest']);
  });

  it('2 MB of text is too large', async () => {
    const answer = await postContact({ note: 'x'.repeat(2 * 1024 * 1024) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  it('ten thousand participants are refused', async () => {
    const participants = Array.from({ length: 10_000 }, () => ({ kind: 'pupil' }));
    const meeting = {
      kind: 'collaboration',
      time: { date: '2026-09-21', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad?',
      participants,
    };
    const answer = await coordinator.send('post', `/cases/${caseId}/meetings`, meeting);
    expect(answer).toMatchObject({ status: 422, body: { field: '/participants' } });
  });

  it('HTML, formulas and emoji are texts like others', async () => {
    const note = '<script>alert(1)</script> =HYPERLINK("x") 👩🏽‍🏫';
    expect(await postContact({ note })).toMatchObject({ status: 200 });
    const read = await coordinator.get(`/cases/${caseId}`);
    expect(JSON.stringify(read.body['state'])).toContain(JSON.stringify(note).slice(1, -1));
  });

  it('an array for an object', async () => {
    const answer = await coordinator.send('post', `/cases/${caseId}/contacts`, [contact({})]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-request', field: '' } });
  });

  it('malformed JSON, deep JSON and another format', async () => {
    const post = () =>
      request(api.app)
        .post(`/api/v1/cases/${caseId}/contacts`)
        .set({ authorization: `Bearer ${coordinator.token}`, 'idempotency-key': 'malformed-1' });
    const malformed = await post().type('json').send('{"date": ');
    expect(malformed).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    const deep = await post()
      .type('json')
      .send('['.repeat(100_000) + ']'.repeat(100_000));
    expect(deep.status).toBe(422);
    // Å, ä and ö in the encoding of an old program.
    const latin = Buffer.from(JSON.stringify(contact({ note: 'Bråk på övningen' })), 'latin1');
    const old = post().type('json');
    old.write(latin);
    const lost = await old;
    expect(lost).toMatchObject({ status: 400, body: { code: 'not-utf-8' } });
    const text = await post().type('text/plain').send('hej');
    expect(text).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('says what is wrong where the code says too little, at the field that was sent', async () => {
    const mother = await api.as(ids.mother, 'guardian');
    const long = { ...consentOf(ids.mother, 'bup'), until: '2036-09-30' };
    expect(await mother.send('post', `/cases/${caseId}/consents`, long)).toMatchObject({
      status: 409,
      body: { field: '/until', detail: expect.stringContaining('högst 12 månader') },
    });
    const paper = { ...consentOf(ids.mother, 'bup'), form: { how: 'paper' } };
    expect(await leader.send('post', `/cases/${caseId}/consents`, paper)).toMatchObject({
      status: 422,
      body: { field: '/form', detail: expect.stringContaining('vittne') },
    });
    const twice = { coordinatorIds: [ids.secondCoordinator, ids.secondCoordinator], reason: 'other' };
    expect(await leader.send('post', `/cases/${caseId}/hand-over`, twice)).toMatchObject({
      status: 409,
      body: { field: '/coordinatorIds/1' },
    });
    const report = { result: 'done', reportedOn: '2026-09-07' };
    expect(
      await coordinator.send('post', `/cases/${caseId}/decisions/${anId(999)}/report`, report),
    ).toMatchObject({ status: 404, body: { field: 'path/decisionId' } });
    const meeting = {
      kind: 'sip',
      time: { date: '2026-09-21', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad?',
      participants: [{ kind: 'staff', personId: anId(998) }],
    };
    expect(await coordinator.send('post', `/cases/${caseId}/meetings`, meeting)).toMatchObject({
      status: 422,
      body: { field: '/participants/0/personId' },
    });
    const far = { ...meeting, kind: 'collaboration', time: { ...meeting.time, date: '2027-09-30' } };
    expect(
      await coordinator.send('post', `/cases/${caseId}/meetings`, {
        ...far,
        participants: [{ kind: 'pupil' }],
      }),
    ).toMatchObject({
      status: 422,
      body: { field: '/time/date', detail: expect.stringMatching(/till och med 2027-09-\d\d/) },
    });
    const plan = {
      start: '2026-09-14',
      situation: 'Kommer sällan.',
      goals: [{ note: 'Oftare.' }],
      measures: [{ owner: { party: 'mentor' }, start: '2026-09-14', note: 'Möter.', howMeasured: 'Antal.' }],
      voice: { pupil: null, guardians: null },
      wayBack: [],
    };
    expect(await coordinator.send('post', `/cases/${caseId}/plans`, plan)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('saknas: elev, pedagoger, vårdnadshavare') },
    });
    const pupil = { ...meeting, participants: [{ kind: 'pupil' }] };
    expect(await coordinator.send('post', `/cases/${caseId}/meetings`, pupil)).toMatchObject({
      status: 422,
      body: { field: '/sip', detail: expect.stringContaining('SIP-planens') },
    });
  });

  it('an end before its start', async () => {
    const mother = await api.as(ids.mother, 'guardian');
    const consent = { ...consentOf(ids.mother, 'bup'), from: '2026-10-01', until: '2026-09-30' };
    const answer = await mother.send('post', `/cases/${caseId}/consents`, consent);
    expect(answer).toMatchObject({ status: 422, body: { code: 'end-before-start', field: '/until' } });
  });

  it('attendance: a negative minute, more absence than offered, an end before its start', async () => {
    const figures = {
      from: '2026-08-31',
      to: '2026-09-04',
      offeredMinutes: 1500,
      validMinutes: 0,
      invalidMinutes: 0,
    };
    const send = (change: object) =>
      coordinator.send('post', `/cases/${caseId}/attendance`, { ...figures, ...change });
    expect(await send({ validMinutes: -1 })).toMatchObject({ status: 422, body: { field: '/validMinutes' } });
    expect(await send({ validMinutes: 1501 })).toMatchObject({
      status: 422,
      body: { field: '/offeredMinutes' },
    });
    expect(await send({ to: '2026-08-30' })).toMatchObject({ status: 422, body: { field: '/to' } });
    expect(await send({ to: '2026-12-30' })).toMatchObject({ status: 422, body: { code: 'date-in-future' } });
  });

  it('a day that has passed: a meeting called for it, a consent that ended before', async () => {
    const meeting = {
      kind: 'startMeeting',
      time: { date: '2026-09-04', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad?',
      participants: [{ kind: 'pupil' }],
    };
    const called = await coordinator.send('post', `/cases/${caseId}/meetings`, meeting);
    expect(called).toMatchObject({ status: 422, body: { code: 'date-in-past', field: '/time/date' } });
    const consent = { ...consentOf(ids.mother, 'bup'), from: '2026-08-01', until: '2026-08-31' };
    const given = await coordinator.send('post', `/cases/${caseId}/consents`, {
      ...consent,
      form: { how: 'paper', witnessId: ids.coordinator },
    });
    expect(given).toMatchObject({ status: 422, body: { code: 'date-in-past', field: '/until' } });
  });

  it('attendance under an old revision, and under a key that was used for other figures', async () => {
    const figures = {
      from: '2026-08-31',
      to: '2026-09-01',
      offeredMinutes: 600,
      validMinutes: 0,
      invalidMinutes: 0,
    };
    const path = `/cases/${caseId}/attendance`;
    const stale = await coordinator.send('post', path, figures, { 'if-match': '"0"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'stale-revision', field: 'If-Match' } });
    const key = { 'idempotency-key': 'attendance-once' };
    const first = await coordinator.send('post', path, figures, key);
    expect(first).toMatchObject({ status: 201, body: { changed: false } });
    expect(first.headers['etag']).toBe(`"${String(first.body['revision'])}"`);
    expect((await coordinator.send('post', path, figures, key)).body).toEqual(first.body);
    const other = await coordinator.send('post', path, { ...figures, validMinutes: 1 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('a policy with a zero or negative period', async () => {
    const { uppsala } = presets;
    const move = (policy: object) =>
      leader.send('post', `/cases/${caseId}/policy`, { policy: { ...uppsala, ...policy } });
    const zero = await move({ version: 2, evaluation: { everyWeeks: 0 } });
    expect(zero).toMatchObject({ status: 422, body: { code: 'invalid-value' } });
    expect(zero.body['field']).toMatch(/^\/policy\/evaluation/);
    const negative = await move({ version: 2, work: { ...uppsala.work, planWithinDays: -3 } });
    expect(negative).toMatchObject({ status: 422, body: { code: 'invalid-value' } });
    expect(negative.body['field']).toMatch(/^\/policy\/work/);
  });

  it('references to nobody and nothing', async () => {
    const report = { madeOn: '2026-09-07', madeBy: anId(999), to: 'socialServices', note: 'Oro.' };
    const nobody = await coordinator.send('post', `/cases/${caseId}/concern-reports`, report);
    expect(nobody).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/madeBy' } });
    const scanned = { ...consentOf(ids.mother, 'bup'), form: { how: 'paper', scanId: anId(998) } };
    const noScan = await coordinator.send('post', `/cases/${caseId}/consents`, scanned);
    expect(noScan).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/form/scanId' } });
  });
});

describe('whom and what', () => {
  it('unknown ids are not found', async () => {
    expect(await coordinator.get(`/cases/${anId(404)}`)).toMatchObject({ status: 404 });
    expect(await leader.get('/people/nobody')).toMatchObject({ status: 404 });
    expect(await leader.get('/pupils/%00')).toMatchObject({ status: 404 });
    expect(await leader.get('/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const minutes = { heldOn: '2026-09-07', attended: [], note: 'x' };
    const unknown = await coordinator.send('post', `/cases/${caseId}/meetings/${anId(404)}/minutes`, minutes);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-id', field: 'path/meetingId' } });
  });

  it('a wrong role is not permitted; a stranger to the case finds nothing', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const wrong = await rector.send('post', `/cases/${caseId}/contacts`, contact({}));
    expect(wrong).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    const stranger = await api.as(ids.otherRector, 'rector');
    expect(await stranger.get(`/cases/${caseId}`)).toMatchObject({ status: 404 });
    expect((await stranger.get('/cases')).body).toMatchObject({ cases: [], total: 0 });
    const notHis = await stranger.send('post', '/cases', { pupilId: pupils.second, order });
    expect(notHis).toMatchObject({ status: 404, body: { field: '/pupilId' } });
    const other = await api.as(ids.secondCoordinator, 'coordinator');
    expect(await other.get(`/cases/${caseId}`)).toMatchObject({ status: 404 });
    const opened = await coordinator.send('post', '/cases', { pupilId: pupils.second, order });
    expect(opened).toMatchObject({ status: 403 });
  });

  it('a wrong phase is a conflict', async () => {
    const answer = await coordinator.send('post', `/cases/${caseId}/check-ups`, {
      heldOn: '2026-09-07',
      outcome: 'stable',
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'wrong-phase' } });
  });

  it('nobody who is not signed in, and no other site with our cookie', async () => {
    const nobody = await request(api.app).get('/api/v1/cases');
    expect(nobody).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    const foreign = await request(api.app)
      .post(`/api/v1/cases/${caseId}/contacts`)
      .set({ cookie: `bryggan_session=${coordinator.token}`, 'sec-fetch-site': 'cross-site' })
      .send(contact({}));
    expect(foreign).toMatchObject({ status: 403, body: { code: 'cross-site' } });
  });

  it('a method that an address does not have', async () => {
    const answer = await coordinator.send('delete', '/cases');
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
  });

  it('protected identities have no name in lists or for those who are not near', async () => {
    const listed = await leader.get('/pupils?limit=500');
    const rows = Array.isArray(listed.body['pupils']) ? listed.body['pupils'] : [];
    expect(rows.find((row) => row.id === pupils.protected)).toMatchObject({ name: null, masked: true });
    expect((await leader.get('/pupils?search=Skyddad')).body).toMatchObject({ total: 0 });
    expect((await leader.get(`/pupils/${pupils.protected}`)).body).toMatchObject({
      name: null,
      birthDate: null,
    });
    const mother = await api.as(ids.mother, 'guardian');
    expect((await mother.get(`/pupils/${pupils.protected}`)).body).toMatchObject({ name: 'Skyddad Elev' });
  });

  it('concern reports are never shown to guardians', async () => {
    const report = { madeOn: '2026-09-07', madeBy: ids.coordinator, to: 'socialServices', note: 'Hemligt' };
    expect((await coordinator.send('post', `/cases/${caseId}/concern-reports`, report)).status).toBe(200);
    const mother = await api.as(ids.mother, 'guardian');
    const [read, timeline] = [
      await mother.get(`/cases/${caseId}`),
      await mother.get(`/cases/${caseId}/timeline`),
    ];
    expect(read.status).toBe(200);
    expect(JSON.stringify([read.body, timeline.body])).not.toMatch(/Hemligt|concernReported|concernReportId/);
    expect(JSON.stringify((await leader.get(`/cases/${caseId}`)).body)).toContain('Hemligt');
    const { entries } = await listAudit(api.town.records.db, { personId: ids.mother, caseId });
    expect(entries[0]).toMatchObject({ action: 'get /api/v1/cases/{id}/timeline', relation: 'ownChild' });
  });
});

describe('files', () => {
  it('imports are reported row by row', async () => {
    const csv =
      'skolenhetskod;namn;skolform;huvudman\n98000009;Nya skolan;GR;kommunal\nfel;Skolan;GR;kommunal\n';
    const send = (mode: string, body: string | Buffer) =>
      request(api.app)
        .post(`/api/v1/imports?mode=${mode}`)
        .set({ authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' })
        .send(body);
    const refused = await send('all-or-nothing', csv);
    expect(refused).toMatchObject({ status: 422, body: { code: 'import-refused', report: { badRows: 1 } } });
    expect(refused.body.errors[0].field).toMatch(/^row\/2/);
    expect(await send('good-rows', csv)).toMatchObject({ status: 201, body: { added: 1, badRows: 1 } });
    const mentor = await api.as(ids.mentor, 'mentor');
    const forbidden = await request(api.app)
      .post('/api/v1/imports')
      .set({ authorization: `Bearer ${mentor.token}`, 'content-type': 'text/csv' })
      .send(csv);
    expect(forbidden.status).toBe(403);
    const listed = await leader.get('/imports');
    expect(listed.body['total']).toBe(2);
  });
});
