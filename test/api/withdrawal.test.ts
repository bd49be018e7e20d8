/**
 * Given a consent that lets BUP take part, when a guardian withdraws it, then BUP is shut out before anybody has answered,
 * whether the engine can be reached or not; and each of its invitations to come is taken back by a CANCEL.
 */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../src/ports.ts';
import { findWorkflow } from '../../src/records/rehearsal.ts';
import { connectEngine } from '../../src/temporal/client.ts';
import { schoolDayWorkflowId } from '../../src/temporal/ids.ts';
import { ids } from '../factories/parts.ts';
import { atRest } from '../setup/at-rest.ts';
import { eventually } from '../setup/eventually.ts';
import { mailOf } from '../setup/people.ts';
import { allocated, consentOf, pupils, serve, served, type Served, type SignedIn } from './served.ts';

let api: Served;
/** The same municipality by an API whose engine nobody answers for. */
let cutOff: Served;
let caseId: string;
let coordinator: SignedIn;
let mother: SignedIn;
let consentId: string;
let link: string;
let meetings: { held: string; ahead: string; moved: string; others: string };

const bup = 'mottagning@bup.example';
const soc = 'barn@soc.example';
const receiver = (kind: string, email: string) => ({ kind: 'receiver', receiver: kind, name: kind, email });
const family = { kind: 'guardian', guardianId: ids.mother };

const done = async (answer: ReturnType<SignedIn['send']>): Promise<Record<string, unknown>> => {
  const { status, body } = await answer;
  expect([status, body]).toEqual([expect.toBeOneOf([200, 201]), body]);
  return body;
};

async function call(date: string, participants: object[]): Promise<string> {
  const body = await done(
    coordinator.send('post', `/cases/${caseId}/meetings`, {
      kind: 'collaboration',
      time: { date, from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad behövs?',
      participants,
    }),
  );
  return String(Object(body['ids']).meetingId[0]);
}

/** What a calendar program goes by. */
type Invitation = { method: string; uid: string; sequence: number };

const invitationsTo = (address: string): Invitation[] =>
  api.town.mails
    .filter(({ to, ics }) => to === address && ics !== null)
    .map(({ ics }) => {
      const lines = (ics ?? '').replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
      const value = (name: string) =>
        lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
      return { method: value('METHOD'), uid: value('UID'), sequence: Number(value('SEQUENCE')) };
    });

const ofMeeting = (address: string, meetingId: string): Invitation[] =>
  invitationsTo(address).filter(({ uid }) => uid.includes(meetingId));

beforeAll(async () => {
  api = await served();
  const { town } = api;
  await town.startSchoolDay();
  await eventually(async () =>
    expect(await findWorkflow(town.records.db, schoolDayWorkflowId(town.code))).not.toBeNull(),
  );
  caseId = await allocated(api, pupils.first);
  coordinator = await api.as(ids.coordinator, 'coordinator');
  mother = await api.as(ids.mother, 'guardian');
  const father = await api.as(ids.father, 'guardian');
  for (const kind of ['bup', 'socialServices']) {
    await done(father.send('post', `/cases/${caseId}/consents`, consentOf(ids.father, kind)));
    const given = await done(mother.send('post', `/cases/${caseId}/consents`, consentOf(ids.mother, kind)));
    if (kind === 'bup') consentId = String(Object(given['ids']).consentId[0]);
  }
  meetings = {
    held: await call('2026-09-08', [family, receiver('bup', bup)]),
    ahead: await call('2026-09-21', [family, receiver('bup', bup)]),
    moved: await call('2026-09-28', [family, receiver('bup', bup), receiver('socialServices', soc)]),
    others: await call('2026-09-29', [family, receiver('socialServices', soc)]),
  };
  const called = (await town.stateOf(caseId)).meetings.find((one) => one.meetingId === meetings.moved);
  await done(
    coordinator.send('post', `/cases/${caseId}/meetings/${meetings.moved}/changes`, {
      time: { date: '2026-09-30', from: '10:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      participants: called?.participants.map(({ participantId }) => ({ participantId })),
    }),
  );
  await town.moveTo('2026-09-09', '09:00');
  await done(
    coordinator.send('post', `/cases/${caseId}/meeting-polls`, {
      kind: 'collaboration',
      times: [
        { date: '2026-10-14', from: '14:00', minutes: 60 },
        { date: '2026-10-15', from: '09:00', minutes: 60 },
      ],
      participants: [family, receiver('bup', bup)],
    }),
  );
  await eventually(() => {
    const found = town.mails.flatMap(({ to, text }) =>
      to === bup ? [/\/times\/[\w-]{32}/.exec(text)?.[0]] : [],
    );
    expect(found.at(-1)).toBeDefined();
    link = found.at(-1) ?? '';
  });
  await atRest(town);
  const address = `127.0.0.1:${await freePort()}`;
  // Left open: its client still asks again when the call has been given up, and there is nothing to close.
  const engine = await connectEngine({ address, namespace: 'nobody', keys: null }, { lazy: true });
  cutOff = serve(town, { engine, deadlineMs: 500 });
});
afterAll(() => api.close());

const key = { 'idempotency-key': randomUUID() };
const withdraw = async (through: Served, body: object, headers: Record<string, string>) => {
  const session = await through.as(ids.mother, 'guardian');
  return session.send('post', `/cases/${caseId}/consents/${consentId}/withdrawal`, body, headers);
};
/** What BUP's own link answers. */
const asBup = async (through: Served): Promise<number> => (await request(through.app).get(link)).status;
const shownKinds = async (through: Served): Promise<unknown> => {
  const reader = await through.as(ids.coordinator, 'coordinator');
  const { consents } = Object((await reader.get(`/cases/${caseId}`)).body['state']);
  return consents.find((one: Record<string, unknown>) => one['consentId'] === consentId).kinds;
};
const denials = () => api.town.records.db.selectFrom('consent_denial').selectAll().execute();

it('lets BUP in as long as the consent stands', async () => {
  expect(await asBup(api)).toBe(200);
  expect(await shownKinds(api)).toHaveLength(4);
  for (const meetingId of [meetings.held, meetings.ahead, meetings.moved]) {
    expect(ofMeeting(bup, meetingId).map(({ method }) => method)).not.toContain('CANCEL');
    expect(ofMeeting(bup, meetingId)).not.toEqual([]);
  }
});

it('takes back what a refused withdrawal shut, and nothing else', async () => {
  const refused = await withdraw(api, { kinds: ['health'] }, {});
  expect(refused.status, JSON.stringify(refused.body)).toBeGreaterThanOrEqual(400);
  expect(await denials()).toEqual([]);
  expect(await asBup(api)).toBe(200);
});

it('shuts BUP out though the engine can’t be reached: the denial stands in the records alone', async () => {
  const answer = await withdraw(cutOff, {}, key);
  expect(answer).toMatchObject({ status: 503, body: { code: 'engine-away' } });
  // The case knows nothing of it.
  const { consents } = await api.town.stateOf(caseId);
  expect(consents.find((one) => one.consentId === consentId)).toMatchObject({ withdrawnOn: null });
  expect(await denials()).toMatchObject([{ case_id: caseId, consent_id: consentId, kinds: null }]);
  for (const through of [api, cutOff]) {
    expect(await asBup(through)).toBe(404);
    expect(await shownKinds(through)).toEqual([]);
  }
});

it('goes on with the same key when the engine is back, and the case then keeps BUP out', async () => {
  const answer = await withdraw(api, {}, key);
  expect(answer).toMatchObject({
    status: 200,
    body: { events: ['consentWithdrawn', 'invitationCancelled', 'invitationCancelled'] },
  });
  expect(await asBup(api)).toBe(404);
  await eventually(async () => expect(await denials()).toEqual([]));
  expect(await asBup(api)).toBe(404);
  expect(await shownKinds(api)).toEqual([]);
  const { consents } = await api.town.stateOf(caseId);
  expect(consents.find((one) => one.consentId === consentId)).toMatchObject({ withdrawnOn: '2026-09-09' });
});

it('sends BUP a CANCEL for each invitation to come, above the one that it takes back; nobody else gets one', async () => {
  await atRest(api.town);
  for (const meetingId of [meetings.ahead, meetings.moved]) {
    const [last, ...before] = ofMeeting(bup, meetingId).toReversed();
    expect(last?.method).toBe('CANCEL');
    expect(before.map(({ method }) => method)).toEqual(before.map(() => 'REQUEST'));
    expect(new Set(ofMeeting(bup, meetingId).map(({ uid }) => uid)).size).toBe(1);
    expect(last?.sequence).toBeGreaterThan(Math.max(...before.map(({ sequence }) => sequence)));
  }
  // Moved once: the REQUESTs of both times are below it.
  expect(ofMeeting(bup, meetings.moved).map(({ method, sequence }) => [method, sequence])).toEqual([
    ['REQUEST', 0],
    ['REQUEST', 1],
    ['CANCEL', 2],
  ]);
  // What was held is history.
  expect(ofMeeting(bup, meetings.held).map(({ method }) => method)).toEqual(['REQUEST']);
  for (const address of [soc, mailOf(ids.mother)]) {
    expect(invitationsTo(address).map(({ method }) => method)).not.toContain('CANCEL');
  }
});

it('lets the case go on, without BUP', async () => {
  const again = await coordinator.send('post', `/cases/${caseId}/meetings`, {
    kind: 'collaboration',
    time: { date: '2026-10-05', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Vad behövs?',
    participants: [family, receiver('bup', bup)],
  });
  expect(again).toMatchObject({ status: 409, body: { code: 'consent-missing' } });
  await call('2026-10-05', [family, receiver('socialServices', soc)]);
  const told = await (await api.as(ids.teamLeader, 'teamLeader')).get(`/cases/${caseId}/timeline`);
  expect(JSON.stringify(told.body)).toContain('consentWithdrawn');
});
