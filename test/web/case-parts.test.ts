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

it('shows each consent with its days and where it is withdrawn', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const page = await coordinator.open(`/cases/${caseId}/consents`);
  expect(page.$('tbody tr')).toHaveLength(2);
  expect(page.text).toContain('gäller 7 sep. 2026–1 mars 2027');
  const withdraw = String(page.$('tbody a').first().attr('href'));
  expect((await coordinator.open(withdraw)).status).toBe(200);
  const outsider = await browse(api.app, ids.otherRector, 'rector');
  expect((await outsider.open(`/cases/${caseId}/consents`)).status).toBe(404);
});
