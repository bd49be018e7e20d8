/** The frame of the pages in a real browser: nothing inline is let through, drafts are kept as one types. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

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

it('is signed in to by choosing a person, and is accessible', async () => {
  const page = await pages.anonymous();
  await page.goto('/');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await page.locator('h1').textContent()).toBe('Logga in');
  expect(await wrongWith(page)).toEqual([]);
});

it('shows a person their day', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  expect(await page.locator('h1').textContent()).toBe('Min dag');
  expect(await page.locator('main').textContent()).toContain('Ärende 2026-');
  expect(await wrongWith(page)).toEqual([]);
});

it('keeps a draft as one types, without anything being pressed', async () => {
  const complaints: string[] = [];
  const page = await pages.as(ids.coordinator, 'coordinator');
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`/cases/${caseId}/contacts/new`);
  await page.locator('textarea[name="note"]').fill('Ringde i morse.');
  await page.getByText('Utkastet är sparat.').waitFor();
  const other = await pages.as(ids.coordinator, 'coordinator');
  await other.goto(`/cases/${caseId}/contacts/new`);
  expect(await other.locator('textarea[name="note"]').inputValue()).toBe('Ringde i morse.');
  expect(await wrongWith(other)).toEqual([]);
  expect(complaints).toEqual([]);
});
