/** The rehearsal without scripts: the clock, what happened, mails as their receivers see them, another person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';
import { eventually } from '../setup/eventually.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

/** Asks for the page again, as a browser does by itself, until the time has passed. */
const whenMoved = async (browser: Browser, page: Page): Promise<Page> => {
  let shown = page;
  await eventually(async () => {
    expect(shown.status).toBe(200);
    if (!shown.text.includes('Det här hände')) shown = await browser.open(shown.path);
    expect(shown.text).toContain('Det här hände');
  });
  return shown;
};

describe('the clock', () => {
  it('moves a week and says what happened meanwhile, and how to go back', async () => {
    const clock = await coordinator.open(`/rehearsal?next=${encodeURIComponent(`/cases/${caseId}`)}`);
    expect(clock.text).toContain('måndag 7 september 2026');
    const sent = await coordinator.send(clock, {}, { go: 'week' });
    const moved = await whenMoved(coordinator, sent);
    expect(moved.text).toContain('I övningen är det måndag 14 september 2026');
    const rows = moved
      .$('table tr')
      .map((_, row) => moved.$(row).text())
      .get();
    expect(rows.some((row) => /^Att göra, vars dag kom och som inte är gjort[1-9]/.test(row))).toBe(true);
    expect((await coordinator.follow(moved, 'Tillbaka till sidan där du var')).path).toBe(`/cases/${caseId}`);
  });

  it('refuses a day that is past, and stays where it was', async () => {
    const clock = await coordinator.open('/rehearsal');
    const refused = await coordinator.send(
      clock,
      { until: '2026-09-01' },
      { form: '#until-form', go: 'until' },
    );
    expect(refused.status).toBe(422);
    expect(refused.$('#errors').text()).toContain('framåt i tiden');
    expect(refused.text).toContain('måndag 14 september 2026');
  });

  it('is shown to a guardian, who cannot move it', async () => {
    const guardian = await browse(api.app, ids.mother, 'guardian');
    const clock = await guardian.open('/rehearsal');
    expect(clock.status).toBe(200);
    expect(clock.$('main form')).toHaveLength(0);
    expect(clock.text).toContain('Bara personal kan flytta klockan');
  });
});

describe('the inbox', () => {
  it('shows a receiver’s mails, and one of them with a link into the case', async () => {
    const inbox = await coordinator.open('/rehearsal/inbox');
    const { text } = inbox;
    expect(text).toContain('är fördelat');
    const subject = inbox
      .$('.duties a')
      .filter((_, one) => inbox.$(one).text().includes('är fördelat'))
      .first()
      .text();
    const mail = await coordinator.follow(inbox, subject);
    expect(mail.$('.letter').text()).toContain('Hej!');
    const href = mail.$('.letter a').first().attr('href');
    expect(href).toMatch(/^\/cases\//);
    expect((await coordinator.open(String(href))).status).toBe(200);
  });

  it('is filtered by the beginning of a name or an address', async () => {
    const found = await coordinator.open('/rehearsal/inbox?to=zzzz');
    expect(found.text).toContain('Inga mejl att visa.');
    const all = await coordinator.open('/rehearsal/inbox');
    const address = all.$('.duties span').first().text().split(', ').at(-1) ?? '';
    const some = await coordinator.open(`/rehearsal/inbox?to=${encodeURIComponent(address)}`);
    expect(some.$('.duties > li').length).toBeGreaterThan(0);
    some.$('.duties > li').each((_, row) => expect(some.$(row).text()).toContain(address));
  });

  it('is no page for a guardian', async () => {
    const guardian = await browse(api.app, ids.mother, 'guardian');
    expect((await guardian.open('/rehearsal/inbox')).status).toBe(403);
  });
});

describe('another person', () => {
  it('is found by name, by school, by the pupil that a case is about', async () => {
    const byName = await request(api.app).get('/sign-in?search=Andra');
    expect(byName.text).toContain('Andra Elev');
    expect(byName.text).not.toContain('Första Elev');
    const hidden = await request(api.app).get('/sign-in?search=Skyddad');
    expect(hidden.text).not.toContain('Skyddad Elev');
    const around = await coordinator.open(`/sign-in?pupil=${pupils.first}&next=/cases/${caseId}`);
    const roles = around
      .$('main h2')
      .map((_, one) => around.$(one).text())
      .get();
    expect(roles).toEqual(['mentor', 'vårdnadshavare', 'elev']);
    const form = 'form:has(input[name="role"][value="mentor"])';
    const mentor = await coordinator.send(around, {}, { form });
    expect(mentor.path).toBe(`/cases/${caseId}`);
    expect(mentor.$('header').text()).toContain('mentor');
  });
});
