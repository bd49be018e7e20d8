/** Choosing a file in a real browser: with scripts, as one types, and by keyboard; what was received is downloaded. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { aPdf, aPng } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let tab: string;

beforeAll(async () => {
  api = await served();
  tab = `/cases/${await allocated(api, pupils.first)}/documents`;
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

it('a scan is chosen, refused, chosen again, kept as one types, filed and downloaded whole', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(tab);
  await page.getByRole('link', { name: 'Lägg till en handling' }).click();
  expect(await wrongWith(page)).toEqual([]);
  const file = page.getByLabel('Fil', { exact: true });
  await file.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
  await page.getByLabel('Vad är det?').selectOption('opinion');
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await page.locator('#errors').getByText('inte en PDF').waitFor();
  expect(await wrongWith(page)).toEqual([]);
  // A refused file is chosen anew; the rest stands.
  expect(await page.getByLabel('Vad är det?').inputValue()).toBe('opinion');
  const scan = aPdf('yttrande');
  await file.setInputFiles({ name: 'yttrande.pdf', mimeType: 'application/pdf', buffer: scan });
  await page.getByLabel('Vad ska den heta?').fill('Yttrande från skolläkaren');
  // The draft is kept as one types, though the form carries a file.
  await page.getByText('Utkastet är sparat.').waitFor();
  await page.getByRole('radio', { name: 'Hälso- och sjukvård' }).check();
  await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
  await page.getByText('Handlingen är inlagd.').waitFor();
  expect(await wrongWith(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Ladda ner: Yttrande från skolläkaren' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^2026-\d+-opinion-\w+\.pdf$/);
  expect(await readFile(await download.path())).toEqual(scan);
});

it('a phone’s picture is chosen where the screen is narrow', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator', { viewport: { width: 320, height: 640 } });
  await page.goto(`${tab}/new`);
  await page
    .getByLabel('Fil', { exact: true })
    .setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: aPng() });
  await page.getByRole('button', { name: 'Spara och gör klart senare' }).click();
  await page.waitForURL(({ search }) => search.includes('done=draftKept'));
  await page.goto(`${tab}/new`);
  expect(await page.getByLabel('Vald fil').locator('option:checked').textContent()).toBe('foto.png');
  const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(over)).toBe(0);
  expect(await wrongWith(page)).toEqual([]);
});
