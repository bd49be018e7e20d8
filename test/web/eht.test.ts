/** EHT's list and meeting without scripts, the answer to the mentor, and the rector's duties. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pupils, served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let pupilHealth: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  const mentor = await api.as(ids.mentor, 'mentor');
  const today = '2026-09-07';
  const report = { reportedOn: today, how: { by: 'written' }, note: 'Över gränsen <i>länge</i>.' };
  for (const pupil of [pupils.first, pupils.protected]) {
    const sent = await mentor.send('post', `/pupils/${pupil}/reports-to-eht`, report);
    if (pupil === pupils.first) caseId = String(sent.body['caseId']);
  }
  pupilHealth = await browse(api.app, ids.pupilHealth, 'pupilHealth');
});
afterAll(() => api.close());

it('lists what waits, names masked where they are protected, and opens and withdraws times', async () => {
  const list = await pupilHealth.open('/eht');
  expect(list.path).toBe(`/eht/${school}`);
  expect(list.text).toContain('Första Elev');
  expect(list.text).not.toContain('Skyddad Elev');
  const form = await pupilHealth.open(`/eht/${school}/slots/new`);
  const opened = await pupilHealth.send(form, {
    'slots.0.date': '2026-09-10',
    'slots.0.from': '14:00',
    'slots.0.place': 'Kuratorns rum',
  });
  expect(opened.text).toContain('kl. 14.00, 20 minuter, Kuratorns rum: ledig');
  const gone = await pupilHealth.send(opened, {}, { form: 'form[action$="/withdrawal"]' });
  expect(gone.$('#done').text()).toBe('Tiden är borttagen.');
  expect(gone.text).toContain('Inga tider är öppna.');
});

it('goes through the list in a meeting: one pupil at a time, names left out by a link, decisions and minutes', async () => {
  const list = await pupilHealth.open(`/eht/${school}`);
  const room = await pupilHealth.send(list, {}, { form: 'form[action$="/meetings"]' });
  expect(room.title).toContain('Elevhälsomöte');
  expect(room.text).toContain('Elev 1 av 2');
  const place = room.$('a[href$="/decision"]').attr('href')?.includes(caseId) === true ? 0 : 1;
  const first = await pupilHealth.open(`${room.path}?at=${place}`);
  expect(first.text).toContain('Första Elev');
  expect(first.text).toContain('Över gränsen <i>länge</i>.');
  const hidden = await pupilHealth.open(`${room.path}?at=${place}&names=hidden`);
  expect(hidden.$.html()).not.toContain('Första');
  expect(hidden.$.html()).not.toContain('Över gränsen &lt;i&gt;');
  // What was hidden stays so through a form, without scripts.
  const covered = await pupilHealth.open(hidden.$('a[href*="/minutes"]').attr('href') ?? '');
  const noted = await pupilHealth.send(covered, { note: 'Namnen är dolda.' });
  expect(noted.text).toContain('Namnen är dolda.');
  expect(noted.text).toContain('Visa namn');
  const form = await pupilHealth.open(first.$('a[href$="/decision"]').attr('href') ?? '');
  const refused = await pupilHealth.send(form, { outcome: 'wait', note: 'Kurator ser.' });
  expect(refused.$('#errors a').attr('href')).toBe('#f-waitUntil');
  const decided = await pupilHealth.send(refused, { waitUntil: '2026-09-21' });
  expect(decided.$('#done').text()).toBe('Beslutet är sparat.');
  expect(decided.text).toContain('Beslutat i dag');
  const minute = await pupilHealth.open(`${room.path}/minutes`);
  const kept = await pupilHealth.send(minute, { note: 'Åk 7 gicks igenom.' });
  expect(kept.text).toContain('Åk 7 gicks igenom.');
});

it('answers the mentor, who reads nothing else of it', async () => {
  const list = await pupilHealth.open(`/eht/${school}`);
  const answer = list.$(`a[href^="/cases/${caseId}/eht-decisions/"]`).attr('href') ?? '';
  const form = await pupilHealth.open(answer);
  const sent = await pupilHealth.send(form, { note: 'Kurator hör av sig.' });
  expect(sent.$('#done').text()).toBe('Mentorn har fått svar.');
  const mentor = await browse(api.app, ids.mentor, 'mentor');
  expect((await mentor.open('/eht')).status).toBe(403);
  expect((await mentor.open(`/cases/${caseId}/eht-decisions/new`)).status).toBe(403);
});

it('lets the rector enter what the law asks for, and end what was merely noticed', async () => {
  const rector = await browse(api.app, ids.rector, 'rector');
  expect((await rector.open(`/eht/${school}`)).$('form.press')).toHaveLength(0);
  const step = await rector.open(`/cases/${caseId}/rector-steps/new`);
  const bare = await rector.send(step, { kind: 'inquiryUnneeded' });
  expect(bare.status).toBe(422);
  const opened = await rector.send(bare, { kind: 'inquiryOpened' });
  expect(opened.$('#done').text()).toBe('Åtgärden är sparad.');
  const end = await rector.open(`/cases/${caseId}/noticed-end`);
  const ended = await rector.send(end, { reason: 'backAtSchool', note: 'Full närvaro.' });
  expect(ended.$('#done').text()).toBe('Ärendet är avslutat.');
});
