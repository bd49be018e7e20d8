/**
 * A destruction from the plan to the certificate, over HTTP and through the engine: what may hold it back, what it takes
 * to decide it, and that nothing of the case is found afterwards.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../src/records/retention/ledger.ts';
import { sealAudit, verifyAudit } from '../../src/records/audit-seal.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { pupils, served, type Served, type SignedIn } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { eventually } from '../setup/eventually.ts';
import { anEndedCase, planOfNoYears, words } from './an-ended-case.ts';
import { foundIn } from './found-in.ts';

let api: Served;
let registrar: SignedIn;
let leader: SignedIn;
let caseId: string;
let digest: string;

beforeAll(async () => {
  api = await served({ policy: { monitoring: { checkUpWeeks: [] } } });
  caseId = await anEndedCase(api);
  registrar = await api.as(ids.registrar, 'registrar');
  leader = await api.as(ids.teamLeader, 'teamLeader');
}, 120_000);
afterAll(() => api.close());

const listed = async () => {
  const { body } = await registrar.get('/retention/candidates');
  return Object(body)['cases'] as { caseId: string; heldBack: { why: string }[] }[];
};
const trial = (who: SignedIn = registrar) => who.send('post', '/destructions/trial', { caseIds: [caseId] });
const decide = (who: SignedIn, of: string, key = 'decision-1') =>
  who.send('post', '/destructions', { caseIds: [caseId], trial: of }, { 'idempotency-key': key });

describe('before a plan is adopted', () => {
  it('nothing is listed, and nothing can be tried', async () => {
    expect(await listed()).toEqual([]);
    expect(await trial()).toMatchObject({ status: 409, body: { code: 'not-to-be-destroyed' } });
    const { body } = await registrar.get('/retention/plan');
    expect(body).toMatchObject({ version: null, rules: { journal: { what: 'keep' } } });
  });

  it('a plan without its years is refused at the rule that lacks them', async () => {
    const rules = { ...planOfNoYears.rules, minutes: { what: 'destroy' } };
    const sent = await registrar.send('post', '/retention/plan', { ...planOfNoYears, rules });
    expect(sent).toMatchObject({ status: 422, body: { field: '/rules/minutes/afterYears' } });
  });
});

describe('a case whose time has come', () => {
  it('is listed, by its number and without a name', async () => {
    expect((await registrar.send('post', '/retention/plan', planOfNoYears)).status).toBe(201);
    const [one, ...others] = await listed();
    expect(one).toMatchObject({ caseId, heldBack: [] });
    expect(others).toEqual([]);
  });

  it('is held back by a legal hold, until that is lifted with a reason', async () => {
    const reason = 'Skolinspektionen har begärt in akten.';
    const held = await leader.send('post', `/cases/${caseId}/retention-notes`, { what: 'legalHold', reason });
    const [note] = Object(held.body)['notes'];
    expect(note).toMatchObject({ what: 'legalHold', reason, lifted: null });
    expect((await listed())[0]?.heldBack).toEqual([{ why: 'legalHold', until: null, rules: [] }]);
    expect((await trial()).status).toBe(409);
    const lift = () =>
      registrar.send('post', `/cases/${caseId}/retention-notes/${note.id}/lifting`, { reason: 'Avslutat.' });
    expect(await lift()).toMatchObject({ status: 200 });
    expect(await lift()).toMatchObject({ status: 409 });
    expect((await listed())[0]?.heldBack).toEqual([]);
  });

  it('is tried: every row, file, key and run is counted, and nothing is changed', async () => {
    const before = await foundIn(api.town.records.db, [caseId, ...words]);
    const tried = await trial();
    expect(tried.body).toMatchObject({
      cases: [{ caseId, files: 1, keys: 1, register: true, counts: { case_file: 1, guardian: 2, pupil: 1 } }],
    });
    expect(Object(tried.body)['cases'][0].runs).toBeGreaterThan(1);
    expect(await trial()).toMatchObject({ body: tried.body });
    expect(await foundIn(api.town.records.db, [caseId, ...words])).toEqual(before);
    digest = String(tried.body['digest']);
  });
});

describe('the decision', () => {
  it('is the registrar’s alone', async () => {
    expect((await trial(leader)).status).toBe(403);
    expect((await decide(leader, digest)).status).toBe(403);
  });

  it('needs the dry run that it is about', async () => {
    expect(await decide(registrar, '0'.repeat(64))).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile' },
    });
  });

  it('needs that one has signed in within five minutes', async () => {
    const { db } = api.town.records;
    const ago = (minutes: number) =>
      db
        .updateTable('session')
        .set({ authenticated_at: new Date(Date.now() - minutes * 60_000) })
        .where('person_id', '=', ids.registrar)
        .execute();
    await ago(6);
    const asked = await decide(registrar, digest);
    expect(asked).toMatchObject({ status: 401, body: { code: 'sign-in-again' } });
    expect(asked.headers['www-authenticate']).toContain('max_age="300"');
    expect((await listed()).length).toBe(1);
    await ago(0);
  });

  it('is carried out to its certificate, and the same key is the same decision', async () => {
    const decided = await decide(registrar, digest);
    expect(decided).toMatchObject({ status: 202, body: { decidedBy: { id: ids.registrar } } });
    expect((await decide(registrar, digest)).body['id']).toBe(decided.body['id']);
    await eventually(async () => {
      const { body } = await registrar.get(`/destructions/${String(decided.body['id'])}`);
      expect(body).toMatchObject({
        plan: { version: 1, basis: planOfNoYears.basis },
        cases: [{ number: '2026-0001', outcome: 'destroyed', counts: { document: 1, record_key: 1 } }],
        certificate: { unchanged: true },
      });
    });
    expect(await listed()).toEqual([]);
  });
});

describe('afterwards', () => {
  it('the records hold nothing of the case, and of the pupil and the guardians nothing', async () => {
    const { db } = api.town.records;
    expect(await foundIn(db, words)).toEqual({});
    const stays = ['audit', 'destruction_item', 'registry_entry', 'reservation'];
    const { [caseId]: ofCase = [], ...others } = await foundIn(db, [
      caseId,
      pupils.first,
      ids.mother,
      ids.father,
    ]);
    expect(ofCase.filter((table) => !stays.includes(table))).toEqual([]);
    expect(others).toEqual({
      [pupils.first]: ['audit'],
      [ids.mother]: ['audit'],
      [ids.father]: ['audit'],
    });
    expect((await registrar.get(`/cases/${caseId}`)).status).toBe(404);
    expect((await registrar.get(`/pupils/${pupils.first}`)).status).toBe(404);
  });

  it('the engine holds no run of it', async () => {
    const { client } = api.town.engine;
    await expect(client.workflow.getHandle(caseWorkflowId(caseId)).describe()).rejects.toThrow(/not found/);
    const runs = async () => {
      const found = [];
      for await (const run of client.workflow.list({ query: `WorkflowId = "${caseWorkflowId(caseId)}"` }))
        found.push(run.runId);
      return found;
    };
    // The list for searching follows a moment later.
    await eventually(async () => expect(await runs()).toEqual([]));
  });

  it('the sealed log of reads is as it was sealed', async () => {
    const { db } = api.town.records;
    await sealAudit(db, { settledMs: 0 });
    expect(await verifyAudit(db)).toMatchObject({ broken: null });
  });

  it('ledger and certificate name nobody but who decided', async () => {
    const entries = await readLedger(api.town.ledger);
    expect(entries.map(({ what }) => what)).toEqual(['begun', 'done']);
    const written = await readFile(api.town.ledger, 'utf8');
    for (const word of words) expect(written).not.toContain(word);
    const { certificate } = await api.town.records.db
      .selectFrom('destruction')
      .select('certificate')
      .executeTakeFirstOrThrow();
    const told = JSON.stringify(certificate);
    for (const hidden of [caseId, pupils.first, ids.mother, ...words]) expect(told).not.toContain(hidden);
  });

  it('its number is never given again', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const opened = await rector.send('post', '/cases', { pupilId: pupils.second, order: {} });
    const read = await rector.get(`/cases/${String(opened.body['caseId'])}`);
    expect(read.body['number']).toBe('2026-0002');
  });
});
