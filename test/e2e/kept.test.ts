/**
 * What was typed is never lost: another tab, a server that starts again, a session that ends, a refusal, somebody
 * else who was first. And what was sent comes back nowhere.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { serve, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { atRest } from '../setup/at-rest.ts';
import { openPages, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let caseId: string;

const kept = 'Utkastet är sparat.';

beforeAll(async () => {
  api = await served();
  caseId = await consented(api, pupils.first);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  const answer = await leader.send('post', `/cases/${caseId}/allocation`, {
    coordinatorIds: [ids.coordinator, ids.secondCoordinator],
    start: '2026-09-07',
  });
  expect(answer.status).toBe(200);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const at = (rest: string) => `/cases/${caseId}${rest}`;
const noteOf = (page: Page) => page.locator('textarea[name="note"]');
const saysKept = (page: Page) => page.getByText(kept, { exact: true }).waitFor();
const go = (page: Page, name: string) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);

it('waits in another tab, and in a server that was started again', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(at('/contacts/new'));
  await noteOf(page).fill('Ringde i morse.');
  await saysKept(page);
  const tab = await page.context().newPage();
  await tab.goto(at('/contacts/new'));
  expect(await noteOf(tab).inputValue()).toBe('Ringde i morse.');
  await tab.goto('/');
  expect(await tab.locator('main').innerText()).toContain('Skriv in en kontakt, Ärende 2026-');

  await atRest(api.town);
  const restarted = await openPages(serve(api.town));
  const later = await restarted.as(ids.coordinator, 'coordinator');
  await later.goto(at('/contacts/new'));
  expect(await noteOf(later).inputValue()).toBe('Ringde i morse.');
  await restarted.close();
});

it('is not brought back by what the page still tells when it has been sent', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(at('/contacts/new'));
  await page.getByLabel('Vad var det?').selectOption({ label: 'Hembesök' });
  await page.getByLabel('Stödjande').check();
  await page.getByLabel('Eleven', { exact: true }).check();
  await noteOf(page).fill('Vi sågs hemma.');
  const typed: [string, string][] = await page.evaluate(
    `[...new FormData(document.querySelector('form.stack'))]`,
  );
  await go(page, 'Spara kontakten');
  expect(await page.locator('#done').innerText()).toBe('Kontakten är sparad.');
  // As one types and sends at once, the last word about what was typed may arrive after the form.
  const late = await page.request.post(at('/contacts/new'), {
    headers: { 'hx-request': 'true', 'content-type': 'application/x-www-form-urlencoded' },
    data: new URLSearchParams([...typed, ['_go', 'keep']]).toString(),
  });
  expect(late.status()).toBe(200);
  await page.goto(at('/contacts/new'));
  expect(await noteOf(page).inputValue()).toBe('');
  await page.goto('/');
  expect(await page.locator('main').innerText()).not.toContain('Skriv in en kontakt, Ärende');
});

it('stands in the page when the session has ended, until it is sent by a new one', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(at('/contacts/new'));
  await noteOf(page).fill('Skrivet innan.');
  await saysKept(page);
  await page.context().clearCookies();
  await noteOf(page).fill('Skrivet innan, och efter.');
  await page.getByText('Du är inte inloggad längre').waitFor();
  await go(page, 'Spara kontakten');
  expect(await page.locator('h1').innerText()).toBe('Du har loggats ut');
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Logga in i en ny flik' }).click(),
  ]);
  const form = `form:has(input[name="personId"][value="${ids.coordinator}"])`;
  await Promise.all([tab.waitForEvent('load'), tab.locator(`${form} button`).first().click()]);
  await go(page, 'Fortsätt');
  expect(await page.locator('#errors').innerText()).toContain('Allt du skrev finns kvar');
  expect(await noteOf(page).inputValue()).toBe('Skrivet innan, och efter.');
  await go(page, 'Kasta utkastet');
});

it('of two who write the same plan the second is told what the first did, and loses nothing', async () => {
  const session = await api.as(ids.coordinator, 'coordinator');
  const asked = { pupil: 'pupil', educators: 'mentor', guardians: 'guardian' };
  for (const [part, respondent] of Object.entries(asked)) {
    const mapped = { respondent, date: '2026-09-07', note: 'Idrotten är svår.' };
    expect((await session.send('post', `/cases/${caseId}/mapping/${part}`, mapped)).status).toBe(200);
  }
  const first = await pages.as(ids.coordinator, 'coordinator');
  const second = await pages.as(ids.secondCoordinator, 'coordinator');
  const fill = async (page: Page, situation: string) => {
    await page.goto(at('/plans/new'));
    await page.getByLabel('Hur är det nu?').fill(situation);
    await go(page, 'Fortsätt');
    await page.getByLabel('Vad vill ni uppnå?').fill('Tre dagar.');
    await go(page, 'Fortsätt');
    await page.getByLabel('Vad görs?').fill('Möter vid grinden.');
    await page.getByLabel('Vem svarar för det?').selectOption({ label: 'mentor Prov, mentor' });
    await page.getByLabel('Hur märks det om det hjälper?').fill('Mornar.');
    await go(page, 'Fortsätt');
  };
  await fill(first, 'Den förstas ord.');
  await fill(second, 'Den andras ord.');
  for (let step = 0; step < 2; step += 1) await go(first, 'Fortsätt');
  await go(first, 'Spara planen');
  expect(await first.locator('main').innerText()).toContain('Planen är sparad');
  // The second goes on, and sees pages that were made after the first was done.
  for (let step = 0; step < 2; step += 1) await go(second, 'Fortsätt');
  await go(second, 'Spara planen');
  expect(await second.locator('main').innerText()).toContain('Det är något att rätta');
  const told = await second.locator('#errors').innerText();
  expect(told).toContain('ändrat ärendet');
  expect(told).toContain('(coordinator Prov)');
  expect(await second.locator('main').innerText()).toContain('Den andras ord.');
  // Having seen it, the second may mean it still.
  await go(second, 'Spara planen');
  expect(await second.locator('main').innerText()).toContain('Planen är sparad');
});

it('of two who change a meeting or enter a consent neither loses what they wrote', async () => {
  const session = await api.as(ids.coordinator, 'coordinator');
  const called = await session.send('post', `/cases/${caseId}/meetings`, {
    kind: 'collaboration',
    time: { date: '2026-09-16', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Hur går det?',
    participants: [{ kind: 'staff', personId: ids.coordinator }],
  });
  expect(called.status).toBe(200);
  await atRest(api.town);
  const state = Object((await session.get(`/cases/${caseId}`)).body['state']);
  const changes = at(`/meetings/${state.meetings[0].meetingId}/changes`);
  const first = await pages.as(ids.coordinator, 'coordinator');
  const second = await pages.as(ids.secondCoordinator, 'coordinator');
  for (const page of [first, second]) await page.goto(changes);
  await first.getByLabel(/^Plats/).fill('Rum 13');
  await second.getByLabel(/^Plats/).fill('Rum 14');
  await first.locator('form.stack .buttons button').first().click();
  await first.locator('#done').waitFor();
  await second.locator('#changed').waitFor();
  expect(await second.getByLabel(/^Plats/).inputValue()).toBe('Rum 14');

  const consents = at('/consents/new');
  for (const page of [first, second]) await page.goto(consents);
  const bup = 'Barn- och ungdomspsykiatrin (BUP)';
  const receiver = (page: Page) => page.locator('select[name="receiver"]');
  await receiver(second).selectOption({ label: bup });
  await saysKept(second);
  const mother = await pages.as(ids.mother, 'guardian');
  await mother.goto(consents);
  await receiver(mother).selectOption({ label: bup });
  await go(mother, 'Jag samtycker');
  await second.locator('#changed').waitFor();
  await second.reload();
  expect(await receiver(second).inputValue()).toBe('bup');
});
