/** A case's own surveys by pages alone: handed out, answered by link and from paper, read beside the absence. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';
import { browse, type Browser, type Page } from './browser.ts';
import { readPaper, wordsOfPaper } from './paper.ts';

let api: Served;
let caseId: string;
let surveys: string;
let coordinator: Browser;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  surveys = `/cases/${caseId}/surveys`;
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  for (const respondent of ['pupil', 'guardian'] as const) {
    const title = { sv: respondent === 'pupil' ? 'Elevens bild' : 'Hemmets bild', en: null };
    const written = await leader.send('post', '/surveys', aForm({ respondent, title }));
    expect(written.status).toBe(201);
  }
  const figures = { from: '2026-08-24', to: '2026-09-04', offeredMinutes: 3000 };
  const absent = { ...figures, validMinutes: 600, invalidMinutes: 300 };
  expect((await leader.send('post', `/cases/${caseId}/attendance`, absent)).status).toBeLessThan(300);
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const errorsOf = (page: Page): (string | undefined)[] =>
  page
    .$('#errors a')
    .map((_, one) => page.$(one).attr('href'))
    .get();

/** The value of the choice whose label says this. */
const choiceOf = (page: Page, words: string): string => {
  const label = page
    .$('label')
    .filter((_, one) => page.$(one).text().includes(words))
    .first();
  return String(page.$(`[id="${String(label.attr('for'))}"]`).attr('value'));
};

describe('a survey of a case', () => {
  it('is found from the case, by staff and not by the family', async () => {
    const page = await coordinator.follow(await coordinator.open(`/cases/${caseId}`), 'Enkäter i ärendet');
    expect(page.text).toContain('Ingen enkät är utdelad i ärendet.');
    const mother = await browse(api.app, ids.mother, 'guardian');
    expect((await mother.open(surveys)).status).toBe(403);
    expect((await mother.open(`/cases/${caseId}`)).text).not.toContain('Enkäter i ärendet');
    const stranger = await browse(api.app, ids.otherRector, 'rector');
    expect((await stranger.open(surveys)).status).toBe(404);
  });

  it('is handed out to the pupil by a link that is told once, and answered without sign-in', async () => {
    const form = await coordinator.open(`${surveys}/new`);
    const wrong = await coordinator.send(form, { expiresOn: '2026-09-01' });
    expect(errorsOf(wrong)).toEqual(['#f-which']);
    const past = await coordinator.send(wrong, { which: choiceOf(wrong, 'Elevens bild – Eleven') });
    expect(errorsOf(past)).toEqual(['#f-expiresOn']);
    const links = await coordinator.send(past, { expiresOn: '2026-09-30', moment: 'before' });
    const url = links.$('code').text();
    expect(links.text).toContain('visas bara nu');
    const { pathname } = new URL(url);
    const sent = await request(api.app)
      .post(pathname)
      .type('form')
      .send({ 'answers.well': '2', 'answers.say': 'Rasterna.' });
    expect(sent.status).toBe(201);
    const page = await coordinator.open(surveys);
    const table = page.$('table').first();
    expect(table.find('caption').text()).toBe('Elevens bild');
    expect(table.text()).toContain('Före, Eleven');
    expect(table.text()).toContain('Rasterna.');
    expect(table.find('tbody tr').first().text()).toContain('30');
  });

  it('is answered on paper by a named guardian, the answer afterwards beside the one before', async () => {
    for (const [moment, said, value] of [
      ['before', 'Före.', '1'],
      ['after', 'Efter.', '4'],
    ] as const) {
      const form = await coordinator.open(`${surveys}/new`);
      const which = choiceOf(form, 'Hemmets bild – ');
      await coordinator.send(form, { which, moment, expiresOn: '2026-09-30' });
      const page = await coordinator.open(surveys);
      const handed = page.$('article').filter((_, one) => {
        const words = page.$(one).text();
        return words.includes('Hemmets bild') && words.includes(said);
      });
      const href = String(handed.find('a[href$="/answers"]').attr('href'));
      const paper = await coordinator.open(href);
      expect(errorsOf(await coordinator.send(paper, {}))).toEqual(['#f-answers-well']);
      const saved = await coordinator.send(paper, { 'answers.well': value, 'answers.adult': 'yes' });
      expect(saved.$('#done').text()).toBe('Svaret är sparat.');
    }
    const page = await coordinator.open(surveys);
    const table = page.$('table').filter((_, one) => page.$(one).find('caption').text() === 'Hemmets bild');
    const columns = table
      .find('thead th')
      .map((_, one) => page.$(one).text())
      .get();
    expect(columns[1]).toMatch(/^1\. Före, .*vårdnadshavare/);
    expect(columns[2]).toMatch(/^2\. Efter, /);
    const answers = table
      .find('tbody tr')
      .eq(1)
      .find('td')
      .map((_, one) => page.$(one).text())
      .get();
    expect(answers).toEqual(['1', '4']);
  });

  it('is printed with its questions and nobody’s name', async () => {
    const page = await coordinator.open(surveys);
    const href = String(page.$('a[href$="/paper.pdf"]').last().attr('href')).replace(`/cases/${caseId}/`, '');
    const { status, bytes } = await readPaper(
      api,
      caseId,
      href,
      await api.as(ids.coordinator, 'coordinator'),
    );
    expect(status).toBe(200);
    const text = await wordsOfPaper(bytes);
    expect(text).toContain('Hur trivs du?');
    expect(text).toContain('1 = Inte alls, 5 = Mycket bra');
    expect(text).not.toMatch(/Första|Elev,/);
  });

  it('with pupil health’s secrecy is theirs and the coordinators’ alone', async () => {
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    const theirs = await mentor.open(`${surveys}/new`);
    expect(theirs.$('input[name="secrecy"][value="strong"]')).toHaveLength(0);
    const before = (await mentor.open(surveys)).$('article').length;
    const form = await coordinator.open(`${surveys}/new`);
    const which = choiceOf(form, 'Elevens bild – Eleven');
    await coordinator.send(form, { which, secrecy: 'strong', expiresOn: '2026-09-30' });
    expect((await mentor.open(surveys)).$('article')).toHaveLength(before);
    const page = await coordinator.open(surveys);
    expect(page.$('article')).toHaveLength(before + 1);
    const strong = page
      .$('article')
      .filter((_, one) => page.$(one).text().includes('Bara elevhälsan och koordinatorerna'));
    const href = String(strong.find('a[href$="/answers"]').attr('href'));
    expect((await mentor.open(href)).status).toBe(404);
  });

  it('is taken back by one press: its link works no more', async () => {
    const page = await coordinator.open(surveys);
    const action = String(page.$('form[action$="/withdrawal"]').first().attr('action'));
    const done = await coordinator.send(page, {}, { form: `form[action="${action}"]` });
    expect(done.$('#done').text()).toContain('Länken fungerar inte längre');
    expect((await coordinator.open(surveys)).$(`form[action="${action}"]`)).toHaveLength(0);
  });
});
