/** Sessions: used they last, left they end, and each person ends their own; what is secret asks for a fresh sign-in. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../src/records/audit.ts';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
beforeAll(async () => {
  api = await served();
  const held = { title: 'Mentor', school_unit: school, class: '7A', stages: [] };
  await api.town.records.db
    .insertInto('person_role')
    .values({ person_id: ids.rector, role: 'mentor', ...held })
    .execute();
});
afterAll(() => api.close());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** As if the person had signed in so long ago. */
const grownOld = (personId: string, minutes: number) =>
  api.town.records.db
    .updateTable('session')
    .set({ authenticated_at: minutesAgo(minutes) })
    .where('person_id', '=', personId)
    .execute();

const headed = async (browser: Browser, path: string) => (await browser.open(path)).$('h1').text().trim();

describe('one’s own sessions', () => {
  it('are listed, and one is ended from another', async () => {
    const desk = await browse(api.app, ids.pupilHealth, 'pupilHealth');
    const phone = await browse(api.app, ids.pupilHealth, 'pupilHealth');
    const listed = await desk.follow(await desk.open('/'), 'Mina inloggningar');
    expect(listed.$('tbody tr')).toHaveLength(2);
    expect(listed.text).toContain('annat program, okänd dator eller telefon');
    expect(
      listed
        .$('tbody')
        .text()
        .match(/Den här/g),
    ).toHaveLength(1);
    const ended = await desk.send(listed, {}, { form: 'form[action$="/end"]:not([action="/sessions/end"])' });
    expect(ended.$('#done').text()).toContain('Inloggningen är avslutad.');
    expect(ended.$('tbody tr')).toHaveLength(1);
    expect(await headed(phone, '/')).toBe('Logga in');
    expect(await headed(desk, '/')).not.toBe('Logga in');
  });

  it('end everywhere at once, and stand in the log', async () => {
    const desk = await browse(api.app, ids.pupilHealth, 'pupilHealth');
    const phone = await browse(api.app, ids.pupilHealth, 'pupilHealth');
    const other = await browse(api.app, ids.teamLeader, 'teamLeader');
    const out = await phone.send(await phone.open('/sessions'), {}, { form: 'form[action="/sessions/end"]' });
    expect(out.path).toBe('/sign-in');
    expect(await headed(desk, '/')).toBe('Logga in');
    expect(await headed(phone, '/')).toBe('Logga in');
    expect(await headed(other, '/')).not.toBe('Logga in');
    const { entries } = await listAudit(api.town.records.db, { personId: ids.pupilHealth }, { limit: 1 });
    expect(entries).toMatchObject([{ action: 'sessions ended', role: 'pupilHealth', caseId: null }]);
  });

  it('are nobody else’s to end', async () => {
    const mine = await api.as(ids.mentor, 'mentor');
    const other = await api.as(ids.coordinator, 'coordinator');
    const [theirs] = Object((await other.get('/sessions')).body['sessions']);
    expect((await mine.send('delete', `/sessions/${String(theirs.id)}`)).status).toBe(404);
    expect((await other.get('/session')).status).toBe(200);
  });

  it('end when they are left, whoever holds the cookie', async () => {
    const browser = await browse(api.app, ids.mentor, 'mentor');
    await api.town.records.db
      .updateTable('session')
      .set({ expires_at: minutesAgo(0) })
      .where('person_id', '=', ids.mentor)
      .execute();
    expect(await headed(browser, '/')).toBe('Logga in');
  });

  it('are new at each sign-in: the browser’s old token opens nothing', async () => {
    const first = await request(api.app)
      .post('/api/v1/session')
      .send({ personId: ids.mentor, role: 'mentor' });
    const cookie = (response: request.Response) => String(response.headers['set-cookie']).split(';')[0] ?? '';
    const again = await request(api.app)
      .post('/api/v1/session')
      .set('cookie', cookie(first))
      .send({ personId: ids.mentor, role: 'mentor' });
    expect(cookie(again)).not.toBe(cookie(first));
    const asked = (one: request.Response) =>
      request(api.app).get('/api/v1/session').set('cookie', cookie(one));
    expect((await asked(first)).status).toBe(401);
    expect((await asked(again)).status).toBe(200);
  });
});

describe('whoever holds several roles', () => {
  it('changes between them by a page', async () => {
    const browser = await browse(api.app, ids.rector, 'rector');
    const choose = await browser.follow(await browser.open('/'), 'Byt roll');
    expect(choose.text).toContain('rektor (den du har nu)');
    const changed = await browser.send(choose, {}, { form: 'form:has(input[value="mentor"])' });
    expect(changed.$('.top__who span').text().trim()).toBe('rector Prov, mentor');
    const other = await browse(api.app, ids.teamLeader, 'teamLeader');
    expect((await other.open('/')).$('a:contains("Byt roll")')).toHaveLength(0);
  });

  it('gets another token by it, and no role that isn’t theirs', async () => {
    const rector = await api.as(ids.rector, 'rector');
    expect((await rector.send('post', '/session/role', { role: 'teamLeader' })).status).toBe(403);
    const changed = await rector.send('post', '/session/role', { role: 'mentor' });
    expect(changed.body).toMatchObject({ role: 'mentor', roles: ['mentor', 'rector'] });
    expect((await rector.get('/session')).status).toBe(401);
    const authorization = `Bearer ${String(changed.body['token'])}`;
    const now = await request(api.app).get('/api/v1/session').set({ authorization });
    expect(now.body).toMatchObject({ role: 'mentor' });
  });
});

describe('a pupil with a protected identity', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await allocated(api, pupils.protected);
  });

  it('is shown to those who are named a while after they signed in, and then after they did so again', async () => {
    const browser = await browse(api.app, ids.coordinator, 'coordinator');
    const path = `/cases/${caseId}`;
    expect((await browser.open(path)).text).toContain('Skyddad Elev');
    await grownOld(ids.coordinator, 29);
    expect((await browser.open(path)).text).toContain('Skyddad Elev');
    await grownOld(ids.coordinator, 31);
    const again = await browser.open(`${path}/consents`);
    expect(again.$('h1').text()).toContain('Logga in igen');
    expect(again.$.html()).not.toContain('Skyddad Elev');
    const back = await browser.send(again, {});
    expect(back.path).toBe(`${path}/consents`);
    expect(back.status).toBe(200);
    expect((await browser.open(path)).text).toContain('Skyddad Elev');
  });

  it('isn’t told to a client either, who hears what to do', async () => {
    const session = await api.as(ids.coordinator, 'coordinator');
    await grownOld(ids.coordinator, 31);
    const answer = await session.get(`/cases/${caseId}`);
    expect(answer.status).toBe(401);
    expect(answer.body['code']).toBe('sign-in-again');
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer error="insufficient_user_authentication", max_age="1800"',
    );
    // Lists mask whom it concerns, so they are open.
    expect((await session.get('/cases')).status).toBe(200);
  });

  it('is masked for others, who need no fresh sign-in', async () => {
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    await grownOld(ids.teamLeader, 600);
    const answer = await leader.get(`/cases/${caseId}`);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain('Skyddad');
  });

  it('costs nobody what they wrote about them', async () => {
    const browser = await browse(api.app, ids.coordinator, 'coordinator');
    const form = await browser.open(`/cases/${caseId}/contacts/new`);
    await grownOld(ids.coordinator, 31);
    const held = await browser.send(form, { note: 'Skrivet i lugn och ro.', kind: 'homeVisit' });
    expect([held.status, held.$('h1').text().trim()]).toEqual([401, 'Logga in igen innan det skickas']);
    // In another tab of the same browser.
    const tab = await browser.open(String(held.$('main a').attr('href')));
    expect((await browser.send(tab, {})).status).toBe(200);
    const shown = await browser.send(held, {});
    expect(shown.$('#errors').text()).toContain('Allt du skrev finns kvar');
    expect(shown.$('[name="note"]').text()).toBe('Skrivet i lugn och ro.');
  });
});
