/** What a school does before an order, without scripts: from a pupil's page, with a case or none. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classPupils, ids, school, schoolTown, wholeDay, type SchoolTown } from '../school-day/town.ts';
import { browse, type Browser } from './browser.ts';

let town: SchoolTown;
let mentor: Browser;
const first = `/pupils/${classPupils[0]}`;

beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-02' });
  await town.arrive([...wholeDay(0, '2026-09-01'), [0, '2026-09-02', 2, 60, 'ogiltig']]);
  mentor = await browse(town.app, ids.mentor, 'mentor');
});
afterAll(() => town.close());

it('begins at the pupil: figures with what they are of, patterns, and what the reader may do', async () => {
  const page = await mentor.open(first);
  expect(page.status).toBe(200);
  expect(page.title).toContain('Första Elev');
  expect(page.text).toContain('Gränsen är mer än 15 % frånvaro i allt under de senaste 4 veckorna.');
  expect(page.text).toMatch(/schemalagd tid, \d+ skoldagar/);
  expect(page.text).toContain('tisdag');
  expect(page.text).toContain('Matematik');
  expect(page.$('table svg[aria-hidden="true"]').length).toBeGreaterThan(5);
  expect(page.text).toContain('Anmäl oro till elevhälsan');
  const leader = await browse(town.app, ids.teamLeader, 'teamLeader');
  const read = await leader.open(`/pupils/${classPupils[3]}`);
  expect(read.title).toContain('Elev med skyddade uppgifter');
  expect(read.text).not.toContain('Skyddad');
  expect(read.text).not.toContain('Anmäl oro');
  const stranger = await browse(town.app, ids.otherRector, 'rector');
  expect((await stranger.open(first)).status).toBe(404);
});

it('is called on the first day away with the talk’s points at hand, until somebody answers', async () => {
  const form = await mentor.open(`${first}/first-day-calls/2026-09-02`);
  expect(form.text).toContain('Säg att ni saknade eleven i dag.');
  expect(form.text).toContain('skollagen 7 kap. 17 §');
  expect(form.$('input[name="whom"][value="pupil"]').attr('checked')).toBeDefined();
  const done = await mentor.send(form, {
    reached: 'yes',
    notes: 'Förkyld. Kommer i morgon.',
    guardianNotified: 'here',
  });
  expect(done.$('#done').text()).toBe('Samtalet är sparat.');
  expect(done.text).toContain('2 september: eleven, fick svar');
  expect(done.text).toContain('Förkyld. Kommer i morgon.');
  const tomorrow = await mentor.open(`${first}/first-day-calls/2026-12-01`);
  expect((await mentor.send(tomorrow, { reached: 'no' })).status).toBe(422);
});

it('is talked about with the guardians step by step, and the form is there to sign', async () => {
  const before = await mentor.open(`${first}/guardian-talks/new`);
  expect(before.text).toContain('Vid gemensam vårdnad ska båda föräldrarna bjudas in.');
  expect(before.$('a[href^="/api/v1/forms/guardian-talk.pdf"]')).toHaveLength(1);
  const missing = await mentor.send(before, { pupilToldOn: '2026-09-01' }, { go: 'next' });
  expect(missing.$('#errors a').attr('href')).toBe('#f-calledOn');
  const meeting = await mentor.send(missing, { calledOn: '2026-09-01' }, { go: 'next' });
  const absences = await mentor.send(
    meeting,
    { heldOn: '2026-09-02', guardianIds: [ids.mother], present: ['pupil', 'guardian', 'mentor'] },
    { go: 'next' },
  );
  // What is registered as invalid is filled in.
  expect(absences.$('[name="absences.0.date"]').attr('value')).toBe('2026-09-02');
  expect(absences.$('[name="absences.0.subject"]').attr('value')).toBe('Matematik');
  const form = await mentor.send(absences, {}, { go: 'next' });
  expect(form.text).toContain('Ställ öppna frågor.');
  const check = await mentor.send(
    form,
    { 'form.howCome': 'Det är stökigt.', 'form.mustChange.pupil': 'Byta plats.' },
    { go: 'next' },
  );
  expect(check.text).toContain('Byta plats.');
  const saved = await mentor.send(check, {}, { go: 'send' });
  expect(saved.status).toBe(200);
  expect(saved.title).toContain('Samtalet är sparat');
  const pdf = saved.$('a[href*="/form.pdf"]').attr('href') ?? '';
  const session = await town.as(ids.mentor, 'mentor');
  expect(await session.get(pdf.replace('/api/v1', ''))).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/pdf' },
  });
  const caseHref = saved.$('main a.ds-button').attr('href') ?? '';
  expect((await mentor.open(first)).$(`a[href="${caseHref}"]`)).toHaveLength(1);
});

it('is reported to EHT in a time that is free, and once only', async () => {
  const pupilHealth = await town.as(ids.pupilHealth, 'pupilHealth');
  const opened = await pupilHealth.send('post', `/eht/${school}/slots`, {
    slots: [{ date: '2026-09-10', from: '14:00', minutes: 20, place: 'Kuratorns rum' }],
  });
  const [slot] = Object(opened.body['slotIds']);
  const report = `/pupils/${classPupils[1]}/reports-to-eht/new`;
  const form = await mentor.open(report);
  expect(form.text).toContain('torsdag 10 september 2026 kl. 14.00, 20 minuter, Kuratorns rum');
  const rival = await mentor.open(`${first}/reports-to-eht/new`);
  const sent = await mentor.send(form, { how: slot, note: 'Över gränsen.' });
  expect(sent.$('#done').text()).toBe('Anmälan är skickad. Du får svar.');
  const taken = await mentor.send(rival, { how: slot, note: 'Också.' });
  expect(taken.status).toBe(409);
  expect(taken.$('textarea').text()).toBe('Också.');
  const written = await mentor.send(taken, { how: 'written' });
  expect(written.status).toBe(200);
});

it('is worried about in the school, or, voluntarily, in fritids', async () => {
  const form = await mentor.open(`/pupils/${classPupils[2]}/concerns/new`);
  expect(form.text).toContain('Det här är ingen orosanmälan');
  const sent = await mentor.send(form, { from: 'leisure', note: 'Kommer sällan på eftermiddagen.' });
  expect(sent.$('#done').text()).toBe('Oron är anmäld. Elevhälsoteamet tar upp den.');
});
