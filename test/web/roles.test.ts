/** Roles by hand: who holds which and from where, given until a day, ended, and the team leader who must stay. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenRoles } from '../../src/domain/given-roles.ts';
import { localDate } from '../../src/domain/time.ts';
import { findPerson } from '../../src/records/people.ts';
import { endPastRoles } from '../../src/records/roles.ts';
import { served, type Served } from '../api/served.ts';
import { addStaff } from '../factories/municipality.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let leader: Browser;
let registrar: Browser;

beforeAll(async () => {
  api = await served();
  await addStaff(api.town.records.db, ids.registrar, 'registrar');
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  registrar = await browse(api.app, ids.registrar, 'registrar');
});
afterAll(() => api.close());

const rowOf = (page: Page, name: string, role: string): string =>
  page
    .$('tbody tr')
    .filter((_, one) => page.$(one).text().includes(name) && page.$(one).text().toLowerCase().includes(role))
    .text();

const endOf = (personId: string, role: string) => `form[action="/roles/people/${personId}/${role}/end"]`;

const give = async (
  browser: Browser,
  name: string,
  fields: Record<string, string | string[]>,
): Promise<Page> => {
  const search = await browser.follow(await browser.open('/roles'), 'Ge en roll');
  expect(search.$('form.filter input[name="name"]')).toHaveLength(1);
  const found = await browser.open(`/roles/new?name=${encodeURIComponent(name)}`);
  const person = await browser.open(String(found.$('main ul.ds-list a').first().attr('href')));
  return browser.send(person, fields, { go: 'send' });
};

/** As they are kept, held or not. */
const rowsOf = async (id: string) => {
  const { db } = api.town.records;
  const rows = await db.selectFrom('person_role').select('role').where('person_id', '=', id).execute();
  return rows.map(({ role }) => role);
};

const rolesOf = async (id: string) =>
  ((await findPerson(api.town.records.db, id))?.roles ?? []).map(({ role, byHand, since, until }) => ({
    role,
    byHand,
    since,
    until,
  }));

describe('the roles', () => {
  it('are found by the registrar’s menu and the team leader’s settings, those of the schools’ data unended', async () => {
    const mine = await registrar.follow(await registrar.open('/'), 'Roller');
    expect(mine.path).toBe('/roles');
    const settings = await leader.follow(await leader.open('/'), 'Inställningar');
    const page = await leader.follow(settings, 'Roller');
    expect(rowOf(page, 'coordinator Prov', 'koordinator')).toContain('skolans uppgifter');
    expect(page.$('tbody form')).toHaveLength(0);
    expect(page.text).not.toContain('mentor Prov');
    const mentors = await leader.open('/roles?role=mentor');
    expect(rowOf(mentors, 'mentor Prov', 'mentor')).toContain(`Skolan ${school}, 8A`);
  });

  it('are for those who give them alone', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    expect((await coordinator.open('/roles')).status).toBe(403);
    expect((await coordinator.open(`/roles/people/${ids.mentor}/new`)).status).toBe(403);
  });

  it('have no form for somebody who isn’t there, and say when nobody is found', async () => {
    expect((await leader.open('/roles/people/no-such-person/new')).status).toBe(404);
    expect((await leader.open('/roles/new?name=finns+inte')).text).toContain('Ingen finns');
    expect((await leader.open('/roles/new?name=100%25')).text).toContain('Ingen finns');
  });
});

describe('a role', () => {
  it('is given until a day, holds that day, and no more the day after', async () => {
    const past = await give(leader, 'mentor', { role: 'registrar', until: '2026-09-06' });
    expect(past.status).toBe(422);
    expect(past.$('#errors a').attr('href')).toBe('#f-until');
    const given = await give(leader, 'prov mentor', { role: 'registrar', until: '2026-09-08' });
    expect(given.$('#done').text()).toBe('Rollen är given.');
    expect(rowOf(given, 'mentor Prov', 'registrator')).toContain('från 7 sep. 2026 till och med 8 sep. 2026');
    const asRegistrar = await api.as(ids.mentor, 'registrar');
    await api.town.moveTo('2026-09-08');
    // What each morning does: on the last day it is held still.
    await endPastRoles(api.town.records.db, localDate('2026-09-08'));
    expect((await asRegistrar.get('/imports')).status).toBe(200);
    await api.town.moveTo('2026-09-09');
    expect((await asRegistrar.get('/imports')).status).toBe(401);
    await endPastRoles(api.town.records.db, localDate('2026-09-09'));
    expect(await rowsOf(ids.mentor)).toEqual(['mentor']);
    expect(await rolesOf(ids.mentor)).toEqual([{ role: 'mentor', byHand: false, since: null, until: null }]);
  });

  it('is given without a last day and ended by one press', async () => {
    const given = await give(registrar, 'mentor', { role: 'coordinator', stages: ['7-9'] });
    expect(given.$('#done').text()).toBe('Rollen är given.');
    expect(await rolesOf(ids.mentor)).toContainEqual({
      role: 'coordinator',
      byHand: true,
      since: '2026-09-09',
      until: null,
    });
    const ended = await registrar.send(given, {}, { form: endOf(ids.mentor, 'coordinator') });
    expect(ended.$('#done').text()).toBe('Rollen är avslutad.');
    expect(await rolesOf(ids.mentor)).toHaveLength(1);
  });

  it('is one of those that have words, each with what it does', async () => {
    const form = await leader.open(`/roles/people/${ids.mentor}/new`);
    expect(form.$('input[name="role"]')).toHaveLength(givenRoles.length);
  });
});

describe('the last team leader', () => {
  it('can’t be given a last day, nor be taken away, by page or API', async () => {
    const temporary = await give(registrar, 'teamLeader', { role: 'teamLeader', until: '2026-12-22' });
    expect(temporary.status).toBe(409);
    expect(temporary.$('#errors').text()).toContain('Ingen annan är teamledare utan slutdag');
    const byHand = await give(registrar, 'teamLeader', { role: 'teamLeader', until: '' });
    const refused = await registrar.send(byHand, {}, { form: endOf(ids.teamLeader, 'teamLeader') });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Kommunen behöver en teamledare');
    const { send } = await api.as(ids.registrar, 'registrar');
    const asked = await send('delete', `/people/${ids.teamLeader}/roles/teamLeader`);
    expect(asked).toMatchObject({ status: 409, body: { code: 'last-team-leader' } });
    // A substitute doesn't count: that ends.
    const until = { role: 'teamLeader', until: '2026-12-22' };
    expect((await send('post', `/people/${ids.mentor}/roles`, until)).status).toBe(201);
    expect((await send('delete', `/people/${ids.teamLeader}/roles/teamLeader`)).status).toBe(409);
    expect(await rolesOf(ids.teamLeader)).toContainEqual(
      expect.objectContaining({ role: 'teamLeader', until: null }),
    );
  });

  it('stays one when two are taken away at once', async () => {
    const { send } = await api.as(ids.registrar, 'registrar');
    const given = await send('post', `/people/${ids.mentor}/roles`, { role: 'teamLeader' });
    expect(given.status).toBe(201);
    const both = await Promise.all(
      [ids.teamLeader, ids.mentor].map((id) => send('delete', `/people/${id}/roles/teamLeader`)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});
