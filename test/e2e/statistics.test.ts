/** Statistics of a town in a real browser: chosen by keyboard, and nothing inaccessible, in light, dark and narrow. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { fillStatistics, townDay } from '../factories/statistics-town.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;

beforeAll(async () => {
  api = await served({ from: townDay });
  pages = await openPages(api);
  await fillStatistics(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const year = '/statistics?period=year-2026';

it.each([
  ['wide', { viewport: { width: 1000, height: 800 } }],
  ['dark', { colorScheme: 'dark' as const }],
  ['narrow', { viewport: { width: 320, height: 640 } }],
  ['forced colours', { forcedColors: 'active' as const }],
])('are accessible when %s', async (_, options) => {
  const page = await pages.as(ids.teamLeader, 'teamLeader', options);
  await page.goto(year);
  const words = await page.locator('main').textContent();
  expect(words).toContain('3 till 7');
  expect(words).toContain('I hela perioden');
  for (const details of await page.locator('details').all()) await details.locator('summary').click();
  expect(await wrongWith(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
});

it('are chosen by keyboard alone', async () => {
  const page = await pages.as(ids.rector, 'rector');
  await page.goto('/statistics');
  await page.locator('#period').focus();
  await page.keyboard.type('höst');
  await page.keyboard.press('Tab');
  await page.locator('button', { hasText: 'Visa' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/period=2026-2/);
  expect(await page.locator('main').textContent()).toContain('Ärenden som började höstterminen 2026');
});
