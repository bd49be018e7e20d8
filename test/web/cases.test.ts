/** The list of cases and the search in it, without scripts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids, otherSchool, school } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  await consented(api, pupils.protected);
});
afterAll(() => api.close());

it('finds a case by the beginning of a name, and a protected pupil never by it', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const all = await leader.open('/cases');
  expect(all.$('tbody tr')).toHaveLength(2);
  expect(all.text).toContain('Skyddade personuppgifter');
  expect(all.text).not.toContain('Skyddad Elev');
  expect((await leader.open('/cases?name=f%C3%B6r')).text).toContain('Första Elev');
  expect((await leader.open('/cases?name=Skyddad')).$('tbody tr')).toHaveLength(0);
  expect((await leader.open('/cases?phase=assigned')).$('tbody tr')).toHaveLength(1);
});

it('finds a case by several words of a name in any order, by school and by coordinator', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const found = async (query: string) => (await leader.open(`/cases?${query}`)).$('tbody tr').length;
  expect(await found('name=el+f%C3%B6rst')).toBe(1);
  expect(await found('name=elev+andra')).toBe(0);
  expect(await found('name=rsta')).toBe(0);
  expect(await found(`coordinator=${ids.coordinator}`)).toBe(1);
  expect(await found(`coordinator=${ids.secondCoordinator}`)).toBe(0);
  expect(await found(`school=${otherSchool}`)).toBe(0);
});

it('answers in words where the address holds what no text can', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  for (const query of ['school=%00', 'name=%00', 'done=%00', 'phase=assigned&phase=%00'])
    expect((await leader.open(`/cases?${query}`)).status, query).toBe(422);
});

it('never tells the school of who is protected, in the list or by a search', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const all = await leader.open('/cases');
  const row = all
    .$('tbody tr')
    .filter((_, one) => all.$(one).text().includes('Skyddade'))
    .first();
  expect(row.text()).not.toContain('Skolan');
  const bySchool = await leader.open(`/cases?school=${school}`);
  expect(bySchool.$('tbody tr')).toHaveLength(1);
  expect(bySchool.text).toContain('hittas inte på namn eller skola');
  const told = await (await api.as(ids.teamLeader, 'teamLeader')).get(`/cases?school=${school}&name=El`);
  expect(told.body['total']).toBe(1);
});

it('still names a pupil who has left, and finds the case by the name', async () => {
  const { db } = api.town.records;
  await db.updateTable('pupil').set({ active: false }).where('id', '=', pupils.first).execute();
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  expect((await leader.open('/cases?name=F%C3%B6rsta')).text).toContain('Första Elev');
  // Protection that comes later takes the name out of the search at once.
  await db
    .updateTable('pupil')
    .set({ active: true, security_marking: 'secrecy' })
    .where('id', '=', pupils.first)
    .execute();
  expect((await leader.open('/cases?name=F%C3%B6rsta')).$('tbody tr')).toHaveLength(0);
  await db.updateTable('pupil').set({ security_marking: 'none' }).where('id', '=', pupils.first).execute();
  expect((await leader.open('/cases?name=F%C3%B6rsta')).$('tbody tr')).toHaveLength(1);
});

it('shows nobody more than they may see', async () => {
  const coordinator = await browse(api.app, ids.secondCoordinator, 'coordinator');
  expect((await coordinator.open('/cases?name=F')).$('tbody tr')).toHaveLength(0);
});
