/** Two people at one case: what one does shows on the other's open page, and never takes away what is written. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consentOf, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { atRest } from '../setup/at-rest.ts';
import { openPages, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const motherConsents = async (receiver: string) => {
  const mother = await api.as(ids.mother, 'guardian');
  const given = await mother.send('post', `/cases/${caseId}/consents`, consentOf(ids.mother, receiver));
  expect(given.status).toBe(200);
};

it('an open page shows what somebody else does', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(`/cases/${caseId}/consents`);
  expect(await page.locator('main').textContent()).not.toContain('BUP');
  await motherConsents('bup');
  await page.getByRole('cell', { name: 'BUP' }).first().waitFor();
});

it('a form that somebody writes in stays as it is, and says that the case has changed', async () => {
  await atRest(api.town);
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(`/cases/${caseId}/contacts/new`);
  const note = page.locator('textarea[name="note"]');
  await note.fill('Mitt i en mening');
  expect(await page.locator('#changed').isVisible()).toBe(false);
  await motherConsents('socialServices');
  await page.locator('#changed').waitFor();
  expect(await note.inputValue()).toBe('Mitt i en mening');
});

it('nobody listens to a case that is not theirs', async () => {
  const page = await pages.as(ids.otherRector, 'rector');
  const answer = await page.goto(`/cases/${caseId}/live?version=0`);
  expect(answer?.status()).toBe(404);
});
