/** The forms of order, consent, allocation and ending, and the family's page, in a real browser. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { allocated, consentOf, order, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let ordered: string;
let assigned: string;

beforeAll(async () => {
  api = await served();
  const rector = await api.as(ids.rector, 'rector');
  const opened = await rector.send('post', '/cases', {
    pupilId: pupils.second,
    order: { ...order, question: null },
  });
  ordered = String(opened.body['caseId']);
  assigned = await allocated(api, pupils.first);
  const mother = await api.as(ids.mother, 'guardian');
  await mother.send('post', `/cases/${assigned}/consents`, consentOf(ids.mother, 'bup'));
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

/** The page has these words, and nothing is wrong with it: also on a narrow screen it has no sideways scroll. */
async function isRight(page: Page, path: string, words: string): Promise<void> {
  await page.goto(path);
  expect(await page.locator('main').textContent(), path).toContain(words);
  expect(await wrongWith(page), path).toEqual([]);
  const tooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect(tooWide, `${path} scrolls sideways`).toBe(false);
}

it('serves the rector', async () => {
  const page = await pages.as(ids.rector, 'rector');
  await isRight(page, '/order', 'Första Elev');
  await isRight(page, `/pupils/${pupils.third}/order`, 'Frånvaron är uppmärksammad');
  await isRight(page, `/pupils/${pupils.third}/order?step=check`, 'inte komplett');
  await isRight(page, `/cases/${ordered}/order`, 'Det här är redan ifyllt');
  await isRight(page, `/cases/${assigned}/extension`, 'En förlängning bygger på en utvärdering');
  await isRight(page, `/cases/${assigned}/extension/refusal`, 'Besluta att inte förlänga');
});

it('serves the team leader, on a narrow screen', async () => {
  const page = await pages.as(ids.teamLeader, 'teamLeader', { viewport: { width: 320, height: 640 } });
  await isRight(page, '/orders/external/new', 'Skolenhetskod');
  await isRight(page, `/cases/${ordered}/order/return`, 'Varför, och vad ska kompletteras?');
  await isRight(page, `/cases/${ordered}/allocation`, 'samtycke till koordinatorerna saknas');
  await isRight(page, `/cases/${assigned}/hand-over`, 'Sjukskrivning');
  await isRight(page, `/cases/${ordered}/policy`, 'Ärendet följer');
  await isRight(page, `/cases/${ordered}/consents/new`, 'Vem samtycker?');
});

it('serves the coordinator, in the dark', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator', { colorScheme: 'dark' });
  await isRight(page, `/cases/${assigned}/consent-refusals/new`, 'Vem säger nej?');
  await isRight(page, `/cases/${assigned}/maturity`, 'ingen fast åldersgräns');
  await isRight(page, `/cases/${assigned}/closure`, 'Slututvärderingen är inte gjord');
  await isRight(page, `/cases/${assigned}/check-ups/new`, 'Hur går det?');
  await isRight(page, `/cases/${assigned}/deadlines/mapPupil`, 'Ny dag');
  await isRight(page, `/cases/${assigned}/addresses`, 'Alla mejl har kommit fram');
});

it('serves the family', async () => {
  const page = await pages.as(ids.mother, 'guardian', { viewport: { width: 320, height: 640 } });
  await isRight(page, '/', 'Det här ber vi dig om');
  await isRight(page, `/cases/${ordered}/consents/new`, 'Du bestämmer själv');
  await isRight(page, `/cases/${ordered}/consent-refusals/new`, 'Du behöver inte säga varför');
  await isRight(page, `/cases/${assigned}/meeting-request`, 'Be om ett möte');
  await page.goto('/');
  await page.getByRole('link', { name: /^Ta tillbaka: Barn- och/ }).click();
  await page.waitForURL(/withdrawal$/);
  await isRight(page, page.url(), 'Det här händer genast');
});
