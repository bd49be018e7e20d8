/**
 * Names and texts that would be HTML, scripts or templates, everywhere in the records: a real Chromium walks through
 * every page in each role, and nothing of theirs becomes part of a page or runs.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRole, furnished, type Furnished } from '../api/furnished.ts';
import { hostileElements, hostileMark, hostileTexts, makeHostile } from '../factories/hostile.ts';
import { openPages, type Pages } from './pages.ts';
import { walk } from './walk.ts';

let api: Furnished;
let pages: Pages;
const shown = new Set<string>();

beforeAll(async () => {
  api = await furnished();
  await makeHostile(api.town.records.db);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const patienceMs = 300_000;

/** What the browser says of the page by itself: refused scripts, errors, boxes that ask. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('dialog', (dialog) => {
    heard.push(`${page.url()}: asks «${dialog.message()}»`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      heard.push(`${page.url()}: ${message.text()}`);
  });
  return heard;
}

/** What of the texts became part of the page; and which of them it shows. */
async function look(page: Page, href: string): Promise<string[]> {
  const made = await page
    .locator(hostileElements)
    .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 200)));
  const ran = await page.evaluate((mark) => Reflect.get(globalThis, mark) !== undefined, hostileMark);
  const words = (await page.locator('body').textContent()) ?? '';
  for (const text of hostileTexts) if (words.includes(text)) shown.add(text);
  const over = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return [
    ...made.map((html) => `${href}: ${html}`),
    ...(ran ? [`${href}: ran`] : []),
    ...(Number(over) > 0 ? [`${href}: scrolls sideways by ${String(over)}`] : []),
  ];
}

describe.each(everyRole)('the pages of a %s', (role, personId) => {
  it('show hostile names and texts as words', { timeout: patienceMs }, async () => {
    const page = await pages.as(personId, role);
    const heard = listen(page);
    const wrong: string[] = [];
    await walk(page, async (href) => {
      wrong.push(...(await look(page, href)));
    });
    expect([...wrong, ...heard]).toEqual([]);
    await page.context().close();
  });
});

it('each of the texts stood on some page', () => {
  expect(hostileTexts.filter((text) => !shown.has(text))).toEqual([]);
});
