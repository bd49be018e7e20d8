/** The settings: a list of places; the policy's next version by a form, tried before; schools and the calendar. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLadderOn } from '../../src/records/school-day/ladder-switch.ts';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let leader: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  caseId = await allocated(api, pupils.first);
  await api.town.moveTo('2026-10-16');
});
afterAll(() => api.close());

it('leads to each place, and switches a school’s side', async () => {
  const settings = await leader.follow(await leader.open('/'), 'Inställningar');
  const schools = await leader.follow(settings, 'Skolor');
  const { db } = api.town.records;
  const before = await isLadderOn(db, school);
  const form = `form[action="/settings/schools/${school}/ladder"]`;
  const switched = await leader.send(schools, {}, { form });
  expect(switched.$('#done').text()).toBe('Skolans del är ändrad.');
  expect(await isLadderOn(db, school)).toBe(before !== true);
});

/** From the form's first step to the one with this title, by its buttons. */
const stepTo = async (page: Page, title: string): Promise<Page> => {
  let at = page;
  for (let n = 0; n < 10 && at.$('h2').first().text() !== title; n += 1) {
    at = await leader.send(at, {}, { go: 'next' });
  }
  return at;
};

it('tries a policy on the term’s cases, saves it from a day, and moves the running cases', async () => {
  const policy = await leader.open('/settings/policies/uppsala');
  expect(policy.text).toContain('Kartläggningen är klar, från starten, inom');
  expect(policy.text).toContain('28 dagar');
  const begun = await leader.follow(policy, 'Ändra arbetssättet');
  const work = await stepTo(begun, 'Arbetet');
  const refused = await leader.send(work, { 'work.mappingWithinDays': 'snart' }, { go: 'next' });
  expect(refused.status).toBe(422);
  expect(refused.$('#errors').text()).toContain('Kartläggningen är klar');
  await leader.send(refused, { 'work.mappingWithinDays': '60' }, { go: 'next' });

  const last = await leader.open('/settings/policies/uppsala/change/current?step=7');
  const preview = await leader.follow(last, 'Förhandsgranska');
  expect(preview.text).toContain('Räknat på 1 ärenden som pågick');
  const row = preview
    .$('tr')
    .filter((_, one) => preview.$(one).text().includes('elevens del av kartläggningen'));
  expect(row.text()).toContain('1 färre');

  const back = await leader.follow(preview, 'Tillbaka till utkastet');
  const answers = await leader.send(back, { validFrom: '2026-10-16' }, { go: 'next' });
  const saved = await leader.send(answers, {}, { go: 'send' });
  expect(saved.$('#done').text()).toBe('Den nya versionen är sparad.');
  expect(saved.text).toContain('Kartläggningen är klar, från starten, inom: 28 dagar → 60 dagar');
  expect(saved.text).toContain('1 ärenden har en äldre version');

  const moved = await leader.send(saved, {}, { form: 'form[action$="/running"]' });
  expect(moved.$('#done').text()).toBe('Ärendena är flyttade.');
  const shown = await (await api.as(ids.teamLeader, 'teamLeader')).get(`/cases/${caseId}`);
  expect(shown.body).toMatchObject({ state: { policy: { version: 2 } } });
});

it('changes the school year, and says what is in the way', async () => {
  const calendar = await leader.open('/settings/calendar');
  const form = await leader.follow(calendar, 'Lägg till lov, studiedag eller läsår');
  const wrong = { kind: 'studyDay', name: 'Planeringsdag', from: '2026-11-20', to: '2026-11-19' };
  const refused = await leader.send(form, wrong, { go: 'send' });
  expect(refused.status).toBe(422);
  const saved = await leader.send(refused, { ...wrong, to: '2026-11-20' }, { go: 'send' });
  expect(saved.$('#done').text()).toBe('Läsåret är ändrat.');
  expect(saved.text).toContain('Planeringsdag');
  const press = saved.$('tr').filter((_, one) => saved.$(one).text().includes('Planeringsdag'));
  const action = press.find('form').attr('action') ?? '';
  const removed = await leader.send(saved, {}, { form: `form[action="${action}"]` });
  expect(removed.$('#done').text()).toBe('Det är borttaget ur läsåret.');
  expect(removed.text).not.toContain('Planeringsdag');
});

it('is no page for a coordinator', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  for (const path of ['', '/policies', '/policies/uppsala/change/current', '/calendar', '/schools']) {
    expect((await coordinator.open(`/settings${path}`)).status).toBe(403);
  }
});
