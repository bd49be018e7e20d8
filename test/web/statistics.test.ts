/** Statistics: what a team leader and a rector see, and that a few cases are never told. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  await consented(api, pupils.second);
});
afterAll(() => api.close());

it('says nothing of two cases, on the page or in the file', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const page = await leader.follow(await leader.open('/'), 'Statistik');
  expect(page.status).toBe(200);
  const cells = page.$('table').first().find('tbody td');
  expect(cells.length).toBeGreaterThan(4);
  cells.each((_, cell) => expect(['visas inte', 'inga']).toContain(page.$(cell).text()));
  const phases = page.$('table').eq(1).find('tbody td').text();
  expect(phases).not.toMatch(/[1-9]/);
  const file = await leader.follow(page, 'Hämta tabellen (CSV)');
  expect(file.status).toBe(200);
  expect(file.$.text()).toContain('Alla tillsammans;visas inte');
});

it('tells a rector of their own schools, and hides four cases as it hides two', async () => {
  for (const pupil of [pupils.third, pupils.protected]) await consented(api, pupil);
  const rector = await browse(api.app, ids.rector, 'rector');
  const table = (await rector.open('/statistics')).$('table').first();
  expect(table.find('tbody tr')).toHaveLength(2);
  expect(table.find('tbody td').first().text()).toBe('visas inte');
});

it('is for rectors, pupil health, team leaders and the attendance officer alone', async () => {
  const mentor = await browse(api.app, ids.mentor, 'mentor');
  expect((await mentor.open('/statistics')).status).toBe(403);
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  expect((await coordinator.open('/statistics')).status).toBe(403);
});
