/** One command is one command: repeated, raced, behind the times, or sent while the engine is away. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { ids } from '../factories/parts.ts';
import { allocated, consented, consentTo, order, pupils, served, type Served } from './served.ts';

let api: Served;
beforeAll(async () => {
  api = await served({
    policy: { allocation: { ...presets.uppsala.allocation, caseloadLimit: 2 } },
    deadlineMs: 3_000,
  });
});
afterAll(() => api.close());

const contact = {
  date: '2026-09-07',
  kind: 'phone',
  effort: 'supporting',
  with: ['guardian'],
  note: 'Ringde.',
};

/** The ids of the pupils' cases that wait for allocation. */
const orderedFor = async (pupilIds: string[]): Promise<string[]> => {
  const rows = await api.town.records.db
    .selectFrom('case_file')
    .select('id')
    .where('phase', '=', 'ordered')
    .where('pupil_id', 'in', pupilIds)
    .execute();
  return rows.map((row) => row.id);
};

describe('the same key', () => {
  it('opens one case, however often and at once it is sent', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const key = { 'idempotency-key': randomUUID() };
    const send = () => rector.send('post', '/cases', { pupilId: pupils.first, order }, key);
    const [one, two] = await Promise.all([send(), send()]);
    const third = await send();
    expect(one.status).toBe(201);
    expect([two.body, third.body]).toEqual([one.body, one.body]);
    const again = await rector.send('post', '/cases', { pupilId: pupils.first, order });
    expect(again).toMatchObject({ status: 409, body: { code: 'case-open-already' } });
    expect(await orderedFor([pupils.first])).toEqual([one.body['caseId']]);
  });

  it('with another body is refused; a refusal is repeated too; without a key nothing is done', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const key = { 'idempotency-key': randomUUID() };
    const send = (question: string) =>
      rector.send('post', '/cases', { pupilId: pupils.second, order: { ...order, question } }, key);
    const first = await send('En fråga?');
    expect(first.status).toBe(201);
    const other = await send('En annan fråga?');
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });

    const path = `/cases/${String(first.body['caseId'])}/order/return`;
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const missing = await leader.send('post', path, { reason: 'Mer.' }, { 'idempotency-key': '' });
    expect(missing).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
    const bad = await leader.send('post', path, { reason: 'Mer.' }, { 'idempotency-key': 'å'.repeat(9) });
    expect(bad.status).toBe(400);

    const refusedKey = { 'idempotency-key': randomUUID() };
    const early = () =>
      rector.send('post', `/cases/${String(first.body['caseId'])}/reopening`, { order }, refusedKey);
    const no = await early();
    expect(no).toMatchObject({ status: 409, body: { code: 'wrong-phase' } });
    expect((await early()).body).toEqual(no.body);
  });
});

describe('If-Match', () => {
  it('refuses an older revision, takes the one that stands', async () => {
    const caseId = await consented(api, pupils.third);
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const read = await leader.get(`/cases/${caseId}`);
    const etag = String(read.headers['etag']);
    const maturity = { speaksForSelf: true, judgedOn: '2026-09-07', note: 'Samtal.' };
    const send = (ifMatch: string) =>
      leader.send('post', `/cases/${caseId}/maturity`, maturity, { 'if-match': ifMatch });
    const done = await send(etag);
    expect(done).toMatchObject({ status: 200, headers: { etag: `"${Number(read.body['revision']) + 1}"` } });
    expect(await send(etag)).toMatchObject({
      status: 412,
      body: { code: 'stale-revision', field: 'If-Match' },
    });
    expect(await send('7')).toMatchObject({ status: 400, body: { code: 'if-match-invalid' } });
  });
});

describe('the caseload limit', () => {
  it('holds when two team leaders allocate at the same moment', async () => {
    const one = await api.as(ids.teamLeader, 'teamLeader');
    const other = await api.as(ids.teamLeader, 'teamLeader');
    await allocated(api, pupils.protected);
    const ready = await orderedFor([pupils.first, pupils.second]);
    for (const id of ready) await consentTo(api, id);
    const wish = { coordinatorIds: [ids.coordinator], start: '2026-09-07' };
    const answers = await Promise.all(
      ready.map((id, index) => (index === 0 ? one : other).send('post', `/cases/${id}/allocation`, wish)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'caseload-full',
      field: '/coordinatorIds/0',
    });
  });
});

describe('the worker away', () => {
  it('is told as 503, and the same key then succeeds', async () => {
    const [file] = await api.town.records.db
      .selectFrom('case_file')
      .select('id')
      .where('phase', '=', 'assigned')
      .execute();
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const key = { 'idempotency-key': randomUUID() };
    const send = () => coordinator.send('post', `/cases/${file?.id}/contacts`, contact, key);
    await api.town.stopWorker();
    const away = await send();
    expect(away).toMatchObject({ status: 503, body: { code: 'engine-away' } });
    expect(away.headers['retry-after']).toBeDefined();
    await api.town.startWorker();
    let done = await send();
    // The engine may still look for the worker that left; a good client comes again.
    for (let again = 0; done.status === 503 && again < 20; again += 1) done = await send();
    expect(done).toMatchObject({ status: 200, body: { events: ['contactRecorded'] } });
    expect((await send()).body).toEqual(done.body);
    const read = await coordinator.get(`/cases/${file?.id}`);
    expect(Object(read.body['state']).contacts).toHaveLength(1);
  });
});

describe('a case that has ended', () => {
  it('takes nothing more, and says so', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const [caseId] = await orderedFor([pupils.third]);
    const closed = await leader.send('post', `/cases/${caseId}/closure`, {
      reason: 'moved',
      note: 'Flyttat.',
    });
    expect(closed).toMatchObject({ status: 200, body: { events: ['closed', 'ended'] } });
    const late = await leader.send('post', `/cases/${caseId}/order/return`, { reason: 'Sent.' });
    expect(late).toMatchObject({ status: 409, body: { code: 'case-ended' } });
    const anew = await rector.send('post', '/cases', { pupilId: pupils.third, order });
    expect(anew.status).toBe(201);
    const read = await rector.get(`/cases/${String(anew.body['caseId'])}`);
    expect(read.body).toMatchObject({ previousCaseId: caseId });
  });
});
