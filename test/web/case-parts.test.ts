/** Parts of a case on pages of their own, without scripts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
});
afterAll(() => api.close());

it('tells what has happened, and of it what is asked for', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const all = await coordinator.follow(await coordinator.open(`/cases/${caseId}`), 'Historik');
  expect(all.$('tbody tr').length).toBeGreaterThan(3);
  const consents = await coordinator.open(`/cases/${caseId}/history?kind=Samtycke+%C3%A4r+l%C3%A4mnat`);
  expect(consents.$('tbody tr')).toHaveLength(2);
});

it('shows consents as a grid of receivers and givers, with one thing to do in each cell', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const open = () => coordinator.open(`/cases/${caseId}/consents`);
  const page = await open();
  const grid = page.$('table.grid');
  expect(grid.find('thead th')).toHaveLength(3);
  const [row] = grid.find('tbody tr').toArray();
  expect(page.$(row).find('th').text()).toBe('Koordinatorerna');
  expect(page.$(row).find('td').first().text()).toContain('Ja, 7 sep. 2026–1 mars 2027');
  // An answer for another receiver begins with whom it is about.
  const bup = await coordinator.open(
    `/cases/${caseId}/consents/new?receiver=bup&giver=guardian%2F${ids.father}`,
  );
  expect(bup.$('input[name="giver"][checked]').attr('value')).toBe(`guardian/${ids.father}`);
  const given = await coordinator.send(bup, { kinds: ['attendance'], 'form.how': 'electronic' });
  expect(given.status).toBe(200);
  const after = await open();
  const second = after.$('table.grid tbody tr').last();
  expect(second.text()).toContain('Inte frågat');
  expect(second.find('td').last().text()).toContain('Ja, 7 sep. 2026');
  const links = after
    .$('table.grid tbody a')
    .map((_, one) => String(after.$(one).attr('href')))
    .get();
  expect(links).toHaveLength(4);
  for (const href of links) expect((await coordinator.open(href)).status).toBe(200);
});

it('leads each of the family to their own consents alone', async () => {
  const mother = await browse(api.app, ids.mother, 'guardian');
  const page = await mother.open(`/cases/${caseId}/consents`);
  for (const row of page.$('table.grid tbody tr').toArray()) expect(page.$(row).find('a')).toHaveLength(1);
});

it('shows each consent with its days and where it is withdrawn', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const page = await coordinator.open(`/cases/${caseId}/consents`);
  expect(page.$('details tbody tr').length).toBeGreaterThan(1);
  expect(page.text).toContain('gäller 7 sep. 2026–1 mars 2027');
  const withdraw = String(page.$('details tbody a').first().attr('href'));
  expect((await coordinator.open(withdraw)).status).toBe(200);
  const outsider = await browse(api.app, ids.otherRector, 'rector');
  expect((await outsider.open(`/cases/${caseId}/consents`)).status).toBe(404);
});
