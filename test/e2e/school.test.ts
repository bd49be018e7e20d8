/** The school's side in a real browser: on a phone, in the meeting room, and accessible everywhere. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classPupils, ids, school, schoolTown, wholeDay, type SchoolTown } from '../school-day/town.ts';
import { keyboardOf } from './keyboard.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let town: SchoolTown;
let pages: Pages;
const phone = { viewport: { width: 320, height: 640 } };

beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-02' });
  await town.arrive([
    ...wholeDay(0, '2026-09-01'),
    ...wholeDay(0, '2026-09-02', 'ogiltig'),
    [1, '2026-09-02', 2, 60, 'ogiltig'],
  ]);
  await town.town.moveTo('2026-09-07', '08:00');
  pages = await openPages(town);
});
afterAll(async () => {
  await pages.close();
  await town.close();
});

/** Nothing wider than the phone but what scrolls by itself. */
const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';

it('is looked through on a phone, from the link in the mail to the last press', async () => {
  const page = await pages.anonymous(phone);
  await page.goto(`/classes/${school}-8A`);
  await page.locator(`form:has(input[value="${ids.mentor}"]) button`).first().click();
  await page.waitForURL('**/classes/**');
  expect(await page.locator('h1').textContent()).toBe('Klass 8A, vecka 37');
  expect(await page.evaluate(fits)).toBe(true);
  expect(await wrongWith(page)).toEqual([]);
  await page.getByRole('button', { name: 'Alla är sedda' }).click();
  await page.getByText('Klassen är genomgången.').waitFor();
});

it('shows a pupil’s figures and forms without anything wrong, also on a phone', async () => {
  const page = await pages.as(ids.mentor, 'mentor', phone);
  const pupil = `/pupils/${classPupils[0]}`;
  const forms = ['guardian-talks/new', 'concerns/new', 'reports-to-eht/new', 'first-day-calls/2026-09-02'];
  for (const path of [pupil, ...forms.map((form) => `${pupil}/${form}`)]) {
    await page.goto(path);
    expect(await page.locator('h1').textContent()).toBeTruthy();
    expect(await page.locator('main').textContent()).not.toContain('finns inte');
    expect(await page.evaluate(fits), path).toBe(true);
    expect(await wrongWith(page), path).toEqual([]);
  }
});

it('shows the rector the school’s week', async () => {
  const page = await pages.as(ids.rector, 'rector');
  await page.goto('/classes');
  expect(await page.locator('main').textContent()).toContain('8A');
  expect(await wrongWith(page)).toEqual([]);
});

it('is met over in a room with a projector by the keyboard alone, names hidden by one key also for the next pupil', async () => {
  const mentor = await town.as(ids.mentor, 'mentor');
  for (const pupil of [classPupils[0], classPupils[1]]) {
    const report = { reportedOn: '2026-09-07', how: { by: 'written' }, note: 'Över gränsen.' };
    await mentor.send('post', `/pupils/${pupil}/reports-to-eht`, report);
  }
  const page = await pages.as(ids.pupilHealth, 'pupilHealth');
  const keys = keyboardOf(page);
  await page.goto('/eht');
  expect(await page.locator('main').textContent()).toContain('Första Elev');
  expect(await wrongWith(page)).toEqual([]);
  await keys.skip();
  await keys.press('Börja dagens möte');
  await page.waitForURL('**/meetings/**');
  const name = page.locator('h2 .who');
  expect(await name.isVisible()).toBe(true);
  expect(await wrongWith(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await name.isVisible()).toBe(false);
  await keys.press('Nästa elev');
  await page.getByText('Elev 2 av').waitFor();
  expect(await name.isVisible()).toBe(false);
  expect(await wrongWith(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await name.isVisible()).toBe(true);
  await keys.press('Besluta');
  expect(new URL(page.url()).pathname).toMatch(/\/decision$/);
  expect(await wrongWith(page)).toEqual([]);
  await keys.check('Andra åtgärder i skolan', /Vad beslutade ni/);
  await keys.type(/Vad beslutades/, 'Kuratorn talar med eleven.');
  await keys.type(/Svar till mentorn/, 'Kuratorn tar kontakt.');
  await keys.press('Spara beslutet');
  await page.waitForURL('**/meetings/**');
  await page.getByText('Elev 1 av 1').waitFor();
});
