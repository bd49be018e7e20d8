/** A survey by pages alone: written from a template, handed out, answered by links and from paper, read when closed. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classIdOf } from '../../src/domain/class-id.ts';
import { served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let coordinator: Browser;
let mentor: Browser;

beforeAll(async () => {
  api = await served();
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  mentor = await browse(api.app, ids.mentor, 'mentor');
});
afterAll(() => api.close());

const ownClass = classIdOf({ schoolUnit: school, class: '8A' });
const errorsOf = (page: Page): (string | undefined)[] =>
  page
    .$('#errors a')
    .map((_, one) => page.$(one).attr('href'))
    .get();
const hrefOf = (page: Page, end: string): string => String(page.$(`a[href$="${end}"]`).first().attr('href'));

describe('a survey', () => {
  let home: string;

  it('is written from a template, with what is wrong named', async () => {
    const list = await coordinator.open('/surveys');
    expect(list.text).toContain('Ingen enkät är skriven än.');
    const form = await coordinator.follow(list, 'Så har jag det i skolan (elever)');
    const half = await coordinator.send(form, { 'title.sv': '', 'questions.0.lines': 'Aldrig' });
    expect(errorsOf(half)).toEqual(['#f-title-sv', '#f-questions-0-lines']);
    const wrong = await coordinator.send(half, {
      'title.sv': 'Trivsel <b>i</b> 8A',
      'questions.0.lines': 'Aldrig | Never\nAlltid | Always',
      'questions.5.lines': 'Bara ett',
    });
    expect(errorsOf(wrong)).toEqual(['#f-questions-5-lines']);
    const saved = await coordinator.send(wrong, {
      'questions.5.lines': 'På rasterna | At breaks\nI korridoren',
    });
    expect(saved.$('#done').text()).toBe('Enkäten är sparad.');
    expect(saved.$('h1').text()).toBe('Trivsel <b>i</b> 8A');
    expect(saved.text).toContain('I korridoren');
    home = String(/^\/surveys\/[^/?]+/.exec(hrefOf(saved, '/rounds/new'))?.[0]);
  });

  it('is handed out by the mentor to their own class, by links that are shown once', async () => {
    expect((await mentor.open(`${home}/change`)).status).toBe(403);
    expect((await mentor.open(`${home}/rounds/new`)).status).toBe(403);
    const opening = await coordinator.open(`${home}/rounds/new`);
    const backwards = { name: 'Hösten', from: '2026-09-07', to: '2026-09-01' };
    const refused = await coordinator.send(opening, backwards);
    expect(errorsOf(refused)).toEqual(['#f-to']);
    const opened = await coordinator.send(refused, { to: '2026-09-18' });
    expect(opened.text).toContain('Öppen');
    const survey = await mentor.open(home);
    const form = await mentor.open(hrefOf(survey, '/links'));
    expect(form.$('select[name="group"] option')).toHaveLength(2);
    const nobody = await mentor.send(form, {});
    expect(errorsOf(nobody)).toEqual(['#f-group']);
    const links = await mentor.send(nobody, { group: ownClass, count: '5' });
    expect(links.text).toContain('Länkarna visas bara nu');
    const urls = links
      .$('code')
      .map((_, one) => links.$(one).text())
      .get();
    expect(urls).toHaveLength(5);
    for (const url of urls.slice(0, 4)) await answerAsGuest(new URL(url).pathname);
    // Used up, and it says so without telling more.
    const gone = await request(api.app).get(new URL(String(urls[0])).pathname);
    expect(gone.status).toBe(404);
    expect(gone.text).not.toContain('<script');
  });

  it('takes answers from paper, one after another', async () => {
    const survey = await mentor.open(home);
    const paper = await mentor.open(hrefOf(survey, '/answers'));
    const counted = await mentor.send(paper, {
      group: ownClass,
      'answers.safe': '5',
      'answers.adult': 'yes',
    });
    expect(counted.$('#done').text()).toBe('Svaret är inräknat. Fortsätt med nästa.');
    expect(counted.$('select[name="group"] option[selected]').attr('value')).toBe(ownClass);
    expect(counted.$('input[name="answers.safe"][checked]')).toHaveLength(0);
  });

  it('shows its results when its round is closed, small groups hidden', async () => {
    expect((await mentor.open(`${home}/results`)).text).toContain('Omgången är öppen');
    expect((await mentor.open(home)).$('form[action$="/closing"]')).toHaveLength(0);
    const closed = await coordinator.send(
      await coordinator.open(home),
      {},
      { form: 'form[action$="/closing"]' },
    );
    expect(closed.$('#done').text()).toContain('Nu visas resultatet');
    const results = await coordinator.open(`${home}/results?by=class`);
    const safe = results
      .$('table')
      .filter((_, one) => results.$(one).text().includes('trygg'))
      .first();
    expect(safe.find('tbody tr').first().text()).toContain('Skolan 98000001, 8A');
    // Five answered that question: four by link and one from paper.
    expect(safe.find('tbody td').last().text()).toBe('5');
    const adult = results
      .$('table')
      .filter((_, one) => results.$(one).text().includes('litar på'))
      .first();
    expect(adult.find('tbody td').last().text()).toBe('visas inte');
    const csv = await coordinator.open(`${home}/results.csv?by=class`);
    expect(csv.status).toBe(200);
  });

  it('keeps its questions’ ids in the next version, so that rounds can be compared', async () => {
    const before = await stored(home);
    const form = await coordinator.open(`${home}/change`);
    const changed = await coordinator.send(form, {
      'questions.0.text.sv': 'Jag är trygg här.',
      'questions.5.lines': 'I korridoren\nI matsalen',
    });
    expect(changed.text).toContain('Version 2');
    const after = await stored(home);
    expect(after.map(({ questionId }) => questionId)).toEqual(before.map(({ questionId }) => questionId));
    const optionIds = (all: typeof after) => all[5]?.options?.map(({ optionId }) => optionId) ?? [];
    const [, corridor] = optionIds(before);
    expect(optionIds(after)[0]).toBe(corridor);
    expect(new Set([...optionIds(before), ...optionIds(after)]).size).toBe(3);
  });
});

type Question = { questionId: string; options?: { optionId: string }[] };

async function stored(home: string): Promise<Question[]> {
  const session = await api.as(ids.coordinator, 'coordinator');
  const { body } = await session.get(home);
  return Array.isArray(body['questions']) ? body['questions'] : [];
}

async function answerAsGuest(path: string): Promise<void> {
  const shown = await request(api.app).get(path);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('Trivsel &lt;b>i&lt;/b> 8A');
  const sent = await request(api.app).post(path).type('form').send({ 'answers.safe': '3' });
  expect(sent.status).toBe(201);
}
