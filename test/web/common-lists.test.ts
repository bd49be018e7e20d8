/** The year's wheel, the directory and the remit as pages. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let pupilHealth: Browser;

beforeAll(async () => {
  api = await served();
  pupilHealth = await browse(api.app, ids.pupilHealth, 'pupilHealth');
});
afterAll(() => api.close());

it('shows the year’s tasks, and marks one as done in one press', async () => {
  const page = await pupilHealth.open('/year-wheel');
  expect(page.title).toContain('Årshjulet 2026/2027');
  const before = page.$('form.press').length;
  expect(before).toBeGreaterThan(0);
  const done = await pupilHealth.send(page, {}, { form: 'form.press' });
  expect(done.$('#done').text()).toBe('Uppgiften är klar.');
  expect(done.$('form.press')).toHaveLength(before - 1);
});

it('finds a place to guide a family to', async () => {
  const all = await pupilHealth.open('/directory');
  expect(all.$('main h2').length).toBeGreaterThan(1);
  const found = await pupilHealth.open('/directory?search=zzzz');
  expect(found.text).toContain('0 ställen');
});

it('shows the remit', async () => {
  const page = await pupilHealth.open('/remit');
  expect(page.status).toBe(200);
  expect(page.$('main h2').length).toBeGreaterThan(1);
});
