/**
 * Every kind of page that links lead to, in a real Chromium with axe-core: once in each role that sees it; and once
 * each in dark, at 320 pixels, at 200 % and in forced colours. None scrolls sideways.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRole, furnished, type Furnished } from '../api/furnished.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';
import { inEachMode } from './modes.ts';
import { walk } from './walk.ts';

let api: Furnished;
let pages: Pages;

beforeAll(async () => {
  api = await furnished();
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

/** A walk looks at some sixty pages, on a machine that does other things too. */
const patienceMs = 600_000;

/** What is wrong with the page that is open, as it is shown now. */
async function look(page: Page, where: string): Promise<string[]> {
  expect(await page.locator('h1').count(), where).toBe(1);
  const found = (await wrongWith(page)).map((one) => `${where}: ${one}`);
  const over = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return Number(over) > 0 ? [...found, `${where}: scrolls sideways by ${String(over)}`] : found;
}

/** The same page, shown in each of the modes in turn. */
async function lookInEachMode(page: Page, where: string): Promise<string[]> {
  const wrong: string[] = [];
  await inEachMode(page, async (mode) => {
    wrong.push(...(await look(page, `${where} ${mode}`)));
  });
  return wrong;
}

describe("a guest's page of suggested times", () => {
  it('is accessible without sign-in, in each mode', async () => {
    const page = await pages.anonymous();
    await page.goto(`/times/${api.guestToken}`);
    expect(await page.locator('main').textContent()).toContain('måndag 21 september 2026');
    expect(await look(page, 'the answered page')).toEqual([]);
    expect(await lookInEachMode(page, 'the answered page')).toEqual([]);
    await page.getByLabel('Nej').first().check();
    await page.getByRole('button', { name: 'Spara svaret' }).click();
    expect(await page.locator('main').textContent()).toContain('Ditt svar är sparat.');
  });
});

describe.each(everyRole)('the pages of a %s', (role, personId) => {
  it(
    'are accessible, and those that no role before saw also in each mode',
    { timeout: patienceMs },
    async () => {
      const page = await pages.as(personId, role);
      const wrong: string[] = [];
      await walk(page, async (href, kind) => {
        wrong.push(...(await look(page, href)));
        if (seenInModes.has(kind)) return;
        seenInModes.add(kind);
        wrong.push(...(await lookInEachMode(page, href)));
      });
      expect(wrong).toEqual([]);
      // An open page goes on following its case, beside all the others'.
      await page.context().close();
    },
  );
});

const seenInModes = new Set<string>();
