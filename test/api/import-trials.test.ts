/** A file between its trial and its import: tried once, imported once, by those who may, and gone in time. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { findImport } from '../../src/records/imports.ts';
import { sweep } from '../../src/records/sweep.ts';
import { addStaff } from '../factories/municipality.ts';
import { ids } from '../factories/parts.ts';
import { served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let registrar: SignedIn;
beforeAll(async () => {
  api = await served();
  await addStaff(api.town.records.db, ids.registrar, 'registrar');
  leader = await api.as(ids.teamLeader, 'teamLeader');
  registrar = await api.as(ids.registrar, 'registrar');
});
afterAll(() => api.close());

const sendIn = async (who: SignedIn, csv: string, headers: Record<string, string> = {}) => {
  const sent = await request(api.app)
    .post('/api/v1/import-files?fileName=tid.csv')
    .set({ authorization: `Bearer ${who.token}`, 'content-type': 'text/csv', ...headers })
    .send(csv);
  return { status: sent.status, fileId: String(sent.body.fileId), body: sent.body };
};
const year = (minutes: number) => `årskurs;minuter_per_dag\n7;${minutes}\n`;
const tried = async (csv: string) => {
  const { fileId } = await sendIn(leader, csv);
  const trial = await leader.send('post', '/import-trials', { fileId });
  expect(trial.body).toMatchObject({ status: 'dry', mode: 'dry-run', fileName: 'tid.csv' });
  return String(trial.body['id']);
};
const apply = (id: string, body: object = {}) => leader.send('post', `/imports/${id}/application`, body);
const minutes = async () => {
  const { db } = api.town.records;
  const row = await db
    .selectFrom('offered_time')
    .select('minutes_per_day as now')
    .where('year_label', '=', '7')
    .executeTakeFirst();
  return row?.now ?? null;
};

describe('a trial', () => {
  it('is of a file that its sender sent in, once in one way', async () => {
    const { fileId } = await sendIn(leader, year(301));
    const theirs = await registrar.send('post', '/import-trials', { fileId });
    expect(theirs.status).toBe(422);
    expect(theirs.body).toMatchObject({ errors: [{ field: '/fileId' }] });
    const first = await leader.send('post', '/import-trials', { fileId });
    expect(first.status).toBe(200);
    const again = await leader.send('post', '/import-trials', { fileId });
    expect(again).toMatchObject({ status: 202, body: { id: first.body['id'] } });
    const otherwise = await leader.send('post', '/import-trials', { fileId, kind: 'pupils' });
    expect(otherwise.body).toMatchObject({
      status: 422,
      errors: [{ field: '/fileId', detail_en: expect.stringContaining('in another way') }],
    });
  });

  it('keeps one file for one key, and refuses another under it', async () => {
    const key = { 'idempotency-key': 'en-fil' };
    const first = await sendIn(leader, year(302), key);
    expect((await sendIn(leader, year(302), key)).fileId).toBe(first.fileId);
    expect(await sendIn(leader, year(303), key)).toMatchObject({ status: 422 });
  });

  it('asks for a mapping that is there, and of its kind', async () => {
    const { fileId } = await sendIn(leader, year(301));
    const unknown = await leader.send('post', '/import-trials', { fileId, mapping: 'Okänd' });
    expect(unknown.body).toMatchObject({ status: 422, errors: [{ field: '/mapping' }] });
  });
});

describe('the import of what was tried', () => {
  it('is begun once by two who ask at the same moment', async () => {
    const id = await tried(year(310));
    const both = await Promise.all([apply(id), apply(id)]);
    expect(new Set(both.map(({ body }) => body['id'])).size).toBe(1);
    expect(await minutes()).toBe(310);
    const { db } = api.town.records;
    const runs = await db.selectFrom('import_run').select('mode').where('mode', '<>', 'dry-run').execute();
    expect(runs).toHaveLength(1);
  });

  it('that was refused kept nothing, and may be begun anew', async () => {
    const id = await tried(`${year(320)}99;5\n`);
    const refused = await apply(id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'import-refused', params: { badRows: 1 } } });
    expect(await minutes()).toBe(310);
    expect(await apply(id, { mode: 'good-rows' })).toMatchObject({ status: 201, body: { changed: 1 } });
    expect(await minutes()).toBe(320);
  });

  it('that was broken off is shown so, and may be begun anew', async () => {
    const id = await tried(year(330));
    const { db } = api.town.records;
    // As a process that ended in the middle leaves it: begun, silent for more than a minute.
    const broken = 'b0b0b0b0-0000-4000-8000-000000000001';
    await db.updateTable('import_file').set({ applied_as: broken }).where('trial_id', '=', id).execute();
    const counts = { rows: 1, added: 0, changed: 1, unchanged: 0, removed: 0, bad: 0 };
    const head = {
      id: broken,
      kind: 'offeredTime',
      mode: 'good-rows',
      file_name: 'tid.csv',
      by: 'x',
    } as const;
    await db
      .insertInto('import_run')
      .values({
        ...head,
        ...counts,
        status: 'running',
        mapping: null,
        changes: null,
        updated_at: sql<Date>`now() - interval '2 minutes'`,
      })
      .execute();
    expect(await findImport(db, broken)).toMatchObject({ status: 'interrupted' });
    expect(await apply(id)).toMatchObject({ status: 201, body: { changed: 1 } });
    expect(await minutes()).toBe(330);
  });

  it('needs a trial that was read, and its file', async () => {
    const { fileId } = await sendIn(leader, 'detta;är\ninget;alls\n');
    const unread = await leader.send('post', '/import-trials', { fileId });
    expect(unread.status).toBe(422);
    const runId = String(Object(unread.body['report']).id);
    expect(await apply(runId)).toMatchObject({ status: 409, body: { code: 'import-not-tried' } });
    expect(await apply('no-such-import')).toMatchObject({ status: 404 });

    const id = await tried(year(340));
    const { db } = api.town.records;
    await db
      .updateTable('import_file')
      .set({ sent_at: sql<Date>`now() - interval '8 days'` })
      .where('trial_id', '=', id)
      .execute();
    await sweep(db);
    expect(await apply(id)).toMatchObject({ status: 409, body: { code: 'import-file-gone' } });
    expect(await minutes()).toBe(330);
  });
});

it('is for those who import alone', async () => {
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  expect((await sendIn(coordinator, year(300))).status).toBe(403);
  expect((await coordinator.send('post', '/import-trials', { fileId: 'x' })).status).toBe(403);
  expect((await coordinator.send('post', '/imports/x/application', {})).status).toBe(403);
});
