/** What a case may need beside the usual course, over HTTP: each command that people have reaches its case. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { writePolicyIds } from '../../src/records/settings.ts';
import { ids } from '../factories/parts.ts';
import { mailOf } from '../setup/people.ts';
import { allocated, consentOf, order, pupils, served, type Served, type SignedIn } from './served.ts';
import { eventually } from '../setup/eventually.ts';

let api: Served;
let caseId: string;
let coordinator: SignedIn;
let leader: SignedIn;
let rector: SignedIn;
let mother: SignedIn;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await api.as(ids.coordinator, 'coordinator');
  leader = await api.as(ids.teamLeader, 'teamLeader');
  rector = await api.as(ids.rector, 'rector');
  mother = await api.as(ids.mother, 'guardian');
});
afterAll(() => api.close());

/** Sends a command to the case, which takes it; gives the ids that it made. */
const send = async (who: SignedIn, path: string, body: object, ...events: string[]) => {
  const answer = await who.send('post', `/cases/${caseId}/${path}`, body);
  expect(answer).toMatchObject({ status: 200, body: { events } });
  return Object(answer.body['ids']);
};

const owed = async (kind: string): Promise<{ key: string; due: string } | undefined> => {
  const { body } = await leader.get(`/cases/${caseId}/obligations`);
  return Object(body).obligations.find((duty: { kind: string }) => duty.kind === kind);
};

describe('beside the usual course', () => {
  it('a guardian asks for a meeting, which is owed until it is called', async () => {
    const asked = { askedBy: { role: 'guardian', guardianId: ids.mother }, note: 'Om skolskjutsen.' };
    await send(mother, 'meeting-requests', asked, 'meetingAskedFor');
    expect(await owed('callMeeting')).toBeDefined();
    const start = {
      kind: 'startMeeting',
      time: { date: '2026-09-14', from: '09:00', minutes: 45 },
      where: { kind: 'link', link: 'https://mote.example/rum' },
      question: 'Hur ser vardagen ut?',
      participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
    };
    await send(coordinator, 'meetings', start, 'meetingCalled');
    expect(await owed('callMeeting')).toBeUndefined();
  });

  it('a SIP has its own fields; a chair who is not invited is refused', async () => {
    for (const id of [ids.mother, ids.father]) {
      const guardian = await api.as(id, 'guardian');
      const consent = { ...consentOf(id, 'socialServices'), purpose: 'sip' };
      await send(guardian, 'consents', consent, 'consentGiven');
    }
    const sip = {
      initiator: 'school',
      chair: 1,
      overallResponsible: 'socialServices',
      measures: [{ authority: 'socialServices', note: 'Familjebehandling.' }],
      followUpOn: '2026-11-02',
    };
    const meeting = {
      kind: 'sip',
      time: { date: '2026-09-22', from: '13:00', minutes: 90 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vilket stöd behövs hemma?',
      participants: [
        { kind: 'guardian', guardianId: ids.mother },
        { kind: 'receiver', receiver: 'socialServices', name: 'Barnenheten', email: 'barn@soc.example' },
      ],
      sip,
    };
    const path = `/cases/${caseId}/meetings`;
    const other = await coordinator.send('post', path, { ...meeting, kind: 'collaboration', sip: null });
    expect(other).toMatchObject({
      status: 409,
      body: {
        code: 'consent-missing',
        detail: expect.stringContaining('gäller socialtjänsten'),
        detail_en: expect.stringContaining('to increase attendance'),
        field: '/participants/1',
        params: { receiver: 'socialServices', purpose: 'increaseAttendance' },
      },
    });
    const nobody = await coordinator.send('post', path, { ...meeting, sip: { ...sip, chair: 7 } });
    expect(nobody).toMatchObject({ status: 422, body: { field: '/sip/chair' } });
    const without = await coordinator.send('post', path, { ...meeting, sip: null });
    expect(without.status).toBe(422);
    await send(coordinator, 'meetings', meeting, 'meetingCalled');
  });

  it('consent is refused, a month reviewed, papers asked for and received', async () => {
    const refusal = {
      giver: { role: 'guardian', guardianId: ids.father },
      receiver: 'bup',
      note: 'Inte nu.',
    };
    await send(coordinator, 'consent-refusals', refusal, 'consentRefused');
    const pupilHealth = await api.as(ids.pupilHealth, 'pupilHealth');
    await send(pupilHealth, 'monthly-reviews', { heldOn: '2026-09-07' }, 'monthlyReviewHeld');
    const papers = { from: 'school', kinds: ['inquiries'], askedOn: '2026-09-07', note: 'Utredningen.' };
    const { paperRequestId } = await send(coordinator, 'papers', papers, 'papersRequested');
    const receipt = { receivedOn: '2026-09-07', note: 'Kom med posten.' };
    await send(coordinator, `papers/${paperRequestId[0]}/receipt`, receipt, 'papersReceived');
  });

  it('a deadline is moved by its key, and never the cap', async () => {
    const duty = await owed('firstContact');
    if (duty === undefined) throw new Error('no first contact is owed');
    const move = { to: '2026-09-30', reason: 'Bortrest.' };
    await send(coordinator, `deadlines/${encodeURIComponent(duty.key)}`, move, 'deadlineMoved');
    expect(await owed('firstContact')).toMatchObject({ due: '2026-09-30', moved: 'byPerson' });
    const cap = await coordinator.send('post', `/cases/${caseId}/deadlines/cap`, move);
    expect(cap).toMatchObject({ status: 409, body: { code: 'deadline-fixed' } });
    const unknown = await coordinator.send('post', `/cases/${caseId}/deadlines/nothing`, move);
    expect(unknown).toMatchObject({ status: 404, body: { field: 'path/key' } });
  });

  it('another coordinator takes over, and the case moves to a newer policy', async () => {
    const handOver = { coordinatorIds: [ids.secondCoordinator], reason: 'sickLeave', note: null };
    // The start meeting and the SIP go along.
    await send(leader, 'hand-over', handOver, 'handedOver', 'meetingTakenOver', 'meetingTakenOver');
    const second = await api.as(ids.secondCoordinator, 'coordinator');
    expect((await second.get(`/cases/${caseId}`)).status).toBe(200);
    expect((await coordinator.get(`/cases/${caseId}`)).status).toBe(404);
    const invited = mailOf(ids.secondCoordinator);
    await eventually(() => {
      const files = api.town.mails.filter(({ to }) => to === invited).flatMap(({ ics }) => ics ?? []);
      expect(files.filter((file) => file.includes('METHOD:REQUEST'))).toHaveLength(2);
    });
    const policy = { ...presets.uppsala, version: 2, evaluation: { everyWeeks: 8 } };
    await send(leader, 'policy', { policy }, 'policyChanged');
    const read = await leader.get(`/cases/${caseId}`);
    expect(read.body).toMatchObject({ state: { policy: { version: 2, evaluation: { everyWeeks: 8 } } } });
  });

  it('an extension is refused, the assignment closed, watched and reopened', async () => {
    const no = { decidedOn: '2026-09-07', reason: 'Målen är nådda.' };
    await send(rector, 'extension/refusal', no, 'extensionRefused');
    const final = { heldOn: '2026-09-07', outcome: 'end', final: true, note: 'Vi är klara.' };
    await send(leader, 'evaluations', final, 'evaluationHeld');
    const closure = { reason: 'extensionRefused', note: 'Skolan fortsätter.' };
    const closed = await leader.send('post', `/cases/${caseId}/closure`, closure);
    expect(closed).toMatchObject({ status: 200, body: { events: expect.arrayContaining(['closed']) } });
    await send(leader, 'check-ups', { heldOn: '2026-09-07', outcome: 'worse' }, 'checkUpHeld');
    const missing = await rector.send('post', `/cases/${caseId}/reopening`, {
      order: { preconditions: [], attachments: [], question: null },
    });
    expect(missing).toMatchObject({ status: 422, body: { field: expect.stringMatching(/^\/order/) } });
    const reopened = await rector.send('post', `/cases/${caseId}/reopening`, { order });
    expect(reopened).toMatchObject({ status: 200, body: { events: expect.arrayContaining(['reopened']) } });
    expect((await leader.get(`/cases/${caseId}`)).body).toMatchObject({ phase: 'ordered' });
  });
});

describe("EHT's decision", () => {
  it('starts an assignment where the policy lets it', async () => {
    await writePolicyIds(api.town.records.db, ['dals-ed']);
    const pupilHealth = await api.as(ids.pupilHealth, 'pupilHealth');
    const opened = await pupilHealth.send('post', '/cases', {
      pupilId: pupils.second,
      ehtDecision: { decidedOn: '2026-09-07', note: 'Samordnaren kontaktar familjen.' },
    });
    expect(opened).toMatchObject({ status: 201, body: { events: ['ehtDecided'] } });
  });
});
