/** The year's wheel, the directory and the remit as pages: read by all, put right by those who may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let pupilHealth: Browser;
let leader: Browser;

beforeAll(async () => {
  api = await served();
  pupilHealth = await browse(api.app, ids.pupilHealth, 'pupilHealth');
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

const doneForm = 'form.press[action$="/done"]';
const errorsOf = (page: Page): (string | undefined)[] =>
  page
    .$('#errors a')
    .map((_, one) => page.$(one).attr('href'))
    .get();

const tagsOf = (page: Page): string[] =>
  page
    .$('.ds-tag')
    .map((_, one) => page.$(one).text())
    .get();

describe("the year's wheel", () => {
  it('shows the year’s tasks by month, and marks one as done in one press', async () => {
    const page = await pupilHealth.open('/year-wheel');
    expect(page.title).toContain('Årshjulet 2026/2027');
    expect(page.$('main h2').first().text()).toBe('augusti 2026');
    const before = page.$(doneForm).length;
    expect(before).toBeGreaterThan(0);
    const done = await pupilHealth.send(page, {}, { form: doneForm });
    expect(done.$('#done').text()).toBe('Uppgiften är klar.');
    expect(done.$(doneForm)).toHaveLength(before - 1);
  });

  it('is taken up whole by the team leader, who changes a task and takes it out', async () => {
    const suggested = await leader.open('/year-wheel');
    expect(tagsOf(suggested)).toContain('Förslag');
    const adopted = await leader.send(suggested, {}, { form: 'form[action="/year-wheel/adoption"]' });
    expect(adopted.$('#done').text()).toContain('tagna i bruk');
    expect(tagsOf(adopted)).not.toContain('Förslag');
    const href = String(adopted.$('a[href$="/change"]').first().attr('href'));
    const form = await leader.open(href);
    const title = form.$('input[name="title.sv"]').val();
    expect(title).not.toBe('');
    const changed = await leader.send(form, { 'due.kind': 'date', 'due.month': '10', 'due.day': '7' });
    expect(changed.text).toContain('senast onsdag 7 oktober 2026');
    const out = await leader.send(await leader.open(href), { retired: 'yes' });
    expect(out.$(`p.buttons a[href="${href}"]`)).toHaveLength(0);
    expect(out.$(`a[href="${href}"]`).text()).toBe(title);
  });

  it('gets a task of a rector for their own school, with what is missing named', async () => {
    const rector = await browse(api.app, ids.rector, 'rector');
    const form = await rector.open('/year-wheel/tasks/new');
    expect(form.$('input[name="schoolUnits"]')).toHaveLength(1);
    expect(form.$('input[name="owner"]')).toHaveLength(2);
    const missing = await rector.send(form, { schoolUnits: [] });
    expect(missing.status).toBe(422);
    expect(errorsOf(missing)).toEqual(
      expect.arrayContaining([
        '#f-title-sv',
        '#f-description-sv',
        '#f-owner',
        '#f-schoolUnits',
        '#f-due-kind',
      ]),
    );
    const filled = {
      'title.sv': 'Trygghetsvandring',
      'description.sv': 'Gå runt skolan med eleverna.',
      owner: 'rector',
      schoolUnits: school,
      'due.kind': 'week',
      'due.week': '99',
    };
    const wrong = await rector.send(missing, filled);
    expect(errorsOf(wrong)).toEqual(['#f-due-week']);
    expect(wrong.$('input[name="title.sv"]').val()).toBe('Trygghetsvandring');
    const added = await rector.send(wrong, { 'due.week': '40' });
    expect(added.text).toContain('Trygghetsvandring');
    expect(added.text).toContain('senast fredag 2 oktober 2026');
  });

  it('is not the mentor’s to change', async () => {
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    expect((await mentor.open('/year-wheel')).$('a[href$="/change"]')).toHaveLength(0);
    expect((await mentor.open('/year-wheel/tasks/new')).status).toBe(403);
    // A rector changes no task of every school.
    const rector = await browse(api.app, ids.rector, 'rector');
    expect((await rector.open('/year-wheel/tasks/healthProgramme/change')).status).toBe(403);
  });
});

describe('the directory', () => {
  it('finds a place to guide a family to', async () => {
    const all = await pupilHealth.open('/directory');
    expect(all.$('main h2').length).toBeGreaterThan(1);
    const found = await pupilHealth.open('/directory?search=zzzz');
    expect(found.text).toContain('Inget ställe stämmer');
  });

  it('gets the municipality’s own places and numbers', async () => {
    const bup = await pupilHealth.follow(
      await pupilHealth.open('/directory?search=BUP'),
      'Ändra BUP, barn- och ungdomspsykiatri',
    );
    const changed = await pupilHealth.send(bup, { phone: '0500-12 34 56' });
    expect(changed.$('#done').text()).toBe('Ändringen är sparad.');
    expect(changed.text).toContain('Telefon: 0500-12 34 56');
    const form = await pupilHealth.open('/directory/new');
    const missing = await pupilHealth.send(form, {
      web: 'ungdom.example',
      'ages.from': '13',
      'ages.to': '5',
    });
    expect(errorsOf(missing)).toEqual(
      expect.arrayContaining(['#f-name-sv', '#f-does-sv', '#f-howToReach-sv', '#f-needs', '#f-web']),
    );
    const added = await pupilHealth.send(missing, {
      'name.sv': 'Ungdomsmottagningen <b>Viken</b>',
      'does.sv': 'Samtal för unga.',
      'howToReach.sv': 'Drop-in.',
      needs: ['sexualHealth'],
      web: '',
      'ages.to': '22',
    });
    expect(added.$('main h2').last().text()).toBe('Ungdomsmottagningen <b>Viken</b>');
  });

  it('is read by the family, without a way to change it', async () => {
    const mother = await browse(api.app, ids.mother, 'guardian');
    expect((await mother.open('/directory')).$('a[href^="/directory/"]')).toHaveLength(0);
    expect((await mother.open('/directory/new')).status).toBe(403);
  });
});

describe('the remit', () => {
  it('is read by everyone, from the menu or the foot of each page', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    const page = await coordinator.follow(await coordinator.open('/'), 'Uppdraget');
    expect(page.status).toBe(200);
    expect(page.$('main h2').length).toBeGreaterThan(1);
    expect(page.$('a[href="/remit/change"]')).toHaveLength(0);
  });

  it('is written anew by the team leader, section by section', async () => {
    const form = await leader.open('/remit/change');
    const sections = form.$('fieldset.row').length;
    expect(sections).toBeGreaterThan(1);
    const blank = await leader.send(form, { 'sections.0.heading.sv': '' });
    expect(errorsOf(blank)).toEqual(['#f-sections-0-heading-sv']);
    const saved = await leader.send(blank, {
      'title.sv': 'Vår arbetsbeskrivning',
      'sections.0.heading.sv': 'Hos oss',
    });
    expect(saved.$('h1').text()).toBe('Vår arbetsbeskrivning');
    expect(saved.text).toContain('Hos oss');
    expect(saved.text).toContain('Ändrad måndag 7 september 2026');
    expect(saved.$('main h2')).toHaveLength(sections);
  });
});
