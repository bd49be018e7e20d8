/** The list of cases and the search in it, without scripts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
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

it('shows nobody more than they may see', async () => {
  const coordinator = await browse(api.app, ids.secondCoordinator, 'coordinator');
  expect((await coordinator.open('/cases?name=F')).$('tbody tr')).toHaveLength(0);
});
