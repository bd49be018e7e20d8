/** A coordinator's deputy, from naming to the end of the period: who may, what is opened, what is closed, what is kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate, type LocalDate } from '../../src/domain/time.ts';
import { listAudit } from '../../src/records/audit.ts';
import { digestsFor } from '../../src/records/digests.ts';
import { readTimeline } from '../../src/records/timeline.ts';
import { anId, ids } from '../factories/parts.ts';
import { eventually } from '../setup/eventually.ts';
import { mailOf } from '../setup/people.ts';
import { browse } from '../web/browser.ts';
import { said } from '../web/fill-in.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let caseId: string;
let hiddenId: string;
let leader: SignedIn;
let coordinator: SignedIn;
let deputy: SignedIn;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  hiddenId = await allocated(api, pupils.protected);
  leader = await api.as(ids.teamLeader, 'teamLeader');
  coordinator = await api.as(ids.coordinator, 'coordinator');
  deputy = await api.as(ids.secondCoordinator, 'coordinator');
});
afterAll(() => api.close());

const naming = `/people/${ids.coordinator}/deputies`;
const from = '2026-09-08';
const until = '2026-09-18';
const contact = {
  date: '2026-09-08',
  kind: 'phone',
  effort: 'supporting',
  with: ['guardian'],
  note: 'Ringde.',
};
const opened = async (id = caseId) => (await deputy.get(`/cases/${id}`)).status;

describe('naming a deputy', () => {
  it('is for coordinators among themselves, and each field that is wrong is named', async () => {
    const body = { deputyId: ids.secondCoordinator, from, until };
    const refused = async (change: object) => {
      const answer = await coordinator.send('post', naming, { ...body, ...change });
      return [answer.status, answer.body['code'], answer.body['field']];
    };
    expect(await refused({ deputyId: ids.mentor })).toEqual([422, 'unknown-id', '/deputyId']);
    expect(await refused({ deputyId: ids.coordinator })).toEqual([422, 'invalid-value', '/deputyId']);
    expect(await refused({ from: '2026-09-01' })).toEqual([422, 'date-in-past', '/from']);
    expect(await refused({ until: '2026-09-07' })).toEqual([422, 'end-before-start', '/until']);
    expect(await refused({ until: '2027-09-07' })).toEqual([422, 'invalid-date', '/until']);
    expect(await refused({ caseIds: [anId(77)] })).toEqual([422, 'unknown-id', '/caseIds/0']);
    expect((await deputy.send('post', naming, body)).status).toBe(403);
    const mentor = await api.as(ids.mentor, 'mentor');
    expect((await mentor.send('post', naming, body)).status).toBe(403);
    expect((await leader.send('post', `/people/${ids.mentor}/deputies`, body)).status).toBe(404);
    expect((await leader.get('/deputies')).body).toEqual({ deputies: [], total: 0 });
  });
});

describe('the period', () => {
  let id = '';
  const reminders = async (morning: LocalDate) => {
    const digests = await digestsFor(api.town.records.db, morning);
    return digests.find(({ personId }) => personId === ids.secondCoordinator)?.lines ?? [];
  };

  it('that is to come gives nothing', async () => {
    const key = { 'idempotency-key': 'named-once' };
    const named = await coordinator.send(
      'post',
      naming,
      { deputyId: ids.secondCoordinator, from, until },
      key,
    );
    expect(named).toMatchObject({ status: 201, body: { standing: 'coming', caseIds: null } });
    id = String(named.body['id']);
    const again = await coordinator.send(
      'post',
      naming,
      { deputyId: ids.secondCoordinator, from, until },
      key,
    );
    expect(again.body['id']).toBe(id);
    expect(await opened()).toBe(404);
    expect((await deputy.get('/cases')).body['total']).toBe(0);
    expect(await reminders(localDate('2026-09-07'))).toEqual([]);
  });

  it('opens the coordinator’s cases as theirs are, and says so in the log and the time line', async () => {
    await api.town.moveTo(from);
    expect(await opened()).toBe(200);
    expect((await deputy.get('/cases')).body['total']).toBe(1);
    expect((await deputy.send('post', `/cases/${caseId}/contacts`, contact)).status).toBe(200);
    const { db } = api.town.records;
    const { entries } = await listAudit(db, { caseId, personId: ids.secondCoordinator });
    expect(new Set(entries.map(({ relation }) => relation))).toEqual(new Set(['deputy']));
    expect(entries.map(({ action }) => action)).toContain('get /api/v1/cases');
    const line = await readTimeline(db, caseId);
    expect(line.find(({ event }) => event.type === 'contactRecorded')?.by).toEqual({
      role: 'coordinator',
      personId: ids.secondCoordinator,
      schoolUnits: [],
      standsInFor: [{ coordinatorId: ids.coordinator, caseIds: [caseId] }],
    });
  });

  it('shows what is owed, on the day’s page as what it is', async () => {
    const duties = (await deputy.get('/obligations')).body;
    expect(Number(duties['total'])).toBeGreaterThan(0);
    const browser = await browse(api.app, ids.secondCoordinator, 'coordinator');
    expect((await browser.open('/')).text).toContain('som ersättare');
  });

  it('brings the notices that the coordinator gets, and the reminders', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const before = api.town.mails.length;
    expect(
      (
        await rector.send('post', `/cases/${caseId}/meeting-requests`, {
          askedBy: { role: 'pupil' },
          note: 'Vi behöver ses.',
        })
      ).status,
    ).toBe(200);
    await eventually(() => {
      const to = api.town.mails.slice(before).flatMap((mail) => mail.to);
      expect(to).toContain(mailOf(ids.coordinator));
      expect(to).toContain(mailOf(ids.secondCoordinator));
    });
    const lines = await reminders(localDate('2026-09-18'));
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ why }) => why))).toEqual(new Set(['deputy']));
    expect(await reminders(localDate('2026-09-19'))).toEqual([]);
  });

  it('leaves a protected pupil’s case closed unless that one is named', async () => {
    expect(await opened(hiddenId)).toBe(404);
    expect((await deputy.get(`/pupils/${pupils.protected}`)).status).toBe(404);
    const body = { deputyId: ids.secondCoordinator, from, until, caseIds: [hiddenId] };
    const named = await leader.send('post', naming, body);
    expect(named.status).toBe(201);
    const shown = await deputy.get(`/cases/${hiddenId}`);
    expect(shown.body).toMatchObject({ masked: false, pupilName: 'Skyddad Elev' });
    expect((await leader.send('delete', `/deputies/${String(named.body['id'])}`)).status).toBe(204);
    expect(await opened(hiddenId)).toBe(404);
  });

  it('ends early at once, by the coordinator or the team leader alone', async () => {
    expect((await deputy.send('delete', `/deputies/${id}`)).status).toBe(404);
    expect((await coordinator.send('delete', `/deputies/${id}`)).status).toBe(204);
    expect(await opened()).toBe(404);
    expect((await deputy.send('post', `/cases/${caseId}/contacts`, contact)).status).toBe(404);
    expect(await reminders(localDate('2026-09-18'))).toEqual([]);
    const { deputies } = Object((await leader.get('/deputies')).body);
    expect(deputies.find((one: { id: string }) => one.id === id)).toMatchObject({
      standing: 'over',
      namedBy: { id: ids.coordinator },
      endedBy: { id: ids.coordinator },
    });
  });

  it('that has passed gives nothing', async () => {
    const body = { deputyId: ids.secondCoordinator, from, until: from, caseIds: [caseId] };
    expect((await leader.send('post', naming, body)).status).toBe(201);
    expect(await opened()).toBe(200);
    await api.town.moveTo('2026-09-09');
    expect(await opened()).toBe(404);
    expect((await deputy.get('/cases')).body['total']).toBe(0);
  });
});

describe('the page', () => {
  it('names and ends one without scripts, for a coordinator their own alone', async () => {
    const browser = await browse(api.app, ids.coordinator, 'coordinator');
    const list = await browser.open('/deputies');
    const form = await browser.follow(list, 'Utse ersättare');
    const typed = { deputyId: ids.secondCoordinator, until: '2026-09-30' };
    const named = await browser.send(form, typed, { go: 'send' });
    expect(said(named)).toBe('Ersättaren är utsedd.');
    expect(named.text).toContain('gäller nu');
    expect(await opened()).toBe(200);
    const ended = await browser.send(named, {}, { form: 'form[action^="/deputies/"][action$="/end"]' });
    expect(said(ended)).toContain('Det är avslutat.');
    expect(await opened()).toBe(404);
    expect((await browser.open(`/deputies/coordinators/${ids.secondCoordinator}/new`)).status).toBe(404);
  });

  it('lists every coordinator for the team leader, and is by the settings', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const list = await browser.follow(await browser.open('/settings'), 'Ersättare');
    expect(list.$('main ul.ds-list a')).toHaveLength(2);
    const form = await browser.open(`/deputies/coordinators/${ids.coordinator}/new`);
    expect(form.text).toContain('Eleven har skyddade uppgifter');
  });
});
