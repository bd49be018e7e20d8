/** The team leader's pages and help in a real browser: nothing is inaccessible, also narrow and dark. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  await consented(api, pupils.second);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

/** Each with a piece of what it shows, so that no error page passes. */
const shown = [
  ['/team', 'Ärende 2026-0002'],
  ['/settings', 'Pröva en ändring på terminens ärenden'],
  ['/settings/policies/uppsala', 'Uppsala: koordinatorer'],
  ['/help', 'För dig som är teamledare'],
  ['/help/team-leader', 'Väntar på att fördelas'],
  ['/accessibility', 'lagen (2018:1937)'],
  ['/about', 'EUPL-1.2'],
] as const;

it.each([
  ['wide', { viewport: { width: 1000, height: 800 } }],
  ['narrow and dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const }],
])('are accessible when %s', async (_, options) => {
  const page = await pages.as(ids.teamLeader, 'teamLeader', options);
  for (const [path, words] of shown) {
    await page.goto(path);
    expect(await page.locator('main').textContent()).toContain(words);
    expect([path, await wrongWith(page)]).toEqual([path, []]);
    expect([path, await page.evaluate('document.documentElement.scrollWidth > innerWidth')]).toEqual([
      path,
      false,
    ]);
  }
});
