/** On a phone of 360 × 740, by a finger: a mentor's week, the first day's call, a coordinator's note after a visit. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { allocated } from '../api/served.ts';
import { classPupils, ids, school, schoolTown, wholeDay, type SchoolTown } from '../school-day/town.ts';
import { openPages, type Pages } from './pages.ts';

let town: SchoolTown;
let pages: Pages;
let caseId: string;

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-02' });
  caseId = await allocated(town, classPupils[1]);
  await town.arrive([...wholeDay(0, '2026-09-01'), ...wholeDay(0, '2026-09-02', 'ogiltig')]);
  await town.town.moveTo('2026-09-07', '08:00');
  pages = await openPages(town);
});
afterAll(async () => {
  await pages.close();
  await town.close();
});

/**
 * What a finger can't hit: buttons, fields and links that stand for themselves below 44 pixels in height, and any
 * smaller than 24 that isn't within a sentence (WCAG 2.2, 2.5.8).
 */
const tooSmall = `[...document.querySelectorAll('main a, main button, main input, main select, main textarea, main summary')]
  .filter((one) => one.type !== 'hidden' && one.getClientRects().length > 0)
  .flatMap((one) => {
    // A box or a radio button is pressed by its label as well.
    const label = /^(checkbox|radio)$/.test(one.type) ? one.labels[0] : null;
    const boxes = [one, label].flatMap((part) => (part ? [part.getBoundingClientRect()] : []));
    const height = Math.max(...boxes.map((box) => box.height));
    const least = one.matches('.ds-button, .ds-input:not([type=checkbox]):not([type=radio])') ? 44 : 24;
    return height + 0.5 < least ? [one.outerHTML.slice(0, 120) + ' is ' + height + ' high'] : [];
  })`;

async function isForFingers(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(await page.evaluate(tooSmall)).toEqual([]);
}

it('a mentor’s whole class is seen by one press', async () => {
  const page = await pages.as(ids.mentor, 'mentor', phone);
  await isForFingers(page);
  await page.goto(`/classes/${school}-8A`);
  await isForFingers(page);
  await page.getByRole('button', { name: 'Alla är sedda' }).tap();
  await page.getByText('Klassen är genomgången.').waitFor();
});

it('the first day’s call is made from the pupil’s page', async () => {
  const page = await pages.as(ids.mentor, 'mentor', phone);
  await page.goto(`/pupils/${classPupils[0]}/first-day-calls/2026-09-02`);
  await isForFingers(page);
});

it('a coordinator notes a visit on the way home, from my day', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator', phone);
  await page.goto('/');
  await isForFingers(page);
  await page.locator(`main a[href="/cases/${caseId}/contacts/new"]`).first().tap();
  await page.waitForURL('**/contacts/new');
  await isForFingers(page);
  await page.getByLabel('Vad var det?').selectOption({ label: 'Hembesök' });
  await page.getByText('Stödjande', { exact: true }).tap();
  await page.getByText('Eleven', { exact: true }).tap();
  await page.locator('textarea[name="note"]').fill('Vi sågs hemma.');
  await page.getByRole('button', { name: 'Spara kontakten' }).tap();
  await page.locator('#done').waitFor();
  await isForFingers(page);
});
