/** «Who has read?»: answered for one pupil by one button, and gone through by samples. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { sealAudit } from '../../src/records/audit-seal.ts';
import { writeAudits } from '../../src/records/audit.ts';
import { routes } from '../../src/api/routes.ts';
import { webPages } from '../../src/api/web/pages-of-web.ts';
import { lookOf } from '../../src/domain/read-log/look.ts';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { pdfText } from '../api/pdf-text.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
});
afterAll(() => api.close());

const log = `/pupils/${pupils.first}/read-log`;

describe('every look that the gate lets through', () => {
  it('has words: no page or route about a case or pupil is told as nothing', () => {
    const all = [
      ...routes.map(({ method, path, access }) => ({ action: `${method} ${path}`, access })),
      ...webPages.map(({ method, path, access }) => ({ action: `page ${method} ${path}`, access })),
    ];
    const about = all.filter(
      ({ access }) =>
        (access.kind === 'action' && (access.on === 'case' || access.on === 'pupil')) ||
        (access.kind === 'command' && access.on !== 'body'),
    );
    expect(about.length).toBeGreaterThan(100);
    expect(about.filter(({ action }) => lookOf(action) === null)).toEqual([]);
  });
});

describe('who has read about a pupil', () => {
  it('is told by name, role, part and relation, each look once, and asking is a look as well', async () => {
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    await mentor.open(`/cases/${caseId}/plan`);
    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await leader.follow(await leader.open(`/cases/${caseId}`), 'Vem har läst?');
    expect(page.$('h1').text()).toBe('Vem har läst om Första Elev?');
    const rows = page
      .$('table tbody tr')
      .map((_, one) => page.$(one).text())
      .get();
    const mentors = rows.filter((row) => row.includes('mentor') && row.includes('läste: planen'));
    expect(mentors).toHaveLength(1);
    expect(mentors[0]).toContain('mentor för eleven');
    expect(rows.some((row) => row.includes('läste: vem som har läst') && row.includes('teamledare'))).toBe(
      true,
    );
    expect(page.text).toContain('rollen, utan egen relation till eleven');
  });

  it('is answered by the registrar and the team leader alone', async () => {
    const others = [
      [ids.coordinator, 'coordinator'],
      [ids.rector, 'rector'],
      [ids.mentor, 'mentor'],
      [ids.pupilHealth, 'pupilHealth'],
      [ids.mother, 'guardian'],
      [pupils.first, 'pupil'],
    ] as const;
    for (const [personId, role] of others) {
      const browser = await browse(api.app, personId, role, role === 'pupil' ? 'Första' : '');
      for (const path of [log, `${log}.csv`, `${log}.pdf`, '/read-log']) {
        expect([role, path, (await browser.open(path)).status]).toEqual([role, path, 403]);
      }
    }
  });

  it('never tells that there is a concern report, nor names the family', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    await coordinator.open(`/cases/${caseId}/concern-reports/new`);
    await coordinator.open(`/cases/${caseId}/flags`);
    const mother = await browse(api.app, ids.mother, 'guardian');
    await mother.open(`/cases/${caseId}`);
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const { body } = await leader.get(`/pupils/${pupils.first}/read-log?limit=500`);
    const told = JSON.stringify(body);
    expect(told).not.toMatch(/concern|flags|Vårdnadshavare Prov/);
    const looks: { by: { role: string; id: string | null }; what: { area: string }[] }[] = Object(body).looks;
    const family = looks.filter(({ by }) => by.role === 'guardian');
    expect(family.length).toBeGreaterThan(0);
    expect(family.every(({ by }) => by.id === null)).toBe(true);
    expect(looks.filter(({ what }) => what.length === 0)).toEqual([]);
  });

  it('is fetched as a spreadsheet whose formulas do nothing, and as a tagged PDF', async () => {
    const { db } = api.town.records;
    await db.updateTable('person').set({ given_name: '=1+1' }).where('id', '=', ids.mentor).execute();
    const { token } = await api.as(ids.teamLeader, 'teamLeader');
    const authorization = `Bearer ${token}`;
    const csv = await request(api.app).get(`${log}.csv`).set({ authorization });
    expect(csv.status).toBe(200);
    expect(csv.text).toContain('När;Vem;Roll;Vad;Varför');
    expect(csv.text).toContain("'=1+1");
    expect(csv.text).not.toMatch(/(^|;)=1/m);
    const pdf = await request(api.app).get(`${log}.pdf`).set({ authorization }).buffer(true).parse(asBytes);
    const { text, tagged } = await pdfText(pdf.body);
    expect(tagged).toBe(true);
    expect(text).toContain('Vem har läst om Första Elev?');
    expect(text).toContain('Provkommunen');
    expect(text).toContain('läste: planen');
  });

  it('says whether the log is what was sealed', async () => {
    const { db } = api.town.records;
    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    await sealAudit(db, { settledMs: 0 });
    expect((await leader.open(log)).text).toContain('Loggen är orörd');
    await sql`alter table audit disable trigger user`.execute(db);
    await sql`update audit set person_id = 'somebody else' where id = (select min(id) from audit)`.execute(
      db,
    );
    await sql`alter table audit enable trigger user`.execute(db);
    expect((await leader.open(log)).text).toContain(
      'stämmer inte med det som förseglades, från försegling 1',
    );
  });
});

const asBytes: Parameters<request.Test['parse']>[0] = (response, done) => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

describe('a sample of the log', () => {
  const sample = '/read-log?from=2026-08-24&to=2026-08-30&size=6&seed=a';

  beforeAll(async () => {
    const of = (n: number, personId: string, role: string, relation: string | null) => ({
      at: new Date(Date.UTC(2026, 7, 24 + (n % 6), 9, n)),
      personId,
      role,
      action: 'page get /cases/{id}',
      caseId,
      pupilId: pupils.first,
      relation,
    });
    const many = Array.from({ length: 20 }, (_, n) => n);
    await writeAudits(api.town.records.db, [
      ...many.map((n) => of(n, ids.coordinator, 'coordinator', 'allocated')),
      ...many.map((n) => of(n, ids.registrar, 'registrar', null)),
      ...many.map((n) => of(n, ids.teamLeader, 'teamLeader', null)),
      ...many.map((n) => of(n, ids.mother, 'guardian', 'ownChild')),
    ]);
  });

  it('is the same each time by its seed, half of it without a relation and those first, none of one’s own', async () => {
    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    const drawn = async (path: string) => {
      const page = await leader.open(path);
      return page
        .$('table tbody tr')
        .map((_, one) => page.$(one).find('td').eq(1).text() + page.$(one).find('a').last().attr('href'))
        .get();
    };
    const first = await drawn(sample);
    expect(first.map((row) => row.replace(/\/.*/, ''))).toEqual([
      ...Array.from({ length: 3 }, () => 'registrator'),
      ...Array.from({ length: 3 }, () => 'koordinator'),
    ]);
    expect(await drawn(sample)).toEqual(first);
    expect(await drawn(sample.replace('seed=a', 'seed=b'))).not.toEqual(first);
  });

  it('is of days that are over alone', async () => {
    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await leader.open('/read-log?from=2026-09-01&to=2026-09-07&size=6&seed=a');
    expect(page.text).toContain('Välj avslutade dagar');
    const session = await api.as(ids.teamLeader, 'teamLeader');
    const refused = await session.get('/read-log/sample?from=2026-09-01&to=2026-09-07');
    expect(refused).toMatchObject({ status: 422, body: { code: 'date-in-future' } });
  });

  it('is gone through look by look, with a note that stays, and never by whoever looked', async () => {
    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    const page = await leader.open(sample);
    const form = await leader.open(String(page.$('table tbody tr').first().find('a').last().attr('href')));
    expect(form.text).toContain('registrator');
    const done = await leader.send(form, { note: 'Hörde till diariet.' });
    expect(done.$('#done').text()).toBe('Läsningen är genomgången.');
    expect(done.text).toContain('Hörde till diariet.');
    const { db } = api.town.records;
    const own = await db
      .selectFrom('audit')
      .select('id')
      .where('person_id', '=', ids.teamLeader)
      .where('pupil_id', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow();
    const session = await api.as(ids.teamLeader, 'teamLeader');
    const refused = await session.send('post', `/read-log/${own.id}/reviews`, { note: 'Allt väl.' });
    expect(refused.status).toBe(403);
    await expect(db.deleteFrom('audit_review').execute()).rejects.toThrow('append-only');
    // To go through looks is a look as well.
    const logged = await db
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'get /api/v1/read-log/sample')
      .execute();
    expect(logged.length).toBeGreaterThan(0);
  });
});
