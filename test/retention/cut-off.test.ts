/**
 * A worker that dies between any two steps of a destruction, and a backup of the day before: each step was done and not
 * told, or wasn't done; and what a restored backup brings back is destroyed again before anything opens.
 */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyLedgerAtStart } from '../../src/records/retention/open.ts';
import { readLedger } from '../../src/records/retention/ledger.ts';
import { createCaseHistories, deleteAgain } from '../../src/temporal/histories.ts';
import { caseWorkflowId } from '../../src/temporal/ids.ts';
import { pupils, served, type Served, type SignedIn } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { freshDatabase, type FreshDatabase } from '../setup/database.ts';
import { eventually } from '../setup/eventually.ts';
import { anEndedCase, planOfNoYears, words } from './an-ended-case.ts';
import { backUp, foundIn, restore } from './found-in.ts';

const steps = ['beginDestruction', 'destroyRecords', 'destroyHistories', 'certifyDestruction'] as const;

/** Of each step: cut off before its work, cut off after it, then as it is. */
const tried = new Map<string, string[]>();
const cutOff = (hands: Record<string, unknown>): object => ({
  ...hands,
  ...Object.fromEntries(
    steps.map((step) => [
      step,
      async (args: unknown) => {
        const before = tried.get(step) ?? [];
        const now = before.length === 0 ? 'before' : before.includes('after') ? 'whole' : 'after';
        if (now === 'before') {
          tried.set(step, [...before, now]);
          throw new Error('cut off before its work');
        }
        const work = hands[step];
        if (typeof work !== 'function') throw new Error(`no ${step}`);
        const answer: unknown = await work(args);
        tried.set(step, [...before, now]);
        if (now === 'after') throw new Error('cut off after its work');
        return answer;
      },
    ]),
  ),
});

let api: Served;
let registrar: SignedIn;
let caseId: string;
let backup: Map<string, string>;
const restored: FreshDatabase[] = [];

beforeAll(async () => {
  api = await served({
    policy: { monitoring: { checkUpWeeks: [] } },
    hands: (hands) => cutOff({ ...hands }),
  });
  caseId = await anEndedCase(api);
  registrar = await api.as(ids.registrar, 'registrar');
  expect((await registrar.send('post', '/retention/plan', planOfNoYears)).status).toBe(201);
  backup = await backUp(api.town.records.db);
  const { body } = await registrar.send('post', '/destructions/trial', { caseIds: [caseId] });
  const decided = await registrar.send('post', '/destructions', { caseIds: [caseId], trial: body['digest'] });
  expect(decided.status).toBe(202);
}, 120_000);
afterAll(async () => {
  await Promise.all(restored.map((one) => one.drop()));
  await api.close();
});

const certified = () =>
  eventually(async () => {
    const { body } = await registrar.get('/destructions');
    expect(Object(body)['destructions'][0]).toMatchObject({ certificate: { unchanged: true } });
  });

describe('a destruction whose every step is cut off, before and after its work', () => {
  it('comes to its certificate, with what was counted the first time', { timeout: 180_000 }, async () => {
    await certified();
    for (const step of steps) expect(tried.get(step)).toEqual(expect.arrayContaining(['before', 'after']));
    const { body } = await registrar.get('/destructions');
    const [one] = Object(body)['destructions'][0].cases;
    expect(one).toMatchObject({ outcome: 'destroyed', counts: { case_file: 1, document: 1, record_key: 1 } });
    expect(one.runs).toBeGreaterThan(1);
    expect(await foundIn(api.town.records.db, words)).toEqual({});
  });

  it('stands in the ledger once', async () => {
    const entries = await readLedger(api.town.ledger);
    expect(entries.map(({ what }) => what)).toEqual(['begun', 'done']);
  });
});

const fromBackup = async (): Promise<FreshDatabase> => {
  const fresh = await freshDatabase();
  restored.push(fresh);
  await restore(fresh.db, backup);
  return fresh;
};

describe('a backup of before', () => {
  it('holds the case until the ledger is applied, and nothing of it then', async () => {
    await certified();
    const { db } = await fromBackup();
    const before = await foundIn(db, [caseId, '201205140000']);
    expect(before[caseId]).toEqual(
      expect.arrayContaining(['case_file', 'content', 'record_key', 'timeline']),
    );
    expect(before['201205140000']).toEqual(['pupil']);
    const opened = await applyLedgerAtStart(db, { mode: 'live', destructionLedger: api.town.ledger });
    expect(opened.again).toBe(1);
    expect(await foundIn(db, words)).toEqual({});
    expect(await foundIn(db, [caseId, pupils.first])).toEqual({
      [caseId]: ['audit', 'destruction_item', 'reservation'].concat(
        before[caseId]?.includes('registry_entry') === true ? ['registry_entry'] : [],
      ),
      [pupils.first]: ['audit'],
    });
    // The decision and its certificate, which the backup didn't know.
    const { certificate } = await db
      .selectFrom('destruction')
      .select('certificate')
      .executeTakeFirstOrThrow();
    expect(certificate).toMatchObject({ decidedBy: ids.registrar, cases: [{ outcome: 'destroyed' }] });
    const once = await applyLedgerAtStart(db, { mode: 'live', destructionLedger: api.town.ledger });
    expect(once.again).toBe(0);
  });

  it('loses nobody who came to school anew since', async () => {
    await certified();
    const { db } = await fromBackup();
    const later = new Date(Date.now() + 60_000);
    await db.updateTable('pupil').set({ updated_at: later }).where('id', '=', pupils.first).execute();
    await applyLedgerAtStart(db, { mode: 'live', destructionLedger: api.town.ledger });
    expect(await foundIn(db, ['201205140000'])).toEqual({ '201205140000': ['pupil'] });
    expect((await foundIn(db, [caseId]))[caseId]).not.toContain('case_file');
  });
});

describe('what isn’t opened', () => {
  const atStart = (db: FreshDatabase['db'], destructionLedger: string | null) =>
    applyLedgerAtStart(db, { mode: 'live', destructionLedger });

  it('is live work without a ledger, or with one that isn’t where it should be', async () => {
    const { db } = await fromBackup();
    await expect(atStart(db, null)).rejects.toThrow('BRYGGAN_DESTRUCTION_LEDGER is needed');
    await expect(atStart(db, `${api.town.ledger}-gone`)).rejects.toThrow('isn’t there'.replace('’', "'"));
  });

  it('are records that know of more than the ledger does', async () => {
    await certified();
    const empty = `${api.town.ledger}-empty`;
    await writeFile(empty, '');
    await expect(atStart(api.town.records.db, empty)).rejects.toThrow('lacks 1 of the destructions');
    await rm(empty);
  });

  it('is a ledger in which something was changed; one that was cut short is read to its last whole line', async () => {
    await certified();
    const { db } = await fromBackup();
    const whole = await readFile(api.town.ledger, 'utf8');
    const changed = `${api.town.ledger}-changed`;
    await writeFile(changed, whole.replace(caseId, ids.coordinator));
    await expect(atStart(db, changed)).rejects.toThrow('broken at line 1');
    await writeFile(changed, whole.split('\n').slice(1).join('\n'));
    await expect(atStart(db, changed)).rejects.toThrow('broken at line 1');
    await writeFile(changed, whole);
    await appendFile(changed, '{"entry":{"what":"beg');
    expect((await readLedger(changed)).length).toBe(2);
    await rm(changed);
  });
});

describe('the engine', () => {
  it('holds no run of the case', async () => {
    await certified();
    expect(await createCaseHistories(api.town.engine.client).count(caseId)).toBe(0);
  });

  it('loses what a backup of its own brings back, before a worker takes a task', async () => {
    await certified();
    await api.town.stopWorker();
    const { client } = api.town.engine;
    const { taskQueue } = api.town;
    await client.workflow.start('caseWorkflow', {
      workflowId: caseWorkflowId(caseId),
      taskQueue,
      args: [],
    });
    const histories = createCaseHistories(client);
    expect(await histories.count(caseId)).toBe(1);
    expect(await deleteAgain(histories, [caseId])).toBe(1);
    expect(await histories.count(caseId)).toBe(0);
    expect(await deleteAgain(histories, [caseId])).toBe(0);
  });
});
