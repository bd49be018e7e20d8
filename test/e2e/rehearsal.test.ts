/** The rehearsal's pages in a real browser: the clock moves while the page is open, nothing is inaccessible. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

it('moves to a date, and shows by itself when that is done', async () => {
  const page = await pages.as(ids.teamLeader, 'teamLeader');
  await page.goto('/rehearsal');
  expect(await wrongWith(page)).toEqual([]);
  await page.locator('#until').fill('2026-12-01');
  await page.getByRole('button', { name: 'Flytta dit' }).click();
  await page.getByText('Det här hände').waitFor({ timeout: 60_000 });
  expect(await page.locator('#rehearsal-now').textContent()).toContain('tisdag 1 december 2026');
  expect(await page.locator('#clock').textContent()).toContain('Ett åtagande har gått vidare uppåt');
  expect(await wrongWith(page)).toEqual([]);
});

it('shows the mails, also on a small and dark screen', async () => {
  const page = await pages.as(ids.teamLeader, 'teamLeader', {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  });
  await page.goto('/rehearsal/inbox');
  expect(await page.locator('main').textContent()).toContain('är fördelat');
  expect(await wrongWith(page)).toEqual([]);
  await page.locator('.duties a').first().click();
  await page.locator('.letter').waitFor();
  expect(await wrongWith(page)).toEqual([]);
  const tooWide = await page.evaluate(
    `[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML)`,
  );
  expect(tooWide).toEqual([]);
});
