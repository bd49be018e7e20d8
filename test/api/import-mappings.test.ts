/** Others' files over HTTP: mappings saved and checked, dry runs that explain, imports whose progress shows. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../src/domain/time.ts';
import { waitForOtherImports } from '../../src/records/import/run.ts';
import { ids, otherSchool, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';
import { eventually } from '../setup/eventually.ts';

const civicNos = { first: '201205149808', second: '201205149816', protected: '201205149832' } as const;

const absence = {
  name: 'Vklass frånvaro',
  kind: 'absence',
  columns: [
    { ours: 'personnummer', theirs: 'Personnr' },
    { ours: 'datum', theirs: 'Dag' },
    { ours: 'lektion', theirs: 'Kurs' },
    { ours: 'ämne', theirs: 'Kurs' },
    { ours: 'minuter', theirs: 'Timmar' },
    { ours: 'typ', theirs: 'Status' },
  ],
  dateForm: 'dd/mm/yyyy',
  minutesIn: 'hours',
  values: { typ: { Sjuk: 'giltig', 'Ogiltig frånvaro': 'ogiltig' } },
};
const absenceHeader = 'Personnr;Dag;Kurs;Timmar;Status';
const pupilHeader =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const file = (...lines: string[]) => `${lines.join('\n')}\n`;

let api: Served;
let registrar: SignedIn;

beforeAll(async () => {
  api = await served();
  registrar = await api.as(ids.teamLeader, 'teamLeader');
  for (const [who, civic_no] of Object.entries(civicNos)) {
    const id = Object(pupils)[who];
    await api.town.records.db.updateTable('pupil').set({ civic_no }).where('id', '=', id).execute();
  }
});
afterAll(() => api.close());

const send = async (query: string, csv: string) =>
  request(api.app)
    .post(`/api/v1/imports${query}`)
    .set({ authorization: `Bearer ${registrar.token}`, 'content-type': 'text/csv' })
    .send(csv);
const shown = (errors: unknown) =>
  Array.isArray(errors) ? errors.map((error) => String(Object(error).field)).sort() : errors;

describe('a mapping', () => {
  it('is saved, listed, replaced by its name, and used by it', async () => {
    const saved = await registrar.send('post', '/import-mappings', absence);
    expect(saved).toMatchObject({ status: 201, body: { name: absence.name, decimalComma: true } });
    const again = await registrar.send('post', '/import-mappings', {
      ...absence,
      filePattern: 'vklass*.csv',
    });
    expect(again).toMatchObject({ status: 200, body: { id: saved.body['id'], filePattern: 'vklass*.csv' } });
    expect((await registrar.get('/import-mappings')).body).toMatchObject({
      mappings: [{ name: absence.name }],
    });
    expect((await registrar.get(`/import-mappings/${String(saved.body['id'])}`)).status).toBe(200);

    const row = `${civicNos.first};1/9/2026;Svenska;1,5;Sjuk`;
    const done = await send(`?mapping=${encodeURIComponent(absence.name)}`, file(absenceHeader, row));
    expect(done).toMatchObject({ status: 201, body: { kind: 'absence', mapping: absence.name, added: 1 } });
    const rows = await api.town.records.db
      .selectFrom('absence')
      .select(['minutes', 'kind', 'lesson'])
      .where('pupil_id', '=', pupils.first)
      .where('date', '=', localDate('2026-09-01'))
      .execute();
    expect(rows).toEqual([{ minutes: 90, kind: 'valid', lesson: 'Svenska' }]);
  });

  it('is checked whole, each field named', async () => {
    const wrong = await registrar.send('post', '/import-mappings', {
      name: '',
      kind: 'absence',
      columns: [{ ours: 'personnummer' }, { ours: 'vikt', theirs: 'Vikt' }],
      constants: { datum: '2026-09-01', typ: 'sjuk' },
      values: { typ: { Sjuk: 'kanske' } },
      dateForm: 'åååå',
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid-request' } });
    expect(shown(wrong.body['errors'])).toEqual(['/columns/0', '/dateForm', '/name']);
    const inside = await registrar.send('post', '/import-mappings', {
      ...absence,
      columns: [...absence.columns.slice(1), { ours: 'vikt', theirs: 'Vikt' }],
      constants: { typ: 'sjuk' },
      values: { typ: { Sjuk: 'kanske' } },
      complete: true,
    });
    expect(shown(inside.body['errors'])).toEqual([
      '/columns',
      '/columns/4/ours',
      '/columns/5/ours',
      '/complete',
      '/constants/typ',
      '/values/typ/Sjuk',
    ]);
  });

  it('is for those who import, and must be there', async () => {
    const rector = await api.as(ids.rector, 'rector');
    expect((await rector.send('post', '/import-mappings', absence)).status).toBe(403);
    expect((await rector.get('/import-mappings')).status).toBe(403);
    expect((await registrar.get('/import-mappings/finns-inte')).status).toBe(404);
    const unknown = await send('?mapping=finns-inte', file(absenceHeader));
    expect(unknown).toMatchObject({ status: 422, body: { field: 'query/mapping' } });
    const other = await send(`?mapping=${encodeURIComponent(absence.name)}&kind=pupils`, file(absenceHeader));
    expect(other).toMatchObject({ status: 422, body: { field: 'query/kind' } });
  });

  it('tells a bad row by our field, and nothing of what it said', async () => {
    const query = `?mapping=${encodeURIComponent(absence.name)}&mode=good-rows`;
    const done = await send(
      query,
      file(
        absenceHeader,
        `${civicNos.protected};2026-09-02;Hemligt ämne;1,5;Sjuk`,
        `${civicNos.protected};02/09/2026;Hemligt ämne;1,5;Avstängd`,
        `${civicNos.protected};31/02/2026;Hemligt ämne;-2;Sjuk`,
        `${civicNos.second};02/09/2026;Bild;0:40;ogiltig frånvaro`,
      ),
    );
    expect(done).toMatchObject({ status: 201, body: { added: 1, badRows: 3 } });
    const where: { row: number; field: string }[] = done.body.bad;
    expect(where.map(({ row, field }) => `${row} ${field}`)).toEqual([
      '1 datum',
      '2 typ',
      '3 datum',
      '3 minuter',
    ]);
    for (const secret of [civicNos.protected, 'Hemligt', 'Avstängd']) {
      expect(JSON.stringify(done.body)).not.toContain(secret);
    }
  });
});

describe('a dry run', () => {
  it('tells which fields each row would change, never from what to what', async () => {
    await send('', file(pupilHeader, `${civicNos.first};Ny;Elev;${school};8;8A;Ingen;9801`));
    const dry = await send(
      '?mode=dry-run',
      file(
        pupilHeader,
        `${civicNos.first};Ny;Elev;${otherSchool};9;9B;Ingen;9801`,
        `${civicNos.protected};Bytt;Namn;${school};8;8A;Sekretessmarkering;9801`,
        `201205149840;Helt;Ny;${school};8;8A;Ingen;9801`,
      ),
    );
    expect(dry).toMatchObject({ status: 200, body: { status: 'dry', added: 1, changed: 2 } });
    expect(dry.body.changes).toMatchObject([
      { row: 1, what: 'changed', fields: expect.arrayContaining(['skolenhetskod', 'årskurs', 'klass']) },
      { row: 2, what: 'changed', fields: expect.arrayContaining(['förnamn']) },
      { row: 3, what: 'added', fields: [] },
    ]);
    expect(JSON.stringify(dry.body)).not.toContain('Bytt');
    expect((await registrar.get(`/imports/${dry.body.id}`)).body).toMatchObject(dry.body);
    expect((await registrar.get(`/pupils/${pupils.first}`)).body).toMatchObject({ class: '8A' });
  });
});

describe('progress', () => {
  it('shows while another import holds the turn, and the end when it has ended', async () => {
    const { db } = api.town.records;
    const csv = file(pupilHeader, `${civicNos.second};Andra;Elev;${school};8;8C;Ingen;9801`);
    const { importId } = await db.transaction().execute(async (trx) => {
      await waitForOtherImports(trx);
      const begun = await send('?wait=false', csv);
      expect(begun).toMatchObject({ status: 202, body: { status: 'running', rows: 0 } });
      expect(begun.headers['location']).toBe(`/api/v1/imports/${begun.body.id}`);
      expect((await registrar.get(`/imports/${begun.body.id}`)).body).toMatchObject({ status: 'running' });
      return { importId: String(begun.body.id) };
    });
    await eventually(async () =>
      expect((await registrar.get(`/imports/${importId}`)).body).toMatchObject({
        status: 'applied',
        rows: 1,
        changed: 1,
      }),
    );
  });

  it('calls broken off what has gone silent', async () => {
    const { db } = api.town.records;
    const run = { kind: 'pupils', mode: 'good-rows', file_name: 'a.csv', rows: 10, added: 0 } as const;
    const more = { changed: 0, unchanged: 0, removed: 0, bad: 0, by: 'system' };
    const silent = new Date(Date.now() - 120_000);
    await db
      .insertInto('import_run')
      .values({ id: 'silent', ...run, ...more, status: 'running', updated_at: silent })
      .execute();
    expect((await registrar.get('/imports/silent')).body).toMatchObject({ status: 'interrupted' });
  });
});

describe('a whole file of pupils', () => {
  it('says who has left, keeps their rows, and takes them back when they are named again', async () => {
    const first = `${civicNos.first};Ny;Elev;${school};8;8A;Ingen;9801`;
    const second = `${civicNos.second};Andra;Elev;${school};8;8C;Ingen;9801`;
    await send('', file(pupilHeader, first, second));
    const whole = await send('?complete=true', file(pupilHeader, first));
    expect(whole).toMatchObject({ status: 201, body: { unchanged: 1, removed: expect.any(Number) } });
    const { db } = api.town.records;
    const rowOf = (id: string) =>
      db.selectFrom('pupil').select(['active', 'left_on']).where('id', '=', id).executeTakeFirst();
    expect(await rowOf(pupils.second)).toEqual({ active: false, left_on: '2026-09-07' });
    expect(await rowOf(pupils.first)).toEqual({ active: true, left_on: null });
    const elsewhere = await rowOf(pupils.elsewhere);
    expect(elsewhere).toMatchObject({ active: true });
    await send('', file(pupilHeader, second.replace('8C', '8D')));
    expect(await rowOf(pupils.second)).toEqual({ active: true, left_on: null });
    const kept = await db
      .selectFrom('pupil_history')
      .select(['field', 'from_value', 'source'])
      .where('pupil_id', '=', pupils.second)
      .orderBy('id', 'desc')
      .limit(3)
      .execute();
    expect(kept).toMatchObject(
      expect.arrayContaining([
        { field: 'class', from_value: '8C', source: expect.stringMatching(/^import\//) },
        { field: 'active', from_value: 'false', source: expect.any(String) },
      ]),
    );
  });
});
