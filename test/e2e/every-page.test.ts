/**
 * Every kind of page that links lead to, in a real Chromium with axe-core: once in each role that sees it; and once
 * each in dark, at 320 pixels, at 200 % and in forced colours. None scrolls sideways.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionRole } from '../../src/api/session.ts';
import { uploader } from '../api/uploads.ts';
import { aPdf } from '../factories/files.ts';
import { secretHash } from '../../src/records/secret-hash.ts';
import { allocated, consented, pupils, served, type Served, type SignedIn } from '../api/served.ts';
import { seedImports } from '../factories/imports.ts';
import { ids } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';
import { kindOf } from '../web/kind-of.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;

beforeAll(async () => {
  api = await served();
  const caseId = await allocated(api, pupils.first);
  await consented(api, pupils.second);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const visit = {
    date: '2026-09-07',
    kind: 'homeVisit',
    effort: 'supporting',
    with: ['pupil'],
    note: 'Hemma.',
  };
  const sent = await coordinator.send('post', `/cases/${caseId}/contacts`, visit);
  expect(sent.status).toBe(200);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  const flag = { note: 'Hur går det?' };
  expect((await leader.send('post', `/cases/${caseId}/flags`, flag)).status).toBe(201);
  const survey = await leader.send('post', '/surveys', aForm());
  const handed = { surveyId: survey.body['id'], expiresOn: '2026-09-30' };
  const out = await coordinator.send('post', `/cases/${caseId}/surveys`, handed);
  expect(out.status).toBe(201);
  const filled = { answeredOn: '2026-09-07', answers: { well: 2, adult: false, say: 'Rasterna.' } };
  const answered = `/cases/${caseId}/surveys/${String(out.body['id'])}/answers`;
  expect((await coordinator.send('post', answered, filled)).status).toBe(201);
  const { body } = await uploader(api.app, coordinator.token)(aPdf());
  const letter = { documentId: body.documentId, kind: 'letter', title: 'Brev hemifrån' };
  expect((await coordinator.send('post', `/cases/${caseId}/documents`, letter)).status).toBe(201);
  await suggestTimes(coordinator, caseId);
  await seedImports(api.town.records.db, ids.teamLeader);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

/** A guest's link, as the mail would hold it. */
const token = 'gast-'.padEnd(32, 'x');

async function suggestTimes(coordinator: SignedIn, caseId: string): Promise<void> {
  const suggested = {
    kind: 'collaboration',
    times: ['2026-09-21', '2026-09-22', '2026-09-23'].map((date) => ({ date, from: '14:00', minutes: 60 })),
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
  };
  const poll = await coordinator.send('post', `/cases/${caseId}/meeting-polls`, suggested);
  expect(poll.status).toBe(201);
  const [pupil] = Object(poll.body['guests']);
  const answer = `/cases/${caseId}/meeting-polls/${String(poll.body['id'])}/guests/${pupil.id}/answer`;
  expect((await coordinator.send('post', answer, { answers: ['yes', 'ifNeedBe', 'no'] })).status).toBe(200);
  await api.town.records.db
    .updateTable('meeting_poll_guest')
    .set({ reached: 'mail', token_hash: secretHash(token) })
    .where('id', '=', pupil.id)
    .execute();
}

const roles: [SessionRole, string][] = [
  ['coordinator', ids.coordinator],
  ['teamLeader', ids.teamLeader],
  ['rector', ids.rector],
  ['mentor', ids.mentor],
  ['pupilHealth', ids.pupilHealth],
  ['guardian', ids.mother],
  ['pupil', pupils.first],
];

const modes: [string, BrowserContextOptions][] = [
  ['dark', { colorScheme: 'dark' }],
  ['320 pixels', { viewport: { width: 320, height: 640 } }],
  ['200 %', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ['forced colours', { forcedColors: 'active' }],
];

/** A walk looks at some hundred pages, on a machine that does other things too. */
const patienceMs = 900_000;

/** Files are opened or saved, not shown. */
const shown = (href: string): boolean =>
  !/\.(pdf|csv|ics)(\?|$)|^\/(api|language|assets)\/|\/live\b/.test(href);

/** Looks at one page of each kind that isn't in `seen`, from the first page on. */
async function walk(page: Page, seen: Set<string>): Promise<string[]> {
  const waiting = ['/'];
  const visited = new Set<string>();
  const wrong: string[] = [];
  for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
    const kind = kindOf(href);
    if (visited.has(kind)) continue;
    visited.add(kind);
    await page.goto(href);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    waiting.push(...links.filter((link) => link !== null).filter(shown));
    if (seen.has(kind)) continue;
    seen.add(kind);
    wrong.push(...(await look(page, href)));
  }
  return wrong;
}

/** What is wrong with the page that is open. */
async function look(page: Page, href: string): Promise<string[]> {
  expect(await page.locator('h1').count(), href).toBe(1);
  const found = (await wrongWith(page)).map((one) => `${href}: ${one}`);
  const over = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return Number(over) > 0 ? [...found, `${href}: scrolls sideways by ${String(over)}`] : found;
}

describe("a guest's page of suggested times", () => {
  const each: [string, BrowserContextOptions][] = [['light', {}], ...modes];
  it.each(each)('is accessible without sign-in, in %s', async (_mode, options) => {
    const page = await pages.anonymous(options);
    await page.goto(`/times/${token}`);
    expect(await page.locator('main').textContent()).toContain('måndag 21 september 2026');
    expect(await look(page, 'the answered page')).toEqual([]);
    await page.getByLabel('Nej').first().check();
    await page.getByRole('button', { name: 'Spara svaret' }).click();
    expect(await page.locator('main').textContent()).toContain('Ditt svar är sparat.');
  });
});

describe.each(roles)('the pages of a %s', (role, personId) => {
  it('are accessible', { timeout: patienceMs }, async () => {
    const page = await pages.as(personId, role);
    expect(await walk(page, new Set())).toEqual([]);
    // An open page goes on following its case, beside all the others'.
    await page.context().close();
  });
});

describe.each(modes)('every page in %s', (_mode, options) => {
  const seen = new Set<string>();
  it.each(roles)('of a %s', { timeout: patienceMs }, async (role, personId) => {
    const page = await pages.as(personId, role, options);
    expect(await walk(page, seen)).toEqual([]);
    await page.context().close();
  });
});
