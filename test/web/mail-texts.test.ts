/** The words of mails: written by a form, tried before, sent from then on, and the standard ones again. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let leader: Browser;

beforeAll(async () => {
  api = await served();
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

const page = '/settings/mail-texts/sv/orderPlaced';

it('keeps what is typed until it holds what must be there, and shows the mail before it is saved', async () => {
  const list = await leader.follow(await leader.open('/settings'), 'Mejlens texter');
  const mail = await leader.follow(list, 'Beställning har kommit');
  const form = await leader.follow(mail, 'Ändra orden');
  const refused = await leader.send(form, { text0: 'Ny beställning för {pupil}' }, { go: 'send' });
  expect(refused.status).toBe(422);
  expect(refused.$('#errors').text()).toContain('Ämne');
  expect(refused.$('input[name="text0"]').val()).toBe('Ny beställning för {pupil}');
  const typed = { text0: 'Vår egen rad: {caseNumber}', text1: '<b>Välkommen</b> till {caseNumber}.' };
  await leader.send(refused, typed, { go: 'later' });
  const preview = await leader.open(`${page}/preview`);
  expect(preview.$('h1').text()).toBe('Vår egen rad: 2026-0001');
  expect(preview.text).toContain('<b>Välkommen</b> till 2026-0001.');
  const saved = await leader.send(await leader.open(`${page}/change`), {}, { go: 'send' });
  expect(saved.$('#done').text()).toBe('Orden är sparade. Nästa mejl har dem.');
  expect(saved.text).toContain('Standardtext: Ta emot en beställning: ärende {caseNumber}');
});

it('writes the next mail with them, escaped in its HTML', async () => {
  await consented(api, pupils.first);
  const { db } = api.town.records;
  const mail = await vi.waitFor(
    async () => {
      const found = await db
        .selectFrom('mail')
        .selectAll()
        .where('kind', '=', 'notice/orderPlaced')
        .execute();
      expect(found.length).toBeGreaterThan(0);
      return found[0];
    },
    { timeout: 60_000, interval: 200 },
  );
  expect(mail?.subject).toMatch(/^Vår egen rad: \d{4}-\d{4}$/);
  expect(mail?.text).toContain('<b>Välkommen</b>');
  expect(mail?.html).toContain('&lt;b&gt;Välkommen&lt;/b&gt;');
});

it('goes back to the standard words, and keeps who wrote what', async () => {
  const reset = await leader.send(await leader.open(page), {}, { form: `form[action="${page}/reset"]` });
  expect(reset.$('#done').text()).toBe('Standardtexten gäller igen.');
  expect(reset.$(`form[action="${page}/reset"]`)).toHaveLength(0);
  expect(reset.text).toContain('Vår egen rad: {caseNumber}');
  expect(await api.town.records.db.selectFrom('mail_text').select('key').execute()).toHaveLength(4);
});

it('is the team leader’s alone, and of the mails that there are', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  for (const path of [page, `${page}/change`, `${page}/preview`, '/settings/mail-texts/sv']) {
    expect((await coordinator.open(path)).status).toBe(403);
  }
  expect((await leader.open('/settings/mail-texts/sv/nothing')).status).toBe(404);
});
