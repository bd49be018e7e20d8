/** The same person with two records: suggested, made one, and everything of theirs goes on with the one that is kept. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anId, ids, school } from '../factories/parts.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';
import { eventually } from '../setup/eventually.ts';

const lastingNo = '201205149808';
const temporaryNo = '20120514TF01';
const pupilHeader =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const absenceHeader = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';
const file = (...lines: string[]) => `${lines.join('\n')}\n`;

let api: Served;
let leader: SignedIn;
let caseId: string;
/** The record with the lasting number. */
let lasting: string;

const send = async (csv: string) => {
  const answer = await request(api.app)
    .post('/api/v1/imports')
    .set({ authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' })
    .send(csv);
  expect(answer.body).toMatchObject({ status: 'applied', badRows: 0 });
  return answer;
};
const merge = (from: string, into: string, as: SignedIn = leader) =>
  as.send('post', `/pupils/${from}/merge`, { into });
const idOf = async (civicNo: string) =>
  (
    await api.town.records.db
      .selectFrom('pupil')
      .select('id')
      .where('civic_no', '=', civicNo)
      .executeTakeFirstOrThrow()
  ).id;

beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  const { db } = api.town.records;
  await db.updateTable('pupil').set({ civic_no: temporaryNo }).where('id', '=', pupils.first).execute();
  await send(file(pupilHeader, `${temporaryNo};Ny;Elev;${school};8;8A;Sekretessmarkering;9801`));
  caseId = await allocated(api, pupils.first);
  await send(
    file(
      absenceHeader,
      `${temporaryNo};2026-09-01;1;SO;40;ogiltig;`,
      `${temporaryNo};2026-09-02;1;SO;40;giltig;`,
    ),
  );
  await send(file(pupilHeader, `${lastingNo};ny;ELEV;${school};8;8A;Ingen;9801`));
  await send(file(absenceHeader, `${lastingNo};2026-09-02;1;SO;30;giltig;`));
  lasting = await idOf(lastingNo);
});
afterAll(() => api.close());

describe('two records of one person', () => {
  it('are suggested by number, name and birth date, who is protected without name', async () => {
    const listed = await leader.get('/pupils/duplicates');
    expect(listed).toMatchObject({
      status: 200,
      body: {
        total: 1,
        duplicates: [
          { pupil: { id: pupils.first, name: null, masked: true }, into: { id: lasting, name: 'ny ELEV' } },
        ],
      },
    });
  });

  it('are made one by nobody else, and not with a stranger', async () => {
    const rector = await api.as(ids.rector, 'rector');
    expect((await rector.get('/pupils/duplicates')).status).toBe(403);
    expect((await merge(pupils.first, lasting, rector)).status).toBe(403);
    expect((await merge(anId(999), lasting)).status).toBe(404);
    expect(await merge(pupils.first, anId(999))).toMatchObject({ status: 422, body: { field: '/into' } });
    expect(await merge(pupils.first, pupils.first)).toMatchObject({ status: 422, body: { field: '/into' } });
    expect((await leader.send('post', `/pupils/${pupils.first}/merge`, {})).status).toBe(422);
    await send(file(pupilHeader, `201906269848;Ny;Elev;${school};1;1A;Ingen;9801`));
    expect(await merge(pupils.first, await idOf('201906269848'))).toMatchObject({
      status: 422,
      body: { code: 'not-same-person' },
    });
  });

  it('stay two while both have an open case', async () => {
    const { db } = api.town.records;
    const key = { kind: 'openCase', key: lasting, case_id: anId(777), command_id: 'prov' } as const;
    await db
      .insertInto('reservation')
      .values({ ...key, confirmed: false })
      .execute();
    expect(await merge(pupils.first, lasting)).toMatchObject({
      status: 409,
      body: { code: 'both-have-cases' },
    });
    await db.deleteFrom('reservation').where('key', '=', lasting).execute();
  });

  it('become one: absence, guardians and the open case go on, the former row stays', async () => {
    const { db } = api.town.records;
    const guardiansBefore = await db
      .selectFrom('guardianship')
      .select('guardian_id')
      .where('pupil_id', '=', pupils.first)
      .orderBy('guardian_id')
      .execute();
    expect(guardiansBefore.length).toBeGreaterThan(0);
    expect(await merge(pupils.first, lasting)).toMatchObject({
      status: 200,
      body: { id: lasting, mergedFrom: pupils.first, caseId },
    });
    const absence = await db
      .selectFrom('absence')
      .select(['pupil_id', 'date', 'minutes'])
      .where('pupil_id', 'in', [pupils.first, lasting])
      .orderBy('date')
      .execute();
    expect(absence).toEqual([
      { pupil_id: lasting, date: '2026-09-01', minutes: 40 },
      { pupil_id: lasting, date: '2026-09-02', minutes: 30 },
    ]);
    const guardians = await db
      .selectFrom('guardianship')
      .select('guardian_id')
      .where('pupil_id', '=', lasting)
      .orderBy('guardian_id')
      .execute();
    expect(guardians).toEqual(guardiansBefore);
    await eventually(async () => {
      expect((await api.town.stateOf(caseId)).pupil.pupilId).toBe(lasting);
      const shown = await leader.get(`/cases?pupil=${lasting}`);
      expect(shown.body).toMatchObject({ total: 1, cases: [{ id: caseId }] });
    });
    const former = await db.selectFrom('pupil').selectAll().where('id', '=', pupils.first).executeTakeFirst();
    expect(former).toMatchObject({ active: false, merged_into: lasting });
    // Whoever was protected under one number is under the other.
    expect((await leader.get(`/pupils/${lasting}`)).body).toMatchObject({ name: null, masked: true, caseId });
    expect((await leader.get('/pupils/duplicates')).body).toMatchObject({ total: 0 });
    expect(await merge(pupils.first, lasting)).toMatchObject({ status: 200 });
  });

  it('are reached by a file with either number, and the former one brings nobody back', async () => {
    await send(file(absenceHeader, `${temporaryNo};2026-09-03;1;SO;40;giltig;`));
    const again = await send(file(pupilHeader, `${temporaryNo};Ny;Elev;${school};8;8B;Ingen;9801`));
    expect(again.body).toMatchObject({ unchanged: 1, changed: 0 });
    const { db } = api.town.records;
    const days = await db.selectFrom('absence').select('date').where('pupil_id', '=', lasting).execute();
    expect(days).toHaveLength(3);
    const both = await request(api.app)
      .post('/api/v1/imports?mode=good-rows')
      .set({ authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' })
      .send(
        file(
          absenceHeader,
          `${temporaryNo};2026-09-04;1;SO;40;giltig;`,
          `${lastingNo};2026-09-04;1;SO;30;giltig;`,
        ),
      );
    expect(both.body).toMatchObject({ added: 1, bad: [{ row: 2, code: 'duplicate-row' }] });
  });

  it('leave a history, which only those named see of a protected pupil', async () => {
    expect((await leader.get(`/pupils/${lasting}/history`)).body).toEqual({ masked: true, changes: [] });
    const rector = await api.as(ids.rector, 'rector');
    const seen = await rector.get(`/pupils/${lasting}/history`);
    expect(seen.body).toMatchObject({
      masked: false,
      changes: expect.arrayContaining([
        expect.objectContaining({ field: 'merged', from: null, source: `merge/${ids.teamLeader}` }),
        expect.objectContaining({ field: 'securityMarking', from: 'none' }),
      ]),
    });
    const stranger = await api.as(ids.otherRector, 'rector');
    expect((await stranger.get(`/pupils/${lasting}/history`)).status).toBe(404);
  });
});

describe('a pupil who leaves', () => {
  it('the school: the case is told and somebody must decide what becomes of it; the row stays', async () => {
    const openId = await allocated(api, pupils.second);
    const { db } = api.town.records;
    await db.updateTable('pupil').set({ civic_no: '201205149816' }).where('id', '=', pupils.second).execute();
    const here = `201205149816;Andra;Elev;${school};8;8A;Ingen`;
    await send(file(pupilHeader, `${here};9801`));
    await send(file(pupilHeader, `${here};1480`));
    await eventually(async () => {
      const owed = await leader.get(`/cases/${openId}/obligations`);
      expect(JSON.stringify(owed.body)).toContain('"pupilLeft"');
    });
    expect((await leader.get(`/pupils/${pupils.second}`)).status).toBe(200);
  });
});
